import type { KeptRoom } from '../shelf/shelf';

/** Rooms that the browser could not keep: their links are here until the page is left, so that they can be copied. */
export const keptForNow = new Map<string, KeptRoom>();
