/** Between the studio and its frames, which are pages of the same origin. */
import type { Slide } from '@protocol/messages';
import type { Shown } from './preview-room';

export type ToFrame =
  | { type: 'show'; shown: Shown }
  /** Whether these fit a screen; `language` is the deck's. */
  | { type: 'measure'; slides: readonly Slide[]; language: string };

export type FromFrame =
  { type: 'ready' } | { type: 'measured'; slides: readonly { id: string; fits: boolean }[] };

export type FrameName = 'phone' | 'projector' | 'desk' | 'measure';
