import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { layCloud } from './cloud-layout';
import type { Cloud } from './cloud-layout';
import type { CloudFrame, CloudWord, Ink, Measure } from './cloud-words';

/** The loudest word, as a part of the cloud's height and as a multiple of the smallest size. */
const LARGEST_OF_HEIGHT = 0.3;
const LARGEST_OF_SMALLEST = 6.5;

/** The cloud laid into the box that `place` points to; null until the box and the typeface are there. */
export function useCloud(
  place: RefObject<HTMLElement>,
  words: readonly CloudWord[],
): { cloud: Cloud | null; family: string } {
  const frame = useFrame(place);
  const family = useFamily(place);
  const measure = useMemo(() => (family === null ? null : measureIn(family)), [family]);
  const cloud = useMemo(
    () => (frame === null || measure === null ? null : layCloud(words, frame, measure)),
    [frame, measure, words],
  );
  return { cloud, family: family ?? 'sans-serif' };
}

/** The box in hundredths of its height, a little coarse: a desk's preview and a hall's screen differ by roundings alone. */
export function frameOf(width: number, height: number, smallest: number): CloudFrame {
  const inHundredths = (length: number) => (100 * length) / height;
  const smallestSize = Math.round(10 * inHundredths(smallest)) / 10;
  const largest = Math.min(100 * LARGEST_OF_HEIGHT, smallestSize * LARGEST_OF_SMALLEST);
  return {
    width: 10 * Math.round(inHundredths(width) / 10),
    height: 100,
    smallest: smallestSize,
    largest: Math.max(largest, smallestSize),
  };
}

/** The element's box. Its font size, from the stylesheet, is the smallest that can be read. */
function useFrame(place: RefObject<HTMLElement>): CloudFrame | null {
  const [frame, setFrame] = useState<CloudFrame | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      if (width < 40 || height < 40) return;
      const now = frameOf(width, height, Number.parseFloat(getComputedStyle(element).fontSize));
      setFrame((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return frame;
}

/** Null until the page's typeface has arrived: words measured in another one would overlap later. */
function useFamily(place: RefObject<HTMLElement>): string | null {
  const [family, setFamily] = useState<string | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    const wanted = getComputedStyle(place.current).fontFamily;
    const arrived = () => setFamily(wanted);
    // Without the typeface the next in the list is drawn, and measured.
    document.fonts.load(`700 100px ${wanted}`).then(arrived, arrived);
  }, []);
  return family;
}

function measureIn(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, Ink>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const ink = context === null ? guessedInk(text) : drawnInk(context, family, text);
    known.set(text, ink);
    return ink;
  };
}

/**
 * Twice the advance where ink hangs over it (slanted and some Arabic letters) is never needed: the larger of both is. A
 * little coarse, so that two machines with one typeface measure alike.
 */
function drawnInk(context: CanvasRenderingContext2D, family: string, text: string): Ink {
  context.font = `700 100px ${family}`;
  const found = context.measureText(text);
  const inked = found.actualBoundingBoxLeft + found.actualBoundingBoxRight;
  return {
    width: coarse(Math.max(found.width, inked)),
    ascent: coarse(found.actualBoundingBoxAscent),
    descent: coarse(Math.max(found.actualBoundingBoxDescent, 0)),
  };
}

const coarse = (hundredths: number) => Math.ceil(hundredths / 2) / 50;

function guessedInk(text: string): Ink {
  return { width: [...text].length * 0.6, ascent: 0.75, descent: 0.25 };
}
