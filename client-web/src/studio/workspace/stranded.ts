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

/** `open` asks the server; where the line is down nothing is known, and the draft waits for its workspace. */
export async function strandedOf(
  drafts: readonly FoundDraft[],
  known: readonly KnownWorkspace[],
  open: (link: KnownWorkspace) => Promise<Answer<Pick<Opened, 'entries'>>>,
  now: number,
): Promise<readonly FoundDraft[]> {
  const stranded: FoundDraft[] = [];
  for (const id of new Set(drafts.map(({ workspace }) => workspace))) {
    const link = known.find((each) => each.id === id);
    const answer = link === undefined ? null : await open(link);
    const isClosed =
      answer === null || (answer.type === 'refused' && answer.code === 'workspace_not_found');
    const there =
      answer?.type === 'answered' ? answer.value.entries.map((entry) => entry.id) : null;
    stranded.push(
      ...drafts.filter(({ workspace, box, typed = 0 }) => {
        if (workspace !== id) return false;
        return isClosed || (there?.includes(box) === false && typed < now - onItsWay_ms);
      }),
    );
  }
  return stranded.sort((a, b) => (b.typed ?? 0) - (a.typed ?? 0));
}
