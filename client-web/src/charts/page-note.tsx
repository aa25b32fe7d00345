import type { Place } from './paging';
import './chart.css';

/**
 * What is not on this page of the wall, and where the room is in it. `more` stand on none of its pages: then it says how
 * many of all the pages have, so that nobody takes them for everything that was said.
 */
export function PageNote({
  place,
  count,
  more = 0,
}: {
  place: Place;
  count: number;
  more?: number;
}) {
  const elsewhere = place.pages > 1 ? count - (place.to - place.from) : 0;
  if (elsewhere + more === 0) return null;
  const part = more > 0 ? `${count} of ${count + more} are shown here` : `and ${elsewhere} more`;
  return (
    <p class="chart-note figures">
      {part}
      {place.pages > 1 && ` (page ${place.page + 1} of ${place.pages})`}
    </p>
  );
}
