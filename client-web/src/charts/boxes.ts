// Plane geometry for the word cloud: which boxes touch, and where the nearest free place is.

export interface Point {
  x: number;
  y: number;
}
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export interface Extent {
  width: number;
  height: number;
}

export function boxAround(centre: Point, extent: Extent): Box {
  return {
    left: centre.x - extent.width / 2,
    top: centre.y - extent.height / 2,
    right: centre.x + extent.width / 2,
    bottom: centre.y + extent.height / 2,
  };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The point nearest to `centre` at which a box of this extent lies inside the frame; the frame's middle where it cannot. */
export function pulledInside(centre: Point, extent: Extent, frame: Extent): Point {
  return {
    x: clampToMiddle(centre.x, extent.width, frame.width),
    y: clampToMiddle(centre.y, extent.height, frame.height),
  };
}

function clampToMiddle(middle: number, length: number, room: number): number {
  if (length >= room) return room / 2;
  return Math.min(Math.max(middle, length / 2), room - length / 2);
}

/**
 * Looks for room along growing ellipses around `start`, which have the frame's proportions, so that a cloud fills a
 * wide screen widely. The walk depends on nothing but its arguments. Returns null when the frame has no room.
 */
export function nearestFree(
  start: Point,
  extent: Extent,
  frame: Extent,
  taken: readonly Box[],
  step: number,
): Point | null {
  if (extent.width > frame.width || extent.height > frame.height) return null;
  const stretch = frame.width / frame.height;
  const isFree = freeTest(extent, frame, taken);
  if (isFree(start.x, start.y)) return start;
  // From any start inside the frame, an ellipse of this height reaches every corner.
  const furthest = frame.height * Math.SQRT2;
  for (let radius = step; radius <= furthest; radius += step) {
    const points = Math.ceil((Math.PI * radius * (1 + stretch)) / (step * 2));
    for (let i = 0; i < points; i += 1) {
      const angle = (2 * Math.PI * i) / points;
      const x = start.x + Math.cos(angle) * radius * stretch;
      const y = start.y + Math.sin(angle) * radius;
      if (isFree(x, y)) return { x, y };
    }
  }
  return null;
}

function freeTest(extent: Extent, frame: Extent, taken: readonly Box[]) {
  const halfWidth = extent.width / 2;
  const halfHeight = extent.height / 2;
  // Neighbouring points of the walk mostly hit the same box, so the last one hit is asked first.
  let lastHit: Box | undefined;
  return (x: number, y: number): boolean => {
    const box = {
      left: x - halfWidth,
      top: y - halfHeight,
      right: x + halfWidth,
      bottom: y + halfHeight,
    };
    if (box.left < 0 || box.top < 0 || box.right > frame.width || box.bottom > frame.height)
      return false;
    if (lastHit !== undefined && overlaps(box, lastHit)) return false;
    lastHit = taken.find((other) => overlaps(box, other));
    return lastHit === undefined;
  };
}
