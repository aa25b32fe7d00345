/** A server's shelf in a few lines, so that a workspace is tested without one: the rules of protocol/README.md. */
import { sha256 } from '@noble/hashes/sha2';
import type { Workspace, WorkspaceShown } from '@protocol/messages';
import { fromBase64url, toBase64url } from '../../../src/studio/workspace/bytes';

interface Version {
  revision: number;
  body: Uint8Array;
}

export class ShelfServer {
  workspace: Workspace | null = null;
  revision = 0;
  boxes = new Map<string, Version[]>();
  /** The line is down. */
  down = false;
  /** What is written arrives once this is over. */
  slow: Promise<void> | null = null;

  /** All that the server has, as one text, for whoever searches it. */
  everything(): string {
    const bodies = [...this.boxes.values()]
      .flat()
      .map(({ body }) => Buffer.from(body).toString('latin1'));
    return JSON.stringify(this.workspace) + bodies.join('');
  }

  readonly fetch: typeof fetch = (input, init = {}) => {
    if (this.down) return Promise.reject(new TypeError('no line'));
    const path = (typeof input === 'string' ? input : '').split('/').slice(4);
    const headers = new Headers(init.headers);
    const method = init.method ?? 'GET';
    const answer = () => this.answer(method, path, headers, init.body);
    if (this.slow !== null && method !== 'GET') return this.slow.then(answer);
    return Promise.resolve(answer());
  };

  private answer(method: string, path: string[], headers: Headers, body: unknown): Response {
    if (method === 'POST' && path.length === 0) {
      this.workspace = JSON.parse(body as string) as Workspace;
      this.revision = 1;
      return json({ type: 'kept', revision: 1 });
    }
    const token = fromBase64url((headers.get('Authorization') ?? '').slice(7)) ?? new Uint8Array();
    const hash = toBase64url(sha256(token));
    const link = this.workspace?.links.find((each) => each.token_hash === hash);
    if (this.workspace === null || link === undefined) return refused('workspace_not_found');
    if (method !== 'GET' && link.right === 'look') return refused('look_only');
    const from = Number((headers.get('If-Match') ?? '"0"').replace(/"/g, ''));
    if (path.length === 0) return this.whole(method, link, from, body);
    return this.box(method, path, from, body);
  }

  private whole(method: string, link: Workspace['links'][number], from: number, body: unknown) {
    if (this.workspace === null) return refused('workspace_not_found');
    if (method === 'DELETE') {
      if (this.workspace.links.filter(({ right }) => right === 'edit').length > 1)
        return refused('others_can_edit');
      this.workspace = null;
      return new Response(null, { status: 204 });
    }
    if (method === 'PUT') {
      if (from !== this.revision) return refused('changed_meanwhile');
      this.workspace = JSON.parse(body as string) as Workspace;
      this.revision += 1;
      return json({ type: 'kept', revision: this.revision });
    }
    const looks = link.right === 'look';
    const { about, names, links } = this.workspace;
    const shown: WorkspaceShown = {
      type: 'workspace_shown',
      link: link.id,
      right: link.right,
      revision: this.revision,
      bytes: 0,
      bytes_allowed: 1,
      about,
      ...(!looks && { names }),
      links: looks ? [link] : links,
      boxes: [...this.boxes].flatMap(([id, versions]) => entryOf(id, versions[0])),
    };
    return json(shown);
  }

  private box(method: string, path: string[], from: number, body: unknown): Response {
    const id = path[1] ?? '';
    const versions = this.boxes.get(id) ?? [];
    const newest = versions[0]?.revision ?? 0;
    if (method === 'GET') {
      if (path[2] === 'versions' && path[3] === undefined)
        return json({ type: 'versions', versions: versions.flatMap((each) => entryOf(id, each)) });
      const wanted = path[3] === undefined ? newest : Number(path[3]);
      const found = versions.find(({ revision }) => revision === wanted);
      if (found === undefined) return refused('not_found');
      return new Response(found.body as BodyInit, { headers: { ETag: `"${found.revision}"` } });
    }
    if (from !== newest) return refused('changed_meanwhile');
    if (method === 'DELETE') {
      this.boxes.delete(id);
      return new Response(null, { status: 204 });
    }
    const made = { revision: newest + 1, body: body as Uint8Array };
    this.boxes.set(id, [made, ...(method === 'POST' ? versions : versions.slice(1))]);
    return json({ type: 'kept', revision: made.revision });
  }
}

const entryOf = (id: string, version: Version | undefined) =>
  version === undefined
    ? []
    : [{ id, revision: version.revision, label: toBase64url(version.body.subarray(0, 1_536)) }];

const json = (value: unknown) => new Response(JSON.stringify(value));
const refused = (code: string) =>
  new Response(JSON.stringify({ type: 'refusal', code, message: `${code}.`, allowed: '.' }), {
    status: 400,
  });
