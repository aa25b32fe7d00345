// @vitest-environment node
/** Markdown as people write it, put together by chance: each word that goes in is in the deck or in a remark. */
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/deck/import/read-text';
import { partsOf, titleOf } from '../../src/deck/model';
import { isUnreadable, type Imported } from '../../src/deck/read-deck';
import { diceOf, freshWords, lostWords } from './words-come-out';

function read(text: string): Imported {
  const result = readText(text, 'md');
  if (isUnreadable(result)) throw new Error(result.unreadable);
  return result;
}
const said = ({ remarks }: Imported) => remarks.map(({ sentence }) => sentence);
const wordsOf = ({ deck }: Imported) =>
  deck.slides.map((slide) => [titleOf(slide), ...partsOf(slide).map(({ text }) => text)]);
const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

type Block = (word: () => string) => string;
const blocks: readonly Block[] = [
  (w) => `${w()} ${w()}\n${w()}`,
  (w) => `- ${w()}\n- ${w()}\n- ${w()}`,
  (w) => `- ${w()}\n  - ${w()}\n    - ${w()}\n- ${w()}\n  ${w()}`,
  (w) => `- ${w()}\n\t- [ ] ${w()}\n\t1. ${w()}`,
  (w) => `1. ${w()}\n2. ${w()}\n10) ${w()}\n100. ${w()}`,
  (w) => `- [ ] ${w()}\n- [x] ${w()}\n- ${w()}`,
  (w) => `- [ ] ${w()}\n  - ${w()}\n- [ ]\n- [ ] \\[ ] ${w()}`,
  (w) => `* ${w()}\n\n  ${w()}\n\n+ ${w()}`,
  (w) => `![${w()}](${dot})`,
  (w) => `![${w()}](${dot} "${w()}")\n\n![${w()}](<${dot}>)`,
  (w) => `![${w()}](${w()}.jpg "${w()}") and ![${w()}](${w()}.png)`,
  (w) => `![](${dot} "${w()}")`,
  (w) => `[${w()}][${'a1'}] and [a1] and [${w()}][]\n\n[a1]: https://e.example/${w()} "${w()}"`,
  (w) => `[${w()}]: https://e.example/${w()}`,
  (w) => `![${w()}][pic]\n\n[pic]: ${dot} '${w()}'`,
  (w) => `<div class="${w()}">\n${w()}\n<b>${w()}</b>\n</div>`,
  (w) => `<!-- ${w()} -->`,
  (w) => `<!--\n${w()}\n\n## ${w()}\n-->`,
  (w) => `<details><summary>${w()}</summary>${w()}</details>`,
  (w) => `> ${w()}\n> ${w()}`,
  (w) => `> Warning: ${w()}\n> ${w()}`,
  (w) => `Notes: ${w()}`,
  (w) => `Film: [${w()}](https://v.example/${w()})`,
  (w) => `\`\`\`\n# ${w()}\n- [ ] ${w()}\n~~~\n\`\`\``,
  (w) => `~~~ ${w()}\n## ${w()}`,
  (w) => `| ${w()} | ${w()} |\n|---|---|\n| ${w()} | ${w()} |`,
  (w) => `${w()}\n===\n\n${w()}\n---`,
  (w) => `- - ${w()}\n- * ${w()}\n- # ${w()}`,
  (w) => `[^1]: ${w()} ${w()}`,
  (w) => `$$ ${w()} $$ \\(${w()}\\) &amp;${w()};`,
];
const headings: readonly Block[] = [
  (w) => `## ${w()}`,
  (w) => `## ${w()}?`,
  (w) => `## ${w()} (0-10)`,
  (w) => `## ${w()} (words)`,
  (w) => `## ${w()} {#${w()} .choice level=${w()} colour="${w()}"}`,
  (w) => `## ${w()} {.scale .choice #${w()} #${w()} min=${w()} min=${w()}}`,
  (w) => `## ${w()} {.${w()}} `,
  (w) => `## ${w()} {.open entries=${w()}} ##`,
  (w) => `### ${w()}`,
  (w) => `# ${w()}`,
  () => '##',
];

describe('an outline put together by chance', () => {
  const seeds = Array.from({ length: 150 }, (_, i) => 20_261_130 + i);

  it.each(seeds)('loses no word (seed %i)', (seed) => {
    const dice = diceOf(seed);
    const word = freshWords();
    const pick = (list: readonly Block[]) =>
      (list[Math.floor(dice() * list.length)] as Block)(word);
    const parts = [dice() < 0.5 ? `# ${word()}` : `${word()}`, pick(headings)];
    for (let i = 0; i < 8; i += 1) parts.push(dice() < 0.25 ? pick(headings) : pick(blocks));
    const text = parts.join(dice() < 0.8 ? '\n\n' : '\n');
    const result = readText(text, 'md');
    if (isUnreadable(result)) return;
    const words = (text.match(/alpha\d+/gu) ?? []).join(' ');
    expect({ seed, text, lost: lostWords(words, result) }).toEqual({ seed, text, lost: [] });
  });
});

describe('an outline', () => {
  it('whose headings are all of the third level has a slide for each', () => {
    expect(wordsOf(read('# T\n\n### One\n\ntext\n\n#### Deeper\n\n### Two\n'))).toEqual([
      ['One'],
      ['Two'],
    ]);
    expect(wordsOf(read('### One\n\n### Two\n'))).toEqual([['One'], ['Two']]);
  });

  it('has lists inside of lists behind the option that they belong to, which is said', () => {
    const outline = read('## Where?\n\n- Ward\n  - day\n  - night\n- Office\n');
    expect(wordsOf(outline)).toEqual([['Where?', 'Ward: day, night', 'Office']]);
    expect(said(outline)).toEqual([
      '“Ward” had a list or a text of its own; it stands behind it now: “day, night”.',
    ]);
  });

  it('takes numbered lists for options', () => {
    expect(wordsOf(read('## Where?\n\n1. Ward\n2. Office\n'))).toEqual([
      ['Where?', 'Ward', 'Office'],
    ]);
  });

  it('writes the address into links by a name, as a slide has only its own lines', () => {
    const outline = read(
      '## A\n\nSee [the guide][g], [g] and [x].\n\n## B\n\nMore\n\n[g]: https://g.example/ "Title"\n[n]: https://n.example/\n',
    );
    expect(outline.deck.slides).toMatchObject([
      { markdown: 'See [the guide](https://g.example/), [g](https://g.example/) and [x].' },
      { markdown: 'More\n\n[n]: https://n.example/' },
    ]);
    expect(said(outline)).toEqual(['A link’s title is not shown; "Title" was left out.']);
  });

  it('has one picture a slide, with its title as its words where it has no others', () => {
    const outline = read(`## A\n\n![](${dot} "A dot")\n\n![Another](${dot})\n`);
    expect(outline.deck.slides).toMatchObject([
      { picture: { src: dot, alt: 'A dot' }, markdown: '*Another*' },
    ]);
    expect(said(outline)).toEqual([
      'A slide has one picture; “Another” was left out, and its words stay.',
    ]);
  });

  it('has comments in the notes, and says that tags show', () => {
    const outline = read('## A\n\nText <b>bold</b>\n\n<!-- Wait\n\n## here -->\n\nMore\n');
    expect(outline.deck.slides).toMatchObject([
      { title: 'A', markdown: 'Text <b>bold</b>\n\n\n\nMore', notes: 'Wait\n\n## here' },
    ]);
    expect(said(outline)).toEqual([
      'Its comments, which nobody was to see, are in the notes.',
      'Its text has HTML, which a slide shows as it is written.',
    ]);
  });
});

describe('a list put together by chance', () => {
  const lines: readonly Block[] = [
    (w) => `${w()}?`,
    (w) => `3. ${w()} ${w()}`,
    (w) => `Q7) ${w()}?`,
    (w) => `- ${w()}`,
    (w) => `• ${w()}`,
    (w) => `[x] ${w()}`,
    (w) => `☑ ${w()}`,
    (w) => `a) ${w()}`,
    (w) => `B. ${w()}`,
    (w) => `  (2) ${w()}: ${w()}`,
    (w) => `${w()} (${w()})`,
    (w) => `${w()} (0-10)`,
    (w) => `${w()} (slide)`,
    (w) => `${w()} (open)`,
    (w) => `${w()}\t${w()}`,
    (w) => `| ${w()} | ${w()} |`,
    () => '',
    () => '---',
  ];
  const seeds = Array.from({ length: 100 }, (_, i) => 20_261_130 + i);

  it.each(seeds)('loses no word (seed %i)', (seed) => {
    const dice = diceOf(seed);
    const word = freshWords();
    const text = Array.from({ length: 14 }, () => {
      const line = lines[Math.floor(dice() * lines.length)] as Block;
      return line(word);
    }).join('\n');
    const result = readText(text, '');
    if (isUnreadable(result)) return;
    const words = (text.match(/alpha\d+/gu) ?? []).join(' ');
    expect({ seed, text, lost: lostWords(words, result) }).toEqual({ seed, text, lost: [] });
  });
});
