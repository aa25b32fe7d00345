/** Whether a slide fits a projector: it is drawn where nobody sees it, in each of its phases, and measured. */
import type { Slide } from '@protocol/messages';
import { render } from 'preact';
import { groupSizes } from '../../shared/slides';
import { Stage, type StageState } from '../stage/stage';
import { sampleTally } from './sample-tally';
import './fit.css';

const phases = ['waiting', 'open', 'closed'] as const;

/** `place`: an element of nobody else's, in which something can be drawn; it is left empty. */
export function fits(place: HTMLElement, slide: Slide, language: string): boolean {
  const room = { code: 'PREVIEW2', title: '', language };
  const door = {
    room,
    join: `${window.location.origin}/j/PREVIEW2`,
    address: window.location.host,
  };
  // With a warning the warning stands alone first, then the slide itself; with answers it has charts.
  const does = phases.every((phase) => {
    render(null, place);
    render(
      <div class="measured">
        <Stage door={door} state={stateAt(slide, phase)} asTable={false} inside />
      </div>,
      place,
    );
    const box = place.querySelector<HTMLElement>('.stage-slide');
    const spills = box !== null && box.scrollHeight > box.clientHeight + 1;
    const pages = Array.from(place.querySelectorAll<HTMLElement>('[data-pages]'));
    const isPaged = pages.some((paged) => Number(paged.dataset['pages']) > 1);
    return !spills && !isPaged && place.querySelector('.more-below') === null;
  });
  render(null, place);
  return does;
}

/** With its longest sentences while it is open, and with made-up answers once it has closed. */
function stateAt(slide: Slide, phase: (typeof phases)[number]): StageState {
  const people = { present: 20, joined: 20 };
  const isContent = slide.kind === 'content';
  const k = isContent ? 1 : groupSizes[slide.level];
  const question = {
    ...{ id: slide.id, round: 1, phase, revealed: true, announcement: 0, offers: 0, k },
    ...{ joined: people.joined, joined_at_opening: people.joined },
  };
  const asks = !isContent || slide.warning !== undefined;
  return {
    phase: 'live',
    present: people.present,
    locked: false,
    slide,
    question: asks ? question : null,
    tally: phase === 'closed' ? sampleTally(slide) : null,
    withheld: phase === 'open' && k > 1 ? (k === 5 ? 'until_enough' : 'until_close') : null,
  };
}

/** Where `fits` can draw on a page that people look at. `remove()` it when done. */
export function unseenPlace(): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  place.className = 'measured-unseen';
  place.setAttribute('aria-hidden', 'true');
  return place;
}
