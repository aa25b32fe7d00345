// What a choice chart shows for each option.

import { percentages } from '../shared/figures';
import type { ChoiceTally, Option } from '@protocol/messages';

export interface ChoiceRow {
  id: string;
  text: string;
  count: number;
  /** Of the people, from 0 to 1: with several picks a person the shares add up to more than 1. */
  share: number;
  percentage: string;
}

/** The deck's order, whatever the counts: a chart whose rows change places cannot be read while it fills. */
export function choiceRows(
  options: readonly Option[],
  tally: ChoiceTally,
  one: boolean,
): ChoiceRow[] {
  const percents = percentages(
    options.map((_, index) => tally.options[index] ?? 0),
    tally.people,
    one,
  );
  return options.map((option, index) => {
    const count = tally.options[index] ?? 0;
    const share = tally.people === 0 ? 0 : count / tally.people;
    return {
      id: option.id,
      text: option.text,
      count,
      share,
      percentage: percents[index] ?? '0%',
    };
  });
}
