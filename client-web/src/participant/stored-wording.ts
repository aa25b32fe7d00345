/** What “What is stored about me?” says. */
import { productName } from '../shared/product';

export const stored = {
  title: 'What is stored about me?',
  intro:
    'These are the literal records that the server holds for your answers in this room. You see them because your phone holds the ticket; nobody else can ask for them.',
  nothing: 'No answer of yours counts at the moment.',
  asking: 'Asking the server',
  lost: 'The line is down, so the server cannot be asked just now. Nothing is lost; try again in a moment.',
  pseudonym:
    'The pseudonym is different at every question, so two of your answers cannot be put together.',
  inTheLog:
    'What you changed or took back, or answered before a question was started afresh, stays in the room’s encrypted log until the room ends. Then its key is destroyed, and nobody can read it any more.',
  onThisPhone: 'On this phone',
  onThisPhoneMeans: (days: number) =>
    'Your browser keeps the room’s ticket, what you have written and the server has not confirmed, why it did not take something of that, which questions you have answered, and the day on which you were here last. ' +
    `It forgets all of it when this page hears that the room has ended, now or when you come back; otherwise when you open ${productName} here more than ${days} days after that day.`,
  inThisTab:
    'At the longest until you close this tab, it also keeps the key from your link, the last letters of the ticket, whether you looked past a warning or sat it out, and the slides with text or pictures that you have seen.',
  inMemory:
    'Your browser lets this page keep nothing. What it would keep, the room’s ticket and what you have written, is in this tab’s memory, and gone when you close or reload it: you come back as a new person then.',
  forget: 'Forget me on this device',
  close: 'Close',
};
