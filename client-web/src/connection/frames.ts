/** Where a frame stops being `unknown`: once, here. */
import type { ServerMessage } from '@protocol/messages';

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown) => typeof value === 'string';
const isObjectOrNull = (value: unknown) => value === null || isObject(value);

/** For each type the fields without which the reducer could not go on, and what each must be. */
const wellFormed: Record<ServerMessage['type'], Record<string, (value: unknown) => boolean>> = {
  welcome: { room: isObject, role: isText },
  snapshot: {
    revision: isNumber,
    phase: isText,
    slide: isObjectOrNull,
    question: isObjectOrNull,
    tally: isObjectOrNull,
  },
  tally: { revision: isNumber, question: isText, round: isNumber, tally: isObjectOrNull },
  presence: { present: isNumber },
  log: { keeps: (value) => typeof value === 'boolean' },
  ack: { id: isText },
  refusal: { code: isText, message: isText },
  mine: { id: isText, records: Array.isArray },
  texts: { id: isText, tally: isObject },
  report: { questions: Array.isArray },
  pong: {},
};

/** The message in a frame's text; null for anything that this client does not know. */
export function readFrame(text: unknown): ServerMessage | null {
  if (typeof text !== 'string') return null;
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(frame) || typeof frame['type'] !== 'string') return null;
  const { type } = frame;
  if (!Object.prototype.hasOwnProperty.call(wellFormed, type)) return null;
  const fields = Object.entries(wellFormed[type as ServerMessage['type']]);
  return fields.every(([name, isWell]) => isWell(frame[name]))
    ? (frame as unknown as ServerMessage)
    : null;
}
