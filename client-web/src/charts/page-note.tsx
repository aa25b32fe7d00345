import type { Place } from './paging';
import './chart.css';

/** What is not on this page of the wall, nor on any: how much, and where the room is in it. */
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
  return (
    <p class="chart-note figures">
      and {elsewhere + more} more
      {place.pages > 1 && ` (page ${place.page + 1} of ${place.pages})`}
    </p>
  );
}
