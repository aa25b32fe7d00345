/**
 * What stays on the phone, per room, so that a lock, a tunnel, a reload or a restart loses nothing: the ticket, what
 * is not acked yet, drafts, and which questions were answered. Forgotten when the page hears that the room has ended;
 * of a room that is never opened again, after some days (old-rooms.ts).
 */
import type { ContentSlide, Response } from '@protocol/messages';
import type { Kept } from '../connection/machine';
import type { Keeping } from '../store/room';
import { ownKey, type Refused } from '../store/view';
import type { Storages } from './storages';

interface Cupboard {
  ticket?: string;
  kept?: Kept[];
  /** By `ownKey`; an unfinished answer is a response with blanks. */
  drafts?: Record<string, Response>;
  /** By `ownKey`, while nothing else is written: what the server did not take. */
  refused?: Record<string, Refused>;
  /** `ownKey`s of what this phone has sent: worth asking `mine` for after a reload. */
  sent?: string[];
  /** The day on which the room was used last, as `2026-11-22` (UTC). No finer: a phone can be looked at, too. */
  day?: string;
}

export interface PhoneKeeping extends Keeping {
  draft: (key: string) => Response | undefined;
  /** All that was begun and not confirmed, by `ownKey`. */
  drafts: () => Readonly<Record<string, Response>>;
  /** Of these, what waits in no tab to be sent. */
  unsent: () => Readonly<Record<string, Response>>;
  setDraft: (key: string, draft: Response) => void;
  wasSent: (key: string) => boolean;
  /** Whether something was sent to an earlier round of this question. */
  wasSentBefore: (question: string, round: number) => boolean;
  markSent: (key: string) => void;
  secret: () => string | undefined;
  setSecret: (secret: string) => void;
  /** Content warnings that were answered, for as long as the tab lives. */
  warned: (slide: string) => string | undefined;
  setWarned: (slide: string, choice: string) => void;
  /** The content slides that were on the screen, to be read again, for as long as the tab lives. */
  seen: () => readonly ContentSlide[];
  setSeen: (slide: ContentSlide) => void;
  /** The day of the last use; undefined when nothing is kept. Every welcome brings a ticket, and so is a use. */
  day: () => string | undefined;
  /** Counts as a use today, if there is anything at all. */
  use: () => void;
  forget: () => void;
  /**
   * For the next person at this device: all but the way in, which is the room's. What is kept under another ticket than
   * `ticket` is the next person's already, and stays.
   */
  forgetPerson: (ticket: string | undefined) => void;
}

const namePrefix = 'candour:';
const isName = new RegExp(`^${namePrefix}[^:]+$`);

/** The codes of the rooms of which this phone keeps something beyond the tab. */
export function keptRooms(storages: Storages): string[] {
  return storages.long
    .names()
    .filter((name) => isName.test(name))
    .map((name) => name.slice(namePrefix.length));
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function keepingFor(code: string, storages: Storages): PhoneKeeping {
  const name = `${namePrefix}${code}`;
  const secretName = `${name}:secret`;
  const warningsName = `${name}:warnings`;
  const seenName = `${name}:seen`;
  const whoseName = `${name}:whose`;

  // Read anew each time, as another tab of the same room may have written meanwhile.
  const read = () => parse<Cupboard>(storages.long.getItem(name));
  const seen = () => parse<{ slides: ContentSlide[] }>(storages.short.getItem(seenName));
  const warnings = () => parse<Record<string, string>>(storages.short.getItem(warningsName));
  const change = (by: (cupboard: Cupboard) => Cupboard) => {
    const next = by(read());
    if (isEmpty(next)) storages.long.removeItem(name);
    else storages.long.setItem(name, JSON.stringify({ ...next, day: dayOf(new Date()) }));
  };

  const forgetTab = () =>
    [warningsName, seenName, whoseName].forEach((kept) => storages.short.removeItem(kept));

  return {
    ticket: () => read().ticket,
    setTicket: (ticket) => {
      change(({ ticket: _old, ...rest }) => (ticket === undefined ? rest : { ...rest, ticket }));
      // A tab that was asleep or closed while another one forgot its person comes back with what they had seen. Of the
      // ticket as much as tells two apart, and opens nothing.
      const whose = ticket?.slice(-8) ?? '';
      if (storages.short.getItem(whoseName) === whose) return;
      forgetTab();
      storages.short.setItem(whoseName, whose);
    },
    kept: () => read().kept ?? [],
    keep: (message) =>
      change((cupboard) => ({
        ...cupboard,
        kept: [...keptBut(cupboard, 'question', message.question), message],
      })),
    letGo: (id) => change((cupboard) => ({ ...cupboard, kept: keptBut(cupboard, 'id', id) })),
    draft: (key) => read().drafts?.[key],
    drafts: () => read().drafts ?? {},
    unsent: () => {
      const { drafts = {}, kept = [] } = read();
      return kept.reduce(
        (rest, { question, round }) => without(rest, ownKey(question, round)),
        drafts,
      );
    },
    setDraft: (key, draft) => change((cupboard) => withDraft(cupboard, key, { [key]: draft })),
    dropDraft: (key) => change((cupboard) => withDraft(cupboard, key)),
    keepRefused: (key, refused) =>
      change((cupboard) => ({
        ...cupboard,
        // What the server holds besides, it is asked for.
        refused: { ...cupboard.refused, [key]: { ...refused, before: undefined } },
      })),
    refused: () => read().refused ?? {},
    wasSent: (key) => read().sent?.includes(key) ?? false,
    wasSentBefore: (question, round) =>
      (read().sent ?? []).some((key) => key.startsWith(`${question}#`) && roundOf(key) < round),
    markSent: (key) =>
      change((cupboard) => ({ ...cupboard, sent: [...new Set([...(cupboard.sent ?? []), key])] })),
    secret: () => storages.short.getItem(secretName) ?? undefined,
    setSecret: (secret) => storages.short.setItem(secretName, secret),
    forgetSecret: () => storages.short.removeItem(secretName),
    warned: (slide) => warnings()[slide],
    setWarned: (slide, choice) =>
      storages.short.setItem(warningsName, JSON.stringify({ ...warnings(), [slide]: choice })),
    seen: () => seen().slides ?? [],
    setSeen: (slide) =>
      storages.short.setItem(
        seenName,
        // The latest at the end.
        JSON.stringify({
          slides: [...(seen().slides ?? []).filter(({ id }) => id !== slide.id), slide],
        }),
      ),
    day: () => read().day,
    use: () => change((cupboard) => cupboard),
    forget: () => {
      storages.long.removeItem(name);
      storages.short.removeItem(secretName);
      forgetTab();
    },
    forgetPerson: (ticket) => {
      if (read().ticket === ticket) storages.long.removeItem(name);
      forgetTab();
    },
  };
}

function roundOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('#') + 1));
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _old, ...rest } = record;
  return rest;
}

/** Another draft has not been refused. */
function withDraft(cupboard: Cupboard, key: string, draft?: Record<string, Response>): Cupboard {
  const { drafts = {}, refused = {} } = cupboard;
  return {
    ...cupboard,
    drafts: { ...without(drafts, key), ...draft },
    refused: without(refused, key),
  };
}

/** One by one, never the whole list: it is of all tabs, and a tab knows its own alone. */
function keptBut({ kept = [] }: Cupboard, field: 'id' | 'question', value: string): Kept[] {
  return kept.filter((message) => message[field] !== value);
}

/** A room that was forgotten leaves not even its code behind. */
function isEmpty({ ticket, kept = [], drafts = {}, sent = [] }: Cupboard): boolean {
  return (
    ticket === undefined && kept.length + sent.length === 0 && Object.keys(drafts).length === 0
  );
}

function parse<T extends object>(text: string | null): Partial<T> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
