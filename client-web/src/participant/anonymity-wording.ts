/** The promise, and where it ends, on a phone. */
/** Only what the contract holds, and what it cannot hold. */
export const anonymity = {
  title: 'How your answer stays anonymous',
  does: [
    [
      'Nobody asks who you are.',
      'No account, no name, no e-mail. Your browser gets a random ticket, so that each person counts once. The server keeps no list of tickets.',
    ],
    [
      'Your answers cannot be put together.',
      'At each question your answer is filed under another, unrelated mark.',
    ],
    [
      'Small groups are protected.',
      'Before each question you read how its results show. Unless it says that they show live, an answer shows only among at least 5, or 10, of people who had joined when it was given. Until then the facilitator does not see it either, and what never has that company is never shown to anyone.',
    ],
    [
      'Nobody sees you come, go or hesitate.',
      'How many people are here is rounded to 5. Nobody is told who has answered.',
    ],
    [
      'No times, no addresses.',
      'Neither when you answered nor where from is written down. On a scale or a choice, every possible answer makes a message of the same length, and words and texts go out in steps of 512 bytes, so that a message’s size tells little or nothing.',
    ],
    [
      'At the end the keys are destroyed.',
      'When the room ends, what remains is one table per question. What a disk still holds of the encrypted answers can no longer be read.',
    ],
    ['You can look.', '“What is stored about me?” shows the literal records of your own answers.'],
  ],
  cannotTitle: 'What it cannot prevent',
  cannot: [
    'Somebody who runs the server and tampers with it while it runs. You have to trust them until the room has ended.',
    'Where results show live: somebody who watches the screen at the moment you send can guess which answer is yours.',
    'A facilitator who fills the room with phones of their own until you are the only other person. That is why each question says how many people have joined. Phones that are brought in after you have answered are no company for your answer.',
    'Somebody who copied the server’s keys while the room was open, in a backup for one.',
    'Your own wording, if it tells who you are.',
    'Eyes in the room that see your screen.',
    'If everybody in a group says the same, it is known what each of them said.',
    'Whoever runs the network can see that your phone talks to this server, and when.',
  ],
  close: 'Close',
};
