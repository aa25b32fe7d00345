/** A workspace that this browser has a link to: what is in it, and what can be done with it. */
import type { Workspace as WireWorkspace, WorkspaceShown } from '@protocol/messages';
import type { Dice } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import type { KeptRoom } from '../shelf/shelf';
import { fromBase64url, toBase64url } from './bytes';
import {
  openAbout,
  openContent,
  openDesk,
  openLabel,
  openNames,
  sealAbout,
  sealBox,
  sealDesk,
  sealNames,
  type About,
  type Content,
  type Keys,
  type Label,
  type Names,
} from './contents';
import {
  hashOfToken,
  linkKeys,
  newKeyring,
  openKeyring,
  sealKeyring,
  type EditKeys,
  type Keyring,
  type LinkKeys,
} from './keys';
import { wireTo, type Answer, type MadeFrom, type Trouble, type Wire } from './wire';

export interface Entry<L extends Label = Label> {
  id: string;
  revision: number;
  label: L;
}

/** As somebody is shown it, opened. */
export interface Opened {
  right: 'look' | 'edit';
  link: string;
  revision: number;
  bytes: number;
  bytesAllowed: number;
  keys: Keys;
  entries: readonly Entry[];
  /** Boxes that these keys do not open; something is wrong with them. */
  unreadable: number;
  wire: WireWorkspace['links'];
}

const broken: Trouble = {
  type: 'refused',
  code: 'bad_message',
  sentence:
    'What the server gave cannot be opened with this link’s keys. Somebody has changed it on the server, or it is damaged. Nothing was written.',
};

/** The parts of `/w/ID#CAPABILITY`. */
export interface WorkspaceLink {
  id: string;
  capability: string;
}

export const hrefOf = ({ id, capability }: WorkspaceLink): string => `/w/${id}#${capability}`;

/** Null where the address is not a whole link. */
export function readLink(pathname: string, hash: string): WorkspaceLink | null {
  const id = /^\/w\/([A-Za-z0-9_-]{22})$/.exec(pathname)?.[1];
  const capability = /^#([A-Za-z0-9_-]{43})(?=\/|$)/.exec(hash)?.[1];
  return id === undefined || capability === undefined ? null : { id, capability };
}

/** Owner: the studio's page. Thread: the page's. Lifetime: as long as the workspace is open. */
export class Workspace {
  private readonly bytes: Uint8Array;
  private readonly keys: LinkKeys;
  private readonly wire: Wire;

  constructor(
    readonly link: WorkspaceLink,
    private readonly dice: Dice,
    send?: typeof fetch,
  ) {
    this.bytes = fromBase64url(link.id) ?? new Uint8Array(16);
    this.keys = linkKeys(fromBase64url(link.capability) ?? new Uint8Array(32), this.bytes);
    this.wire = wireTo(link.id, this.keys.token, send);
  }

  /** A new one, with one link, which may edit. */
  static async make(
    name: string,
    linkName: string,
    dice: Dice,
    pass: string | null = null,
    send?: typeof fetch,
  ): Promise<Answer<WorkspaceLink>> {
    const link = { id: toBase64url(dice(16)), capability: toBase64url(dice(32)) };
    const made = new Workspace(link, dice, send);
    const ring = newKeyring(1, dice);
    const id = toBase64url(dice(16));
    const names: Names = { links: [{ id, name: linkName, public: made.keys.public }], older: [] };
    const shape = made.arranged(ring, 1, { name, older: [] }, names, [
      { id, right: 'edit', token_hash: toBase64url(hashOfToken(made.keys.token)), keyring: '' },
    ]);
    const answer = await made.wire.make(shape, pass);
    return answer.type === 'answered' ? { type: 'answered', value: link } : answer;
  }

  async open(): Promise<Answer<Opened>> {
    const answer = await this.wire.show();
    if (answer.type !== 'answered') return answer;
    const opened = this.opened(answer.value);
    return opened === null ? broken : { type: 'answered', value: opened };
  }

  /** The newest version, or the one that is named. */
  async readDeck(
    { keys }: Opened,
    box: string,
    version?: number,
  ): Promise<Answer<Content & { revision: number }>> {
    const answer = await this.wire.read(box, version);
    if (answer.type !== 'answered') return answer;
    const { revision, body } = answer.value;
    const asked = version ?? revision;
    const content = openContent(keys, idBytes(box), asked, body);
    if (content === null) return broken;
    return { type: 'answered', value: { ...content, revision: asked } };
  }

  /** `keeping`: the version that there is stays below. Gives the revision. */
  async writeDeck(
    opened: Opened,
    box: string,
    content: Content,
    from: MadeFrom,
    keeping: boolean,
  ): Promise<Answer<number>> {
    const { deck, changed } = content;
    const label: Label = { kind: 'deck', title: deck.title, slides: deck.slides.length, changed };
    return this.write(opened, box, label, content, from, keeping);
  }

  async keepRoom(opened: Opened, room: KeptRoom): Promise<Answer<number>> {
    const { edit } = opened.keys.ring;
    if (edit === null) return lookOnly;
    const { title, code, deck, links } = room;
    const label: Label = {
      kind: 'room',
      title,
      opened: room.opened,
      code,
      deck,
      join: links.join,
      projector: links.projector,
      desk: sealDesk(opened.keys, edit, room, this.dice),
    };
    return this.write(opened, toBase64url(this.dice(16)), label, null, 'new', false);
  }

  async versions({ keys }: Opened, box: string): Promise<Answer<readonly Entry[]>> {
    const answer = await this.wire.versions(box);
    if (answer.type !== 'answered') return answer;
    const entries = answer.value.versions.flatMap((entry) => entryOf(keys, entry) ?? []);
    return { type: 'answered', value: entries };
  }

  erase(entry: Entry): Promise<Answer<null>> {
    return this.wire.erase(entry.id, entry.revision);
  }

  removeAll(): Promise<Answer<null>> {
    return this.wire.remove();
  }

  async rename(opened: Opened, name: string): Promise<Answer<null>> {
    const { ring, about, names } = opened.keys;
    return this.arrange(opened, ring, { ...about, name }, names, opened.wire);
  }

  async renameLink(opened: Opened, id: string, name: string): Promise<Answer<null>> {
    const { ring, about, names } = opened.keys;
    if (names === null) return lookOnly;
    const links = names.links.map((link) => (link.id === id ? { ...link, name } : link));
    return this.arrange(opened, ring, about, { ...names, links }, opened.wire);
  }

  /** The new link, which nobody but this browser has yet. */
  async addLink(
    opened: Opened,
    name: string,
    right: 'look' | 'edit',
  ): Promise<Answer<WorkspaceLink>> {
    const { ring, about, names } = opened.keys;
    if (names === null) return lookOnly;
    const link = { id: this.link.id, capability: toBase64url(this.dice(32)) };
    const keys = linkKeys(fromBase64url(link.capability) ?? new Uint8Array(32), this.bytes);
    const id = toBase64url(this.dice(16));
    const links = [...names.links, { id, name, public: keys.public }];
    const token_hash = toBase64url(hashOfToken(keys.token));
    const wire = [...opened.wire, { id, right, token_hash, keyring: '' }];
    const answer = await this.arrange(opened, ring, about, { ...names, links }, wire);
    return answer.type === 'answered' ? { type: 'answered', value: link } : answer;
  }

  /** From now on everything is sealed by keys that the revoked link never gets. */
  async revoke(opened: Opened, id: string): Promise<Answer<null>> {
    const { ring, about, names } = opened.keys;
    if (names === null || ring.edit === null) return lookOnly;
    const { generation, read, verify, edit } = ring;
    const next = newKeyring(generation + 1, this.dice);
    return this.arrange(
      opened,
      next,
      { ...about, older: [...about.older, { generation, read, verify }] },
      {
        links: names.links.filter((link) => link.id !== id),
        older: [...names.older, { generation, seal: edit.seal }],
      },
      opened.wire.filter((link) => link.id !== id),
    );
  }

  private async arrange(
    opened: Opened,
    ring: Keyring,
    about: About,
    names: Names | null,
    wire: WireWorkspace['links'],
  ): Promise<Answer<null>> {
    const { edit } = ring;
    if (edit === null || names === null) return lookOnly;
    const shape = this.arranged({ ...ring, edit }, opened.revision + 1, about, names, wire);
    const answer = await this.wire.arrange(shape, opened.revision);
    return answer.type === 'answered' ? { type: 'answered', value: null } : answer;
  }

  /** Each link gets the keyring anew, sealed to it. */
  private arranged(
    ring: Keyring & { edit: EditKeys },
    revision: number,
    about: About,
    names: Names,
    wire: WireWorkspace['links'],
  ): WireWorkspace {
    const keyringFor = (id: string, right: 'look' | 'edit') => {
      const to = names.links.find((link) => link.id === id)?.public;
      if (to === undefined) throw new Error('a link without a key');
      const part = right === 'edit' ? ring : { ...ring, edit: null };
      return toBase64url(sealKeyring(part, to, this.bytes, this.dice));
    };
    return {
      type: 'workspace',
      about: toBase64url(sealAbout(this.bytes, ring, revision, about, this.dice)),
      names: toBase64url(sealNames(this.bytes, ring, revision, names, this.dice)),
      links: wire.map((link) => ({ ...link, keyring: keyringFor(link.id, link.right) })),
    };
  }

  private async write(
    opened: Opened,
    box: string,
    label: Label,
    content: Content | null,
    from: MadeFrom,
    keeping: boolean,
  ): Promise<Answer<number>> {
    const { edit } = opened.keys.ring;
    if (edit === null) return lookOnly;
    const revision = from === 'new' ? 1 : from + 1;
    const body = sealBox(opened.keys, edit, idBytes(box), revision, label, content, this.dice);
    const answer = await this.wire.write(box, body, from, keeping);
    if (answer.type !== 'answered') return answer;
    return { type: 'answered', value: answer.value.revision };
  }

  private opened(shown: WorkspaceShown): Opened | null {
    const own = shown.links.find((link) => link.id === shown.link);
    const ring = openKeyring(fromBase64url(own?.keyring ?? '') ?? noBytes, this.keys, this.bytes);
    if (ring === null) return null;
    const about = openAbout(
      this.bytes,
      ring,
      shown.revision,
      fromBase64url(shown.about) ?? noBytes,
    );
    if (about === null) return null;
    const sealedNames = fromBase64url(shown.names ?? '') ?? noBytes;
    const names = openNames(this.bytes, ring, shown.revision, sealedNames);
    if (ring.edit !== null && names === null) return null;
    const keys = { workspace: this.bytes, ring, about, names };
    const entries = shown.boxes.flatMap((entry) => entryOf(keys, entry) ?? []);
    return {
      right: ring.edit === null ? 'look' : 'edit',
      link: shown.link,
      revision: shown.revision,
      bytes: shown.bytes,
      bytesAllowed: shown.bytes_allowed,
      keys,
      entries,
      unreadable: shown.boxes.length - entries.length,
      wire: shown.links,
    };
  }
}

const lookOnly: Trouble = {
  type: 'refused',
  code: 'look_only',
  sentence: 'By this link the workspace can be looked at, and not changed.',
};

const noBytes = new Uint8Array();
const idBytes = (id: string): Uint8Array => fromBase64url(id) ?? new Uint8Array(16);

function entryOf(keys: Keys, entry: WorkspaceShown['boxes'][number]): Entry | null {
  const label = openLabel(
    keys,
    idBytes(entry.id),
    entry.revision,
    fromBase64url(entry.label) ?? noBytes,
  );
  return label === null ? null : { id: entry.id, revision: entry.revision, label };
}

export const decksOf = (opened: Opened): readonly Entry<Label & { kind: 'deck' }>[] =>
  opened.entries
    .flatMap(({ label, ...entry }) => (label.kind === 'deck' ? [{ ...entry, label }] : []))
    .sort((a, b) => b.label.changed - a.label.changed);

export const roomsOf = (opened: Opened): readonly Entry<Label & { kind: 'room' }>[] =>
  opened.entries
    .flatMap(({ label, ...entry }) => (label.kind === 'room' ? [{ ...entry, label }] : []))
    .sort((a, b) => b.label.opened - a.label.opened);

/** What the page keeps of a room: without the desk for who may only look. */
export function roomFrom(keys: Keys, { label }: Entry<Label & { kind: 'room' }>): KeptRoom {
  const { code, title, opened, deck, join, projector } = label;
  const facilitator = openDesk(keys, label.desk) ?? '';
  return { code, title, opened, deck, links: { join, facilitator, projector } };
}

export const newBoxId = (dice: Dice): string => toBase64url(dice(16));

/** For tests and for the saver: a deck with the time of its change. */
export const contentOf = (deck: Deck, changed: number): Content => ({ deck, changed });
