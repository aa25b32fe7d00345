// @vitest-environment node
/** What a guide says that a screen says, the screen says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Level } from '@protocol/messages';
import { level } from '../../src/participant/wording';
import { withheldSentence } from '../../src/shared/withheld';

const guide = (name: string) => readFileSync(`../docs/${name}.md`, 'utf8').replace(/\s+/g, ' ');

describe('docs/anonymity.md', () => {
  it.each<Level>(['open', 'protected', 'strict'])(
    'has the sentence that a phone says of the level %s',
    (name) => expect(guide('anonymity')).toContain(`| *${level(name, true)}* |`),
  );

  it('has what it says where a facilitator brings the results up', () => {
    const more = level('protected', false).slice(level('protected', true).length).trim();
    expect(more).not.toBe('');
    expect(guide('anonymity')).toContain(`*${more}*`);
  });
});

describe('that closing is final', () => {
  it.each(['anonymity', 'facilitators'])('is said in docs/%s.md', (name) => {
    expect(guide(name)).toMatch(
      /Clos(ing|ing a question of level `protected` or `strict`) ?(\*\*)? is final|Closing is final/i,
    );
  });

  it('is said where too few had joined, on phones and in the room', () => {
    expect(withheldSentence('too_few', 5)).toMatch(/nobody ever .*: closing is final\./);
  });

  it.each(['anonymity', 'facilitators', 'organisers'])(
    'and nothing in docs/%s.md says that such a question opens again',
    (name) => {
      const about = guide(name).split(/(?<=[.;]) /);
      const wrong = about.filter(
        (sentence) =>
          /protected|strict|too few/.test(sentence) &&
          /(opens|opened|open) (it )?again/.test(sentence) &&
          !/cannot|only after|never/.test(sentence),
      );
      expect(wrong).toEqual([]);
    },
  );
});
