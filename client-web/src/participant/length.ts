import { graphemes } from '../shared/format';

/**
 * Code units that a field takes: a message of 16 kB holds no more. A browser may need a minute for a whole book, as it
 * looks for the direction of each line and we count its characters; what is cut away would have been refused.
 */
export const mostUnits = 16_000;

/** How long an answer is as the server keeps it, which writes out what keyboards make of dots and hyphens. */
export function lengthOf(text: string): number {
  return graphemes(
    text
      .trim()
      .replace(/[—―﹘]/g, '--')
      .replace(/…/g, '...')
      .replace(/‥/g, '..'),
  );
}
