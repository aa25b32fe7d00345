/** What the studio asks of the server: whether a deck is in order, and to open a room for it. */
import type { DeckError, DeckRefused, Refusal, RoomOpened } from '@protocol/messages';
import { toFile } from '../../deck/deck-file';
import { most, type Deck } from '../../deck/model';

export type Checked =
  | { type: 'fine' }
  | { type: 'faults'; faults: readonly DeckError[] }
  /** It is not known just now; the sentence says why. */
  | { type: 'unknown'; sentence: string };

export type Opened = { type: 'opened'; room: RoomOpened } | Exclude<Checked, { type: 'fine' }>;

const noLine =
  'The server cannot be reached. What you write is kept in this browser; the deck is checked once the line is back.';

/** A deck whose pictures are together too large is not even sent. */
export function tooLarge(body: string): string | null {
  const bytes = new TextEncoder().encode(body).length;
  if (bytes <= most.deckBytes) return null;
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return `This deck has ${megabytes} MB with its pictures, and a room takes 4.1 MB. Leave some pictures out, or make them smaller.`;
}

export async function checkDeck(deck: Deck, signal: AbortSignal): Promise<Checked> {
  const answer = await post('/api/decks/check', deck, signal);
  return answer.type === 'answered' ? { type: 'fine' } : answer;
}

export async function openRoom(deck: Deck): Promise<Opened> {
  const answer = await post('/api/rooms', deck);
  if (answer.type !== 'answered') return answer;
  return { type: 'opened', room: answer.body as RoomOpened };
}

type Answer = { type: 'answered'; body: unknown } | Exclude<Checked, { type: 'fine' }>;

async function post(path: string, deck: Deck, signal?: AbortSignal): Promise<Answer> {
  const body = JSON.stringify(toFile(deck));
  const large = tooLarge(body);
  if (large !== null) return { type: 'unknown', sentence: large };
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      ...(signal !== undefined && { signal }),
    });
    const said: unknown = await response.json();
    if (response.ok) return { type: 'answered', body: said };
    return refused(said);
  } catch {
    return { type: 'unknown', sentence: noLine };
  }
}

function refused(said: unknown): Exclude<Checked, { type: 'fine' }> {
  const answer = said as DeckRefused | Refusal;
  if (answer.type === 'deck_refused') return { type: 'faults', faults: answer.errors };
  return { type: 'unknown', sentence: answer.message };
}
