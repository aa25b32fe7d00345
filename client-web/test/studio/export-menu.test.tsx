import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { blankSlide, contentSlide, type Deck } from '../../src/deck/model';
import { ExportMenu } from '../../src/studio/editor/export-menu';

afterEach(cleanup);

const deck: Deck = { title: 'A', language: 'en', slides: [blankSlide('choice', 'a')] };

it('says before an outline is taken what it leaves out, slide by slide', () => {
  const picture = { src: 'data:image/png;base64,AA==', alt: 'A ward' };
  const slide = { ...contentSlide('b', 'B', ''), picture };
  render(<ExportMenu deck={{ ...deck, language: 'fr', slides: [...deck.slides, slide] }} />);
  expect(screen.getByText('It leaves out 2 things')).toBeTruthy();
  expect(screen.getByText(/The language of an outline is English/)).toBeTruthy();
  expect(screen.getByText(/^Slide 2: Its picture is not in an outline/)).toBeTruthy();
});

it('says nothing where an outline holds everything', () => {
  render(<ExportMenu deck={deck} />);
  expect(screen.queryByText(/It leaves out/)).toBeNull();
});
