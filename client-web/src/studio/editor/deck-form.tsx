import type { Action } from '../../deck/edit';
import { most, type Deck } from '../../deck/model';
import { fields as say } from '../words';
import { TextField } from './fields';

const commonLanguages = [
  'en',
  'en-GB',
  'ar',
  'cy',
  'de',
  'es',
  'fa',
  'fr',
  'he',
  'hi',
  'it',
  'nl',
  'pl',
  'pt',
  'ro',
  'so',
  'tr',
  'uk',
  'ur',
  'zh-Hans',
];

/** What belongs to the deck and to no slide. */
export function DeckForm({ deck, act }: { deck: Deck; act: (action: Action) => void }) {
  return (
    <form class="slide-form" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label={say.deckTitle}
        at="$.title"
        value={deck.title}
        most={most.title}
        onChange={(title) => act({ type: 'title', title })}
      />
      <TextField
        label={say.language}
        hint={say.languageHint}
        at="$.language"
        value={deck.language}
        most={35}
        plain
        list="languages"
        onChange={(language) => act({ type: 'language', language })}
      />
      <datalist id="languages">
        {commonLanguages.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </form>
  );
}
