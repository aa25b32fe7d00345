/**
 * Drafts that no page of a workspace offers: its link is revoked, deleted or forgotten here, or somebody else has
 * deleted the deck. What was typed is still in this browser, and belongs to whoever typed it.
 */
import type { FoundDraft } from './drafts';
import type { KnownWorkspace } from './known';
import type { Answer } from './wire';
import type { Opened } from './workspace';

/** In a workspace that is open a draft may be on its way just now, from another tab. */
const onItsWay_ms = 5 * 60_000;

/**
 * `open` asks the server; where the line is down nothing is known, and the draft waits for its workspace. So does a new
 * deck that never arrived: the workspace's own page offers it, if one may still write there.
 */
export async function strandedOf(
  drafts: readonly FoundDraft[],
  known: readonly KnownWorkspace[],
  open: (link: KnownWorkspace) => Promise<Answer<Pick<Opened, 'entries' | 'right'>>>,
  now: number,
): Promise<readonly FoundDraft[]> {
  const stranded: FoundDraft[] = [];
  for (const id of new Set(drafts.map(({ workspace }) => workspace))) {
    const link = known.find((each) => each.id === id);
    const answer = link === undefined ? null : await open(link);
    const isClosed =
      answer === null || (answer.type === 'refused' && answer.code === 'workspace_not_found');
    const opened = answer?.type === 'answered' ? answer.value : null;
    const isGone = ({ box, from, typed = 0 }: FoundDraft) =>
      opened?.entries.every((entry) => entry.id !== box) === true &&
      !(from === 0 && opened.right === 'edit') &&
      typed < now - onItsWay_ms;
    const its = drafts.filter(({ workspace }) => workspace === id);
    stranded.push(...its.filter((draft) => isClosed || isGone(draft)));
  }
  return stranded.sort((a, b) => (b.typed ?? 0) - (a.typed ?? 0));
}
