/** What stands in a workspace's boxes once they are open, and how it gets in and out of them. */
import { toFile } from '../../deck/deck-file';
import type { Dice } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import { isUnreadable, readDeck } from '../../deck/read-deck';
import type { KeptRoom } from '../shelf/shelf';
import { generationOf, noBox, open, paddedSize, seal, sealedBy_bytes, type Place } from './box';
import { concat, fromBase64url, fromText, toBase64url, toText } from './bytes';
import type { EditKeys, Keyring, ReadKeys } from './keys';

/** What everybody with a link may know of the workspace itself. */
export interface About {
  name: string;
  /** Keys from before links were revoked: what was written then is still sealed by them. */
  older: readonly ReadKeys[];
}

export interface LinkName {
  id: string;
  name: string;
  /** New keys are sealed to it when another link is revoked. */
  public: Uint8Array;
}

/** What only those know who may edit. */
export interface Names {
  links: readonly LinkName[];
  older: readonly { generation: number; seal: Uint8Array }[];
}

export type Label = { kind: 'deck'; title: string; slides: number; changed: number } | RoomLabel;

export interface RoomLabel {
  kind: 'room';
  title: string;
  opened: number;
  code: string;
  deck: string;
  join: string;
  projector: string;
  /** The facilitator's link, sealed once more: for those who may edit. */
  desk: string;
}

/** All keys that there are, by generation. */
export interface Keys {
  workspace: Uint8Array;
  ring: Keyring;
  about: About;
  /** Null for who may only look. */
  names: Names | null;
}

export const labelSize = 1_536;
const textStep = 1_024;
const namesStep = 8_192;
/** A title is cut to this many bytes in a label; the deck has all of it. */
const titleBytes = 300;

export interface Content {
  changed: number;
  deck: Deck;
}

const placeOf = (keys: Keys, kind: Place['kind'], box: Uint8Array, revision: number): Place => ({
  kind,
  workspace: keys.workspace,
  box,
  revision,
});

function readKeys({ ring, about }: Keys, generation: number | null): ReadKeys | null {
  if (generation === ring.generation) return ring;
  return about.older.find((keys) => keys.generation === generation) ?? null;
}

function sealKey({ ring, names }: Keys, generation: number | null): Uint8Array | null {
  if (generation === ring.generation) return ring.edit?.seal ?? null;
  return names?.older.find((keys) => keys.generation === generation)?.seal ?? null;
}

const by = (ring: Keyring, edit: EditKeys, key = ring.read) => ({
  generation: ring.generation,
  key,
  edit,
});

/** The body of a box: its label, and then the content. `revision` is the one that the writing makes. */
export function sealBox(
  keys: Keys,
  edit: EditKeys,
  box: Uint8Array,
  revision: number,
  label: Label,
  content: Content | null,
  dice: Dice,
): Uint8Array {
  const labelText = fromText(JSON.stringify({ ...label, title: cut(label.title) }));
  const sealedLabel = seal(
    labelText,
    labelSize - sealedBy_bytes,
    placeOf(keys, 'label', box, revision),
    by(keys.ring, edit),
    dice,
  );
  const text =
    content === null
      ? ''
      : JSON.stringify({ changed: content.changed, deck: toFile(content.deck) });
  const bytes = fromText(text);
  const sealedContent = seal(
    bytes,
    paddedSize(bytes.length + 4),
    placeOf(keys, 'content', box, revision),
    by(keys.ring, edit),
    dice,
  );
  return concat(sealedLabel, sealedContent);
}

export function openLabel(
  keys: Keys,
  box: Uint8Array,
  revision: number,
  sealed: Uint8Array,
): Label | null {
  const read = readKeys(keys, generationOf(sealed));
  if (read === null) return null;
  const place = placeOf(keys, 'label', box, revision);
  const plain = open(sealed, place, { key: read.read, verify: read.verify });
  return plain === null ? null : (JSON.parse(toText(plain)) as Label);
}

export function openContent(
  keys: Keys,
  box: Uint8Array,
  revision: number,
  body: Uint8Array,
): Content | null {
  const sealed = body.subarray(labelSize);
  const read = readKeys(keys, generationOf(sealed));
  if (read === null) return null;
  const place = placeOf(keys, 'content', box, revision);
  const plain = open(sealed, place, { key: read.read, verify: read.verify });
  if (plain === null) return null;
  const { changed, deck } = JSON.parse(toText(plain)) as { changed: number; deck: unknown };
  const opened = readDeck(deck);
  return isUnreadable(opened) ? null : { changed, deck: opened.deck };
}

/** A room's facilitator link, for those alone who may edit. */
export function sealDesk(keys: Keys, edit: EditKeys, room: KeptRoom, dice: Dice): string {
  const link = fromText(room.links.facilitator);
  const place = placeOf(keys, 'desk', noBox, 0);
  return toBase64url(seal(link, 256, place, by(keys.ring, edit, edit.seal), dice));
}

export function openDesk(keys: Keys, desk: string): string | null {
  const sealed = fromBase64url(desk);
  if (sealed === null) return null;
  const generation = generationOf(sealed);
  const key = sealKey(keys, generation);
  const read = readKeys(keys, generation);
  if (key === null || read === null) return null;
  const plain = open(sealed, placeOf(keys, 'desk', noBox, 0), { key, verify: read.verify });
  return plain === null ? null : toText(plain);
}

interface WireKeys {
  generation: number;
  read: string;
  verify: string;
}

export function sealAbout(
  workspace: Uint8Array,
  ring: Keyring & { edit: EditKeys },
  revision: number,
  about: About,
  dice: Dice,
): Uint8Array {
  const older: WireKeys[] = about.older.map(({ generation, read, verify }) => ({
    generation,
    read: toBase64url(read),
    verify: toBase64url(verify),
  }));
  return sealText(JSON.stringify({ name: about.name, older }), textStep, {
    place: { kind: 'about', workspace, box: noBox, revision },
    ring,
    key: ring.read,
    dice,
  });
}

export function openAbout(
  workspace: Uint8Array,
  ring: Keyring,
  revision: number,
  sealed: Uint8Array,
): About | null {
  const place: Place = { kind: 'about', workspace, box: noBox, revision };
  const plain = open(sealed, place, { key: ring.read, verify: ring.verify });
  if (plain === null) return null;
  const { name, older } = JSON.parse(toText(plain)) as { name: string; older: WireKeys[] };
  return {
    name,
    older: older.map(({ generation, read, verify }) => ({
      generation,
      read: bytesOf(read),
      verify: bytesOf(verify),
    })),
  };
}

export function sealNames(
  workspace: Uint8Array,
  ring: Keyring & { edit: EditKeys },
  revision: number,
  names: Names,
  dice: Dice,
): Uint8Array {
  const text = JSON.stringify({
    links: names.links.map((link) => ({ ...link, public: toBase64url(link.public) })),
    older: names.older.map((keys) => ({ ...keys, seal: toBase64url(keys.seal) })),
  });
  return sealText(text, namesStep, {
    place: { kind: 'names', workspace, box: noBox, revision },
    ring,
    key: ring.edit.seal,
    dice,
  });
}

export function openNames(
  workspace: Uint8Array,
  ring: Keyring,
  revision: number,
  sealed: Uint8Array,
): Names | null {
  if (ring.edit === null) return null;
  const place: Place = { kind: 'names', workspace, box: noBox, revision };
  const plain = open(sealed, place, { key: ring.edit.seal, verify: ring.verify });
  if (plain === null) return null;
  const { links, older } = JSON.parse(toText(plain)) as {
    links: { id: string; name: string; public: string }[];
    older: { generation: number; seal: string }[];
  };
  return {
    links: links.map((link) => ({ ...link, public: bytesOf(link.public) })),
    older: older.map((keys) => ({ ...keys, seal: bytesOf(keys.seal) })),
  };
}

function sealText(
  text: string,
  step: number,
  how: { place: Place; ring: Keyring & { edit: EditKeys }; key: Uint8Array; dice: Dice },
): Uint8Array {
  const plain = fromText(text);
  const size = Math.ceil((plain.length + 4) / step) * step;
  return seal(plain, size, how.place, by(how.ring, how.ring.edit, how.key), how.dice);
}

/** Signed by somebody who may edit, so it has the form that ours has. */
const bytesOf = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();

/** Never through the middle of a character. */
function cut(title: string): string {
  let kept = '';
  let bytes = 0;
  for (const character of title) {
    bytes += fromText(JSON.stringify(character)).length - 2;
    if (bytes > titleBytes) return `${kept}…`;
    kept += character;
  }
  return kept;
}
