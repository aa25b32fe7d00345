import { graphemes } from '../shared/format';

/** How long an answer is as the server keeps it, which writes out what keyboards make of dots and hyphens. */
export function lengthOf(text: string): number {
  return graphemes(text.trim().replace(/[—―]/g, '--').replace(/…/g, '...'));
}
