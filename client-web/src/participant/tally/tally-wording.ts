/** What the results of a question say. It is fetched with them: the page does not need it to ask. */
import { countOf } from '../../shared/format';

export const tally = {
  people: (count: number) => `From ${countOf(count, 'person', 'people')}.`,
  more: (count: number) => `and ${count} more`,
  empty: 'No answers yet.',
  emptyForGood: 'There are no answers.',
  wordColumns: ['Word', 'People'] as const,
  optionColumns: ['Answer', 'People', 'Share'] as const,
  statementColumns: ['Value', 'People'] as const,
  asTable: 'As a table',
  mean: (people: number) => `mean, ${countOf(people, 'person', 'people')}`,
  noMean: 'Nobody gave a number',
  notApplicable: (count: number) => `not applicable: ${count}`,
  leftOut: (count: number) => `left out: ${count}`,
};
