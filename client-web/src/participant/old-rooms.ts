/** A phone that left a room before its end never hears of that; so it forgets by itself. */
import { dayOf, keepingFor, keptRooms } from './keeping';
import type { Storages } from './storages';

/**
 * Why 7: a room in which nothing happens for a day is sealed, and its tickets open nothing any more; in a course of a
 * week something happens each day, and who misses some of them still answers as the same person. More cannot be counted
 * on anyway: Safari deletes what a page keeps after 7 days of use without a visit to it (WebKit, "7-day cap on all
 * script-writeable storage", 2020).
 */
export const keptForDays = 7;

export function forgetOldRooms(storages: Storages): void {
  const today = dayOf(new Date());
  for (const code of keptRooms(storages)) {
    const keeping = keepingFor(code, storages);
    const days = daysBetween(keeping.day(), today);
    if (days > keptForDays) keeping.forget();
    // Of no day, or of one to come because a clock was wrong: its days count from now.
    else if (!(days >= 0)) keeping.use();
  }
}

/** NaN when `from` is no day. */
function daysBetween(from: string | undefined, to: string): number {
  return (Date.parse(to) - Date.parse(from ?? '')) / 86_400_000;
}
