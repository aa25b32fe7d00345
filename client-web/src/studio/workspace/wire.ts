/** What is asked of the server about workspaces (protocol/README.md, "Workspaces"). Everything is sealed already. */
import type { BoxVersions, Kept, Refusal, Workspace, WorkspaceShown } from '@protocol/messages';
import { toBase64url } from './bytes';

export type Trouble =
  | { type: 'refused'; code: Refusal['code']; sentence: string }
  /** Nothing is known of it: the line is down. */
  | { type: 'no_line' };

export type Answer<T> = { type: 'answered'; value: T } | Trouble;

/** What a change was made from: a revision, or nothing where something new is written. */
export type MadeFrom = number | 'new';

export interface Wire {
  make: (workspace: Workspace, pass: string | null) => Promise<Answer<Kept>>;
  show: () => Promise<Answer<WorkspaceShown>>;
  arrange: (workspace: Workspace, from: number) => Promise<Answer<Kept>>;
  remove: () => Promise<Answer<null>>;
  read: (box: string, version?: number) => Promise<Answer<{ revision: number; body: Uint8Array }>>;
  versions: (box: string) => Promise<Answer<BoxVersions>>;
  /** `keeping`: the version that there is stays below. */
  write: (box: string, body: Uint8Array, from: MadeFrom, keeping: boolean) => Promise<Answer<Kept>>;
  erase: (box: string, from: number) => Promise<Answer<null>>;
}

export function wireTo(id: string, token: Uint8Array, send: typeof fetch = fetch): Wire {
  const root = `/api/workspaces/${id}`;
  const shown = { Authorization: `Bearer ${toBase64url(token)}` };
  const json = { ...shown, 'Content-Type': 'application/json' };
  const bytes = { ...shown, 'Content-Type': 'application/octet-stream' };
  const ask = <T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>) =>
    answerOf(() => send(root + path, init), read);
  const asJson = <T>(response: Response) => response.json() as Promise<T>;
  return {
    make: (workspace, pass) =>
      ask(
        '',
        {
          method: 'POST',
          headers: { ...json, ...(pass !== null && { Authorization: `Bearer ${pass}` }) },
          body: JSON.stringify(workspace),
        },
        asJson<Kept>,
      ),
    show: () => ask('', { headers: shown }, asJson<WorkspaceShown>),
    arrange: (workspace, from) =>
      ask(
        '',
        {
          method: 'PUT',
          headers: { ...json, 'If-Match': `"${from}"` },
          body: JSON.stringify(workspace),
        },
        asJson<Kept>,
      ),
    remove: () => ask('', { method: 'DELETE', headers: shown }, nothing),
    read: (box, version) =>
      ask(
        `/boxes/${box}${version === undefined ? '' : `/versions/${version}`}`,
        { headers: shown },
        async (response) => ({
          revision: Number((response.headers.get('ETag') ?? '').replace(/"/g, '')),
          body: new Uint8Array(await response.arrayBuffer()),
        }),
      ),
    versions: (box) => ask(`/boxes/${box}/versions`, { headers: shown }, asJson<BoxVersions>),
    write: (box, body, from, keeping) =>
      ask(
        `/boxes/${box}`,
        {
          method: keeping && from !== 'new' ? 'POST' : 'PUT',
          headers: {
            ...bytes,
            ...(from === 'new' ? { 'If-None-Match': '*' } : { 'If-Match': `"${from}"` }),
          },
          body: body as BodyInit,
        },
        asJson<Kept>,
      ),
    erase: (box, from) =>
      ask(
        `/boxes/${box}`,
        { method: 'DELETE', headers: { ...shown, 'If-Match': `"${from}"` } },
        nothing,
      ),
  };
}

const nothing = () => Promise.resolve(null);

async function answerOf<T>(
  asking: () => Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const response = await asking();
    if (response.ok) return { type: 'answered', value: await read(response) };
    const refusal = (await response.json()) as Refusal;
    return { type: 'refused', code: refusal.code, sentence: refusal.message };
  } catch {
    return { type: 'no_line' };
  }
}
