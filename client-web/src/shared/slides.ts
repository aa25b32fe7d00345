import type { ContentSlide, Level, Slide } from '@protocol/messages';

export type QuestionSlide = Exclude<Slide, ContentSlide>;

/** How large a group must be before its answers are shown (protocol/README.md, "snapshot": `k`). */
export const groupSizes = { open: 1, protected: 5, strict: 10 } as const satisfies Record<
  Level,
  number
>;
