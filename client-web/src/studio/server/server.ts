/** What the studio asks of the server: whether a deck is in order, and to open a room for it. */
import type { DeckError, DeckRefused, Refusal, RoomOpened } from '@protocol/messages';
import { freshCapabilities } from '../../capability/room-capabilities';
import { toFile } from '../../deck/deck-file';
import { most, type Deck } from '../../deck/model';

export type Checked =
  | { type: 'fine' }
  | { type: 'faults'; faults: readonly DeckError[] }
  /** It is not known just now; the sentence says why. */
  | { type: 'unknown'; sentence: string };

export interface Room {
  code: string;
  links: { join: string; facilitator: string; projector: string };
}
export type Opened =
  | { type: 'opened'; room: Room }
  /** Rooms are opened here with a pass alone; the sentence says whom to ask for one. */
  | { type: 'pass_needed'; sentence: string }
  | Exclude<Checked, { type: 'fine' }>;

const noLine = 'The server cannot be reached. The deck is checked once the line is back.';

/** Such as a sign-in that stands before the studio, and has run out. */
const somebodyElse =
  'Something else answers in the server’s place. Once your deck is saved, reload this page: perhaps you have to sign in again.';

/** A deck whose pictures are together too large is not even sent. */
export function tooLarge(body: string): string | null {
  const bytes = new TextEncoder().encode(body).length;
  if (bytes <= most.deckBytes) return null;
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return `This deck has ${megabytes} MB with its pictures, and a room takes 4.1 MB. Leave some pictures out, or make them smaller.`;
}

export async function checkDeck(deck: Deck, signal: AbortSignal): Promise<Checked> {
  const file = JSON.stringify(toFile(deck));
  const answer = await post('/api/decks/check', file, file, { signal });
  if (answer.type === 'answered') return { type: 'fine' };
  return answer.type === 'pass_needed' ? { ...answer, type: 'unknown' } : answer;
}

/** The capabilities are made here; of what they are the server gets the locks alone. */
export async function openRoom(deck: Deck, pass: string | null): Promise<Opened> {
  const { locks, ...capabilities } = freshCapabilities();
  const file = JSON.stringify(toFile(deck));
  const body = `{"deck":${file},"locks":${JSON.stringify(locks)}}`;
  const headers = pass === null ? {} : { Authorization: `Bearer ${pass}` };
  const answer = await post('/api/rooms', file, body, { headers });
  if (answer.type !== 'answered') return answer;
  const { code, links } = answer.body as RoomOpened;
  const origin = new URL(links.join).origin;
  return {
    type: 'opened',
    room: {
      code,
      links: {
        join: links.join,
        facilitator: `${origin}/f/${code}#${capabilities.facilitator}`,
        projector: `${origin}/p/${code}#${capabilities.projector}`,
      },
    },
  };
}

type Refused = Exclude<Opened, { type: 'opened' }>;
type Answer = { type: 'answered'; body: unknown } | Refused;

async function post(path: string, file: string, body: string, more: RequestInit): Promise<Answer> {
  const large = tooLarge(file);
  if (large !== null) return { type: 'unknown', sentence: large };
  let response: Response;
  try {
    response = await fetch(path, {
      ...more,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...more.headers },
      body,
    });
  } catch {
    return { type: 'unknown', sentence: noLine };
  }
  const said = await readJson(response);
  if (said === null) return { type: 'unknown', sentence: somebodyElse };
  return response.ok ? { type: 'answered', body: said } : refused(said);
}

/** The server answers in JSON whatever happens; null for what is none. */
async function readJson(response: Response): Promise<object | null> {
  try {
    const said: unknown = await response.json();
    return typeof said === 'object' ? said : null;
  } catch {
    return null;
  }
}

function refused(said: unknown): Refused {
  const answer = said as DeckRefused | Refusal;
  if (answer.type === 'deck_refused') return { type: 'faults', faults: answer.errors.map(ofDeck) };
  const type = answer.code === 'pass_needed' ? 'pass_needed' : 'unknown';
  return { type, sentence: answer.message };
}

/** A deck that was sent with its locks has its faults below "$.deck". */
const ofDeck = (fault: DeckError): DeckError => ({
  ...fault,
  at: fault.at.replace(/^\$\.deck\b/, '$'),
});
