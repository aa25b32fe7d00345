import type { Snapshot } from '@protocol/messages';
import { useEffect, useRef, useState } from 'preact/hooks';
import { news as say } from './wording';

/** What has happened on the slide that stays on the screen. A new slide gets the focus, and so is read by itself. */
export function newsOf(before: Snapshot, now: Snapshot): string[] {
  const was = before.question;
  const is = now.question;
  if (was === null || is === null || was.id !== is.id || now.slide?.kind === 'content') return [];
  const news: string[] = [];
  if (is.round !== was.round) news.push(say.startedAgain);
  if (is.phase === 'open' && was.phase !== 'open') news.push(say.opened);
  if (is.phase === 'closed' && was.phase === 'open') news.push(say.closed);
  if (hasResults(now) && !hasResults(before)) news.push(say.results);
  return news;
}

/** An open question has a tally from its opening on, of nobody. */
const hasResults = ({ tally }: Snapshot) => tally !== null && tally.people > 0;

/**
 * For a screen reader, what has happened on this slide. The other sentences that come and go (where the own answer
 * stands, the line) are regions of their own where they stand, so nothing is said twice.
 */
export function useNews(snapshot: Snapshot | null): string {
  const [told, setTold] = useState('');
  const before = useRef(snapshot);
  useEffect(() => {
    const last = before.current;
    before.current = snapshot;
    // What is there when the page comes is read with the page.
    if (last === null || snapshot === null || last === snapshot) return;
    const news = newsOf(last, snapshot);
    // What was told is not so any more.
    const past =
      last.slide?.id !== snapshot.slide?.id || (hasResults(last) && !hasResults(snapshot));
    if (news.length > 0 || past) setTold(news.join(' '));
  }, [snapshot]);
  return told;
}
