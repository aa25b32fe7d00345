/** The workspaces that this browser has opened, so that a lost link is found again here. */
import { del, promisifyRequest, set } from 'idb-keyval';
import { lateStore } from '../shelf/late-store';
import type { WorkspaceLink } from './workspace';

export interface KnownWorkspace extends WorkspaceLink {
  name: string;
  /** Milliseconds since 1970. */
  opened: number;
}

const use = lateStore('candour-workspaces', 'workspaces');

export async function knownWorkspaces(): Promise<readonly KnownWorkspace[]> {
  try {
    const all = await use('readonly', (known) => promisifyRequest(known.getAll()));
    return (all as KnownWorkspace[]).sort((a, b) => b.opened - a.opened);
  } catch {
    return [];
  }
}

export const rememberWorkspace = (known: KnownWorkspace): Promise<void> =>
  set(known.id, known, use).catch(() => undefined);

export const forgetWorkspace = (id: string): Promise<void> => del(id, use).catch(() => undefined);
