/** Where a frame stops being `unknown`: once, here. */
import type { ServerMessage } from '@protocol/messages';

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown) => typeof value === 'string';
const isObjectOrNull = (value: unknown) => value === null || isObject(value);

/** For each type the fields without which the reducer could not go on. */
const wellFormed: Record<ServerMessage['type'], (frame: Fields) => boolean> = {
  welcome: (frame) => isObject(frame['room']) && isText(frame['role']),
  snapshot: (frame) =>
    isNumber(frame['revision']) &&
    isText(frame['phase']) &&
    isObjectOrNull(frame['slide']) &&
    isObjectOrNull(frame['question']) &&
    isObjectOrNull(frame['tally']),
  tally: (frame) =>
    isNumber(frame['revision']) &&
    isText(frame['question']) &&
    isNumber(frame['round']) &&
    isObjectOrNull(frame['tally']),
  presence: (frame) => isNumber(frame['present']),
  log: (frame) => typeof frame['keeps'] === 'boolean',
  ack: (frame) => isText(frame['id']),
  refusal: (frame) => isText(frame['code']) && isText(frame['message']),
  mine: (frame) => isText(frame['id']) && Array.isArray(frame['records']),
  texts: (frame) => isText(frame['id']) && isObject(frame['tally']),
  report: (frame) => Array.isArray(frame['questions']),
  pong: () => true,
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
  return wellFormed[type as ServerMessage['type']](frame)
    ? (frame as unknown as ServerMessage)
    : null;
}
