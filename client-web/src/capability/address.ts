/** What a facilitator's or projector's link carries after the '#'; a fragment is never sent by HTTP. */
const today = /^[A-Za-z0-9_-]{43}$/;
/** A projector's, and a facilitator's of before. */
const short = /^[A-Za-z0-9_-]{22}$/;

/** The capability in an address's fragment, if it is one. */
export function capabilityIn(hash: string): string | undefined {
  const fragment = hash.replace(/^#/, '');
  return isOfToday(fragment) || short.test(fragment) ? fragment : undefined;
}

/** Whether it is a facilitator's that stays in the browser. */
export const isOfToday = (capability: string): boolean => today.test(capability);
