import { addressOf, goTo, type Place } from '../place';

/** A link to another place of the studio; the page stays. */
export function PlaceLink(props: { place: Place; label?: string; children: string }) {
  const { place, label, children } = props;
  return (
    <a
      href={addressOf(place)}
      dir="auto"
      aria-label={label}
      onClick={(event) => {
        event.preventDefault();
        goTo(place);
      }}
    >
      {children}
    </a>
  );
}
