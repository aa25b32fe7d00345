// @vitest-environment node
// The limits that the pages know, against the headers that the server is made of. (Those headers and the
// schemas: tests/protocol/limits_test.cpp.)
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onTheWall } from '../../src/charts/wall-page';
import { most } from '../../src/deck/model';
import { wordLength } from '../../src/participant/drafts';

const repository = new URL('../../../', import.meta.url);

/** Every constant of a header that is a number by itself. */
function limitsOf(header: string): Record<string, number> {
  const text = readFileSync(new URL(header, repository), 'utf8');
  const constants = text.matchAll(/^inline constexpr [\w:]+ (\w+) = ([\d']+);$/gm);
  return Object.fromEntries(
    [...constants].map(([, name = '', number = '']) => [name, Number(number.replaceAll("'", ''))]),
  );
}

const contract = limitsOf('protocol/cpp/limits.hpp');
const server = limitsOf('server/app/limits.hpp');

test('the most that the studio lets somebody write is the most that the server takes', () => {
  expect(most).toEqual({
    slides: contract['max_slides'],
    title: contract['max_title_graphemes'],
    prompt: contract['max_prompt_graphemes'],
    warning: contract['max_warning_graphemes'],
    notes: contract['max_notes_graphemes'],
    markdown: contract['max_markdown_graphemes'],
    part: contract['max_part_graphemes'],
    label: contract['max_label_graphemes'],
    alt: contract['max_alt_graphemes'],
    statements: contract['max_statements'],
    options: contract['max_options'],
    entries: contract['max_entries'],
    answers: contract['max_answers'],
    textLength: contract['max_text_graphemes'],
    deckBytes: server['max_deck_bytes'],
    pictureBytes: contract['max_picture_bytes'],
  });
});

test('a phone lets a word be as long as the server does', () => {
  expect(wordLength).toBe(contract['max_word_graphemes']);
});

test('a desk shows as much on its small wall as the server sends to a projector', () => {
  expect(onTheWall).toEqual({ words: server['shown_words'], texts: server['shown_texts'] });
});
