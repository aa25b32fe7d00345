import { createContext } from 'preact';

/** Which page of a long list stands on the wall. Null: nobody turns pages, and all of it shows, as in the report. */
export interface WallPage {
  page: number | null;
  /** How many pages there are on a screen of this shape. */
  tell: (pages: number) => void;
}

export const WallPage = createContext<WallPage>({ page: null, tell: () => undefined });
