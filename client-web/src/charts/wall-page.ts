import { createContext } from 'preact';

/** Which page of a long list stands on the wall. Null: nobody turns pages, and all of it shows, as in the report. */
export interface WallPage {
  page: number | null;
  /** How many pages there are on a screen of this shape. */
  tell: (pages: number) => void;
}

/** What a projector is sent of a long list (server/app/limits.hpp); the desk, which has more, shows the same on its wall. */
export const onTheWall = { words: 150, texts: 60 };

export const WallPage = createContext<WallPage>({ page: null, tell: () => undefined });
