/** Every sentence that the studio says, in one place, so that translating is one file's work. */
import type { Level } from '@protocol/messages';
import type { Kind } from '../deck/model';
import { countOf } from '../shared/format';
import type { SaveState } from './shelf/saver';

export const kindName: Record<Kind, string> = {
  content: 'Text and picture',
  word_cloud: 'Word cloud',
  scale: 'Scale',
  free_text: 'Open answers',
  choice: 'Choice',
};

export const kindMeans: Record<Kind, string> = {
  content: 'something to read or look at',
  word_cloud: 'a few words from each person',
  scale: 'a number for each statement',
  free_text: 'answers in people’s own words',
  choice: 'options to pick from',
};

/** By what the room will see. */
export const levelMeans: Record<Level, { name: string; means: string }> = {
  open: {
    name: 'Shows each answer at once',
    means: 'For harmless questions. Whoever watches the screen may guess whose answer just came.',
  },
  protected: {
    name: 'Shows when everybody has answered or you close',
    means:
      'Each answer shows only among at least 5 of people who had joined when it was given. What lacks that company nobody ever sees, nor do you: open it once 10 have joined.',
  },
  strict: {
    name: 'Shows only after the close, ten at least',
    means:
      'For what could cost somebody something. Each answer shows only among at least 10 of people who had joined when it was given. What lacks that company nobody ever sees, nor do you: open it once 20 have joined.',
  },
};

export const resultsMean = {
  live: 'as soon as they may be seen',
  on_reveal: 'when you show them; you see them first',
} as const;

export const home = {
  title: 'Hold a session',
  intro:
    'Build a deck of slides and questions, open a room for it, and hand out the link. People answer on their phones, without an account or a name.',
  templates: 'Begin with a template',
  otherWays: 'Or begin with',
  blank: 'An empty deck',
  file: 'A file',
  fileHint:
    'A deck file, a Markdown outline, a list of questions as CSV or XLSX, Kahoot’s spreadsheet or a quiz from arsnova.eu.',
  paste: 'A list that you paste',
  yours: 'What this browser has worked on',
  none: 'Nothing yet. What you build is kept in this browser, on this device alone.',
  kept: 'Decks and links are kept in this browser, on this device alone. Whoever uses it can open them.',
  rooms: 'Rooms that you opened here',
  desk: 'Go to the desk',
  forget: 'Forget',
  missing: 'This browser has no such deck. It was built in another browser, or deleted here.',
  reading: 'Reading the file',
  pasteTitle: 'Paste your questions',
  pasteHint:
    'A question, then its options, one a line; an empty line before the next question. A Markdown outline is understood too.',
  pasteLabel: 'Your list',
  pasteTake: 'Make a deck of it',
  cancel: 'Leave it',
  slides: (count: number) => countOf(count, 'slide', 'slides'),
  unsaved: 'not saved: it goes when this tab is closed',
  remove: (title: string) => `Delete “${title}”`,
  removeTitle: 'Delete this deck?',
  removeMeans:
    'It is deleted from this browser for good. Rooms that were opened from it are not touched.',
  forgetRoom: (title: string) => `Forget the links of “${title}”`,
  forgetTitle: 'Forget these links?',
  forgetMeans:
    'This browser forgets the room’s links. The room itself goes on; only who has the facilitator’s link can lead it.',
};

export const editor = {
  back: 'All decks',
  undo: 'Undo',
  redo: 'Redo',
  open: 'Open a room',
  opening: 'Opening the room',
  aDeck: 'Title and language',
  slides: 'Slides',
  add: 'Add a slide',
  untitled: 'Without words yet',
  untitledDeck: 'A deck without a title',
  moveUp: 'Move up',
  moveDown: 'Move down',
  duplicate: 'Duplicate',
  remove: 'Delete',
  moved: (place: number, count: number) => `Moved to place ${place} of ${count}.`,
  removed: 'Deleted. Undo brings it back.',
  noSlides: 'This deck has no slides yet. Add the first one.',
  checking: 'Checking',
  fine: 'Everything is in order.',
  finePictures: 'Everything is in order; pictures are looked at when a room is opened.',
  faults: (count: number) =>
    `${countOf(count, 'thing is', 'things are')} to be put right before a room can be opened.`,
  firstFault: 'Show the first',
  dragHint: 'Drag to reorder, or press Alt with the up or down arrow.',
  kind: 'Kind of slide',
  wordsInNotes: 'Words that this kind has no field for stand in the notes.',
  pictureLeft: 'The picture is left out. Undo brings it back.',
  export: 'Save as',
  exportDeck: 'Deck file (JSON)',
  exportOutline: 'Markdown outline',
  ofSlide: (place: number) => `Slide ${place}:`,
  leftOfOutline: (count: number) =>
    count === 1 ? 'It leaves out one thing' : `It leaves out ${count} things`,
  exportHandOut: 'Hand-out to print, or as PDF',
  handOutSpace: 'Space for your answer',
  handOutCut:
    'The text of this slide is longer than a deck may hold; the rest of it is left out here.',
  preview: 'As it will look',
  remarks: (count: number) =>
    `${countOf(count, 'thing', 'things')} in this file could not be taken as ${count === 1 ? 'it was' : 'they were'}`,
  moreRemarks: (count: number) => `and ${count} more`,
  dismissRemarks: 'I have read this',
};

export const saveSentence = (state: SaveState, shared: boolean): string => {
  switch (state.name) {
    case 'saved':
      return shared ? 'Saved in the workspace' : 'Saved in this browser';
    case 'saving':
      return 'Saving';
    case 'full':
      return 'Not saved: this browser has no more space for this site. Save the deck as a file, then delete decks that you no longer need. Saving is tried again by itself.';
    case 'failed':
      return 'Not saved: this browser keeps nothing for this site, as in a private window. Save the deck as a file before you leave. Saving is tried again by itself.';
    case 'no_line':
      return state.kept
        ? 'The server cannot be reached. What you type is kept in this browser, and goes to the workspace as soon as the line is back.'
        : 'The server cannot be reached, and this browser does not keep what you type. Leave this page open until the line is back, or save the deck as a file.';
    case 'refused':
      return `Not saved in the workspace: ${state.sentence} ${
        state.kept
          ? 'What you type is kept in this browser'
          : 'This browser does not keep what you type'
      }; save the deck as a file before you leave.`;
    case 'parted':
      return shared
        ? 'This deck goes on as a deck of its own, and is saved in the workspace.'
        : 'This deck was changed in another tab. That one was kept as it is; this one goes on as a copy and is saved in this browser.';
    case 'conflict':
      return state.kept
        ? 'Not saved yet: somebody else has changed this deck. What you type is kept in this browser.'
        : 'Not saved yet: somebody else has changed this deck, and this browser does not keep what you type. Choose how to go on before you leave.';
  }
};

export const fields = {
  deckTitle: 'Title of the deck',
  language: 'Language of the deck',
  languageHint: 'A tag such as en, fr-CA or ar. Screen readers pronounce by it.',
  title: 'Title',
  prompt: 'Question',
  markdown: 'Text',
  markdownHint: 'Markdown: # heading, **bold**, *italic*, - list, [words](https://address).',
  statements: 'Statements',
  statement: (place: number) => `Statement ${place}`,
  addStatement: 'Add a statement',
  options: 'Options',
  option: (place: number) => `Option ${place}`,
  addOption: 'Add an option',
  partUp: (text: string) => `Move “${text}” up`,
  partDown: (text: string) => `Move “${text}” down`,
  partRemove: (text: string) => `Delete “${text}”`,
  min: 'Lowest number',
  max: 'Highest number',
  minLabel: 'What the lowest means',
  maxLabel: 'What the highest means',
  notApplicable: 'People may say “not applicable to me”; it is counted apart',
  entries: 'Words from each person, at most',
  answers: 'Answers from each person, at most',
  maxLength: 'Characters in an answer, at most',
  select: 'How many options a person picks',
  selectOne: 'one',
  selectSeveral: 'as many as apply',
  level: 'When the room sees the answers',
  results: 'Results show',
  warning: 'Content warning',
  warningHint:
    'Shown alone before the slide; each phone asks its own person, who may sit it out. Say what is coming, and how long it takes.',
  notes: 'Notes for whoever leads',
  notesHint: 'Only the facilitators’ desk shows them: no phone, no projector.',
  picture: 'Picture',
  pictureChoose: 'Choose a picture',
  pictureHint: 'Or drag one here, or paste it.',
  pictureRemove: 'Remove the picture',
  pictureAlt: 'What the picture shows, for those who do not see it',
  pictureElsewhere:
    'This picture stands in a file beside the deck. Choose it again to use it here.',
  video: 'Link to a film',
  videoUrl: 'Address',
  videoTitle: 'Words of the link',
  left: (count: number) =>
    count >= 0
      ? `${countOf(count, 'character', 'characters')} left`
      : `${countOf(-count, 'character', 'characters')} too many`,
  farTooLong: 'Far too many characters',
  allowed: (sentence: string) => `Allowed: ${sentence}`,
};

export const pass = {
  title: 'A pass is needed',
  label: 'Your pass',
  kept: 'Once the server has taken it, the pass is kept in this browser, on this device alone, so that you are not asked again.',
  open: 'Open the room',
  cancel: 'Not now',
  here: 'Your pass',
  hereMeans:
    'This browser keeps a pass and opens rooms and workspaces with it. Whoever uses this browser can do so too.',
  takeBack: 'Forget the pass',
  taken: 'This browser has forgotten the pass. Whoever runs the server can end it for good.',
};

export const room = {
  title: 'The room is open',
  links: 'Three links',
  join: 'For everybody who takes part',
  joinMeans: 'By this link, the code or the QR code. Send it to all, put it on a slide.',
  facilitator: 'For you and those who lead with you',
  facilitatorMeans:
    'Whoever has it can drive the room and end it. Keep it to yourselves. It is kept in this browser too.',
  facilitatorMeansShared:
    'Whoever has it can drive the room and end it. Whoever may edit this workspace finds it there.',
  facilitatorNotYours:
    'Those who may edit this workspace find the facilitators’ link here. Your link may only look.',
  projector: 'For the screen that everybody sees',
  projectorMeans: 'Open it on the projector or in the tab that you share. Keep it within the team.',
  desk: 'Go to the desk',
  copy: 'Copy',
  copyName: (name: string) => `Copy the link: ${name}`,
  copied: 'It is on your clipboard.',
  notCopied: 'This browser does not let a page copy. Select the link and copy it yourself.',
  code: 'Or type this code',
  at: 'at',
  facilitatorMeansAlone: 'Whoever has it can drive the room and end it. Keep it to yourselves.',
  notKept:
    'This browser keeps nothing, so these links are not kept either. Copy the facilitator’s link now.',
  notKeptShared:
    'Neither the workspace nor this browser could keep these links. Copy the facilitator’s link now.',
  keptHereAlone:
    'The workspace could not keep these links, so they are in this browser alone: the studio’s first page has the room. Give the facilitator’s link to those who lead with you.',
  gone: 'This browser knows no such room',
  goneMeans: 'Its links were kept in another browser, or were forgotten here.',
  qr: 'QR code that opens this room on a phone',
  back: 'Back to the deck',
};

export const preview = {
  title: 'As it will look',
  where: 'On',
  names: { phone: 'a phone', projector: 'the projector', desk: 'the desk' },
  when: 'When',
  moments: {
    before: 'before it opens',
    answering: 'people answer',
    results: 'results show, made up',
  },
  frame: {
    phone: 'The slide on a phone',
    projector: 'The slide on the projector',
    desk: 'The slide on the facilitators’ desk',
    measure: '',
  },
} as const;

export const workspace = {
  title: 'Workspace',
  make: 'Share with a team',
  makeMeans:
    'A workspace is a link, not an account. Whoever has the link sees the same decks and rooms, in any browser. They are sealed in your browser: nobody who runs the server can read them, and nobody can bring back a link that is lost.',
  nameLabel: 'Name of the workspace',
  makeIt: 'Make a workspace',
  making: 'Making the workspace',
  notMade:
    'The server cannot be reached, so no workspace was made. Try again when the line is back.',
  known: 'Workspaces that this browser knows',
  forget: 'Forget',
  forgetLabel: (name: string) => `Forget the workspace “${name}”`,
  forgetTitle: 'Forget this workspace?',
  forgetMeans:
    'This browser forgets the link. The workspace itself stays. If you have the link nowhere else, you will not get in again.',
  firstLink: 'First link',
  opening: 'Opening the workspace',
  closedTitle: 'This workspace does not open',
  notWhole: 'This link is not whole. Copy all of it, with the long part after the #.',
  noLine: 'The server cannot be reached. Your link is kept; try again when the line is back.',
  again: 'Try again',
  studio: 'To the studio of this browser',
  intro: 'Whoever has a link to this workspace finds these decks and rooms.',
  introLook: 'By your link you can look at this workspace, and not change it.',
  keepLink:
    'Keep this page’s address, or save it as a bookmark: it is the only way in, and nobody can bring it back.',
  copyLink: 'Copy my link',
  rename: 'Rename',
  save: 'Save',
  used: (used: string, allowed: string) => `${used} of ${allowed} used, older versions included.`,
  unreadable: (count: number) =>
    `${countOf(count, 'thing', 'things')} here cannot be opened with this link’s keys, and ${count === 1 ? 'is' : 'are'} left as ${count === 1 ? 'it is' : 'they are'}.`,
  decks: 'Decks',
  noDecks: 'There is no deck here yet.',
  rooms: 'Rooms',
  noRooms: 'No room was opened from here yet.',
  versions: 'Versions',
  versionsOf: (title: string) => `Versions of “${title}”`,
  deleteDeckMeans:
    'It is deleted for everybody, with all its versions, for good. Rooms that were opened from it are not touched.',
  deleteRoom: (title: string) => `Delete the links of “${title}”`,
  deleteRoomTitle: 'Delete these links?',
  deleteRoomMeans:
    'The workspace forgets the room’s links, for everybody. The room itself goes on; only who has the facilitator’s link elsewhere can lead it.',
  roomState: {
    unknown: '',
    live: 'open',
    ended: 'ended',
    gone: 'not on this server any more',
  },
  report: 'Report',
  roomLinks: 'Links',
  bring: 'Bring decks from this browser',
  bringMeans: 'A copy goes into the workspace; the one in this browser stays as it is.',
  bringOne: (title: string) => `Copy “${title}” into the workspace`,
  copyHere: 'Copy here',
  brought: (title: string) => `“${title}” is in the workspace.`,
  notDeleted: 'The server cannot be reached, so nothing was deleted.',
  links: 'Who has a link',
  linksMeans:
    'Give each person or team a link of its own: then one can be revoked and the others go on.',
  rights: { edit: 'may edit', look: 'may look' },
  rightMeans: {
    edit: 'change decks, open rooms, lead them, add and revoke links',
    look: 'see decks and rooms, and not the facilitators’ links',
  },
  yours: 'the one that you use',
  addLink: 'Add a link',
  linkName: 'For whom',
  linkRight: 'What it may do',
  newLink: (name: string) => `The link for “${name}”`,
  newLinkMeans:
    'Copy it now and send it to them. It is shown this once, as the workspace does not keep it.',
  copy: 'Copy',
  done: 'I have copied it',
  copied: 'It is on your clipboard.',
  notCopied: 'This browser does not let a page copy. Select the link and copy it yourself.',
  revoke: 'Revoke',
  revokeLabel: (name: string) => `Revoke the link “${name}”`,
  revokeTitle: (name: string) => `Revoke the link “${name}”?`,
  revokeMeans:
    'It opens nothing any more, and what is written from now on is sealed by new keys. What its holder has seen or copied before stays with them: open new rooms if they had a facilitator’s link.',
  renameLink: (name: string) => `Rename the link “${name}”`,
  deleteAll: 'Delete the workspace',
  deleteAllMeans: 'Every deck, every version and every link of a room is deleted, for good.',
  deleteAllNotYet: 'It can be deleted once no other link may edit. Revoke those first.',
  deleted: 'The workspace is deleted.',
  changed:
    'Somebody else has just changed the workspace. It is shown as it is now; please do it again.',
  noDeck: 'This deck cannot be shown: it is not in the workspace any more, or the line is down.',
  look: 'Look at the deck',
  takeCopy: 'Copy into this browser',
  taken: 'There is a copy in the studio of this browser.',
  notTaken: 'This browser keeps nothing for this site. Save the deck as a file instead.',
  toWorkspace: 'Back to the workspace',
  saveBy: 'Save in',
};

export const stranded = {
  title: 'What you wrote in workspaces, and is in this browser alone',
  means:
    'The workspace is closed to you, or the deck is not there any more. Your words are still here, as you left them.',
  take: 'Open as a deck of this browser',
  takeLabel: (title: string) => `Open as a deck of this browser: “${title}”`,
  notTaken:
    'This browser has no more space for this site, or keeps nothing. What you wrote stays where it is; delete decks that you no longer need, and try again.',
  removeTitle: 'Delete what you wrote?',
  removeMeans: 'It is nowhere else: it is deleted for good.',
};

export const unsent = {
  title: 'Not in the workspace yet',
  means: (count: number) =>
    `${countOf(count, 'deck holds', 'decks hold')} words of yours that are in this browser alone. Open ${count === 1 ? 'it' : 'one'}, and they go to the workspace; if somebody else has changed the deck, you see both.`,
};

export const versions = {
  intro: 'The last 50, each as it was when somebody began to work on it, or every ten minutes.',
  version: (place: number) => `Version ${place}`,
  now: 'As it is now',
  compare: 'Compare',
  compared: 'This version beside the deck as it is now',
  restore: 'Restore',
  restoreTitle: 'Restore this version?',
  restoreMeans: 'It becomes the newest one. The one that is there now stays among the versions.',
  restored: 'Restored. The one before stays among the versions.',
  only: 'This is the only version so far.',
};

export const conflict = {
  title: 'Somebody else has changed this deck',
  means: 'Both are kept, whatever you choose. What differs is marked.',
  deleted:
    'What is there now cannot be shown: somebody has deleted the deck, or the line is down. Yours is still here.',
  again: 'Look again',
  reading: 'Reading what is there now',
  yours: 'Yours',
  theirs: 'Theirs',
  takeYours: 'Go on with yours',
  takeYoursMeans: 'Theirs stays among the versions.',
  takeTheirs: 'Go on with theirs',
  takeTheirsMeans: 'Yours stays among the versions.',
  takeBoth: 'Keep both as two decks',
  takeBothMeans: 'Yours becomes a deck of its own; theirs stays where it is.',
};

export const differences = {
  same: (count: number) => `${countOf(count, 'slide is', 'slides are')} the same in both.`,
  onlyHere: 'only here',
  missing: 'not here',
  changed: 'changed',
  none: 'Both are the same.',
  title: 'Title and language',
};
