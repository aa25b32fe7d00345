// Written by generate.mjs from ../schema; do not edit.

export type ClientMessage =
  Control | Hello | MineRequest | Ping | Resync | Submit | TextsRequest | Withdraw;
/**
 * A facilitator acts on the room.
 */
export type Control = GoTo | ControlQuestion | ControlItem | ControlRoom | ControlWall;
/**
 * 128 random bits in base64url, chosen by the client.
 */
export type MessageId = string;
/**
 * Stable, so that runs of one deck can be compared. A question's id is its slide's.
 */
export type SlideId = string;
/**
 * The id of a slide that is a question.
 */
export type QuestionId = string;
export type WallShows = "slide" | "join" | "nothing" | "text";
/**
 * The first message on a connection.
 */
export type Hello = ParticipantHello | StaffHello;
/**
 * As a person may type it: either case, with or without a hyphen in the middle.
 */
export type TypedRoomCode = string;
/**
 * 128 random bits in base64url.
 */
export type Capability = string;
/**
 * What makes one answer per person hold across a reload. Kept on the person's device, and nowhere else.
 */
export type Ticket = string;
/**
 * Moves when a facilitator resets the question.
 */
export type Round = number;
/**
 * Which of a question's announcements of how many people have joined: 0 at its opening, and the next each time the number has moved.
 */
export type Announcement = number;
/**
 * One participant's current answer to one question.
 */
export type Response = WordCloudResponse | ScaleResponse | FreeTextResponse | ChoiceResponse;
/**
 * As many spaces as make the whole message a multiple of 512 bytes.
 */
export type Pad = string;
export type Count = number;
export type ServerMessage =
  | Ack
  | LogState
  | Mine
  | Pong
  | Presence
  | Refusal
  | Report
  | Snapshot
  | TallyUpdate
  | Texts
  | Welcome;
/**
 * How many people have joined, gone or not: exactly, as of the room's last tick of 10 s.
 */
export type Joined = number;
/**
 * How many people are here, rounded to 5.
 */
export type Present = number;
export type RefusalCode =
  | "malformed_json"
  | "not_text"
  | "message_too_large"
  | "unknown_type"
  | "bad_message"
  | "wrong_version"
  | "hello_first"
  | "hello_twice"
  | "room_not_found"
  | "missing_capability"
  | "wrong_capability"
  | "wrong_secret"
  | "bad_ticket"
  | "room_locked"
  | "not_allowed"
  | "unknown_slide"
  | "unknown_question"
  | "unknown_item"
  | "question_not_open"
  | "question_closed"
  | "question_was_reset"
  | "response_released"
  | "closing_is_final"
  | "unknown_announcement"
  | "nothing_to_withdraw"
  | "wrong_kind"
  | "wrong_count"
  | "value_out_of_range"
  | "not_applicable_not_allowed"
  | "text_empty"
  | "text_too_long"
  | "words_full"
  | "texts_full"
  | "too_many_changes"
  | "log_full"
  | "room_ended"
  | "too_many_requests"
  | "room_full"
  | "server_full"
  | "not_kept"
  | "workspace_not_found"
  | "look_only"
  | "changed_meanwhile"
  | "workspace_full"
  | "others_can_edit"
  | "not_found"
  | "wrong_method"
  | "unsupported_media"
  | "pass_needed";
/**
 * How many people have joined, gone or not: exactly, as of the room's last tick of 10 s.
 */
export type Joined1 = number;
export type Tally = WordCloudTally | ScaleTally | FreeTextTally | ChoiceTally;
/**
 * Why there is no tally to see.
 */
export type Withheld = "not_revealed" | "until_enough" | "until_close" | "too_few" | null;
/**
 * Which state of the room this is; a later one is larger.
 */
export type Revision = number;
export type RoomPhase = "live" | "ended";
/**
 * As the server says it: every default filled in, a picture as a url.
 */
export type Slide = ContentSlide | WordCloudSlide | ScaleSlide | FreeTextSlide | ChoiceSlide;
/**
 * How a question's answers are protected: shown at once; only among 5 answers at the least of people who had joined by then; nothing before the close, and only among 10.
 */
export type Level = "open" | "protected" | "strict";
/**
 * Shown as they are released, or only when a facilitator reveals them.
 */
export type ResultsMode = "live" | "on_reveal";
/**
 * Of a statement or an option; unique within its question.
 */
export type PartId = string;
export type QuestionPhase = "waiting" | "open" | "closed";
/**
 * Of the people who had joined at the opening, how many have answered, as of the room's last tick of 10 s; null when the current slide is no open question.
 */
export type Progress = "few" | "about_half" | "most" | null;
/**
 * The answer to hello; a snapshot follows.
 */
export type Welcome = ParticipantWelcome | FacilitatorWelcome | ProjectorWelcome;
/**
 * As the server says it: upper case, no hyphen.
 */
export type RoomCode = string;
/**
 * A BCP 47 tag.
 */
export type Language = string;
export type HttpAnswer =
  | DeckChecked
  | DeckRefused
  | Kept
  | RoomOpened
  | RoomState
  | BoxVersions
  | Workspace
  | WorkspaceShown;
export type PhaseOfRoom = "live" | "ended";
/**
 * 128 bits in base64url without padding.
 */
export type Bits128 = string;
/**
 * Bytes that a browser has sealed, in base64url without padding. The server cannot read them.
 */
export type Opaque = string;
/**
 * What whoever has a link to a workspace may do.
 */
export type Right = "look" | "edit";
/**
 * 256 bits in base64url without padding.
 */
export type Bits256 = string;
export type SlideFile =
  ContentSlideFile | WordCloudSlideFile | ScaleSlideFile | FreeTextSlideFile | ChoiceSlideFile;
/**
 * What a room is opened with: a deck and the locks of capabilities that were made elsewhere; or a deck alone, whose capabilities the server makes.
 */
export type RoomRequest = LockedRoomRequest | DeckFile;

/**
 * Everything that crosses a wire.
 */
export interface Contract {
  client: ClientMessage;
  server: ServerMessage;
  http: HttpAnswer;
  deck: DeckFile;
  room: RoomRequest;
}
export interface GoTo {
  type: "control";
  id: MessageId;
  action: "go_to";
  slide: SlideId | null;
}
export interface ControlQuestion {
  type: "control";
  id: MessageId;
  action: "open" | "close" | "reveal" | "conceal" | "reset" | "offer";
  question: QuestionId;
}
export interface ControlItem {
  type: "control";
  id: MessageId;
  action: "hide" | "restore";
  question: QuestionId;
  /**
   * The key of a word or the id of a text.
   */
  item: string;
}
export interface ControlRoom {
  type: "control";
  id: MessageId;
  action: "end" | "forget" | "lock" | "unlock";
}
export interface ControlWall {
  type: "control";
  id: MessageId;
  action: "wall";
  wall: WallWish;
}
/**
 * What the projector is to show. `item` is the id of a text where `shows` is `text`, else null.
 */
export interface WallWish {
  shows: WallShows;
  /**
   * Counted from 0; a projector with fewer pages shows its last.
   */
  page: number;
  item: string | null;
}
export interface ParticipantHello {
  type: "hello";
  version: 1;
  role: "participant";
  code: TypedRoomCode;
  secret?: Capability;
  ticket?: Ticket;
}
export interface StaffHello {
  type: "hello";
  version: 1;
  role: "facilitator" | "projector";
  code: TypedRoomCode;
  capability: Capability;
}
/**
 * A participant asks: what is stored about me?
 */
export interface MineRequest {
  type: "mine";
  id: MessageId;
  question?: QuestionId;
}
/**
 * Asks for a sign of life.
 */
export interface Ping {
  type: "ping";
}
/**
 * Asks for a snapshot.
 */
export interface Resync {
  type: "resync";
}
/**
 * A participant's answer to a question; it replaces the earlier one. Words and texts are padded, and nothing else is.
 */
export interface Submit {
  type: "submit";
  id: MessageId;
  question: QuestionId;
  round: Round;
  announcement: Announcement;
  response: Response;
  pad?: Pad;
}
export interface WordCloudResponse {
  kind: "word_cloud";
  /**
   * @minItems 1
   * @maxItems 10
   */
  words: string[];
}
export interface ScaleResponse {
  kind: "scale";
  /**
   * One per statement, in order; three characters each, so that all answers are of one length. "---" leaves a statement out; at least one is not left out.
   *
   * @minItems 1
   * @maxItems 10
   */
  values: string[];
}
export interface FreeTextResponse {
  kind: "free_text";
  /**
   * @minItems 1
   * @maxItems 10
   */
  texts: string[];
}
export interface ChoiceResponse {
  kind: "choice";
  /**
   * One character per option, in order: 1 picked, 0 not.
   */
  picks: string;
}
/**
 * A facilitator asks for the texts that the tally leaves out: those after the first `from`.
 */
export interface TextsRequest {
  type: "texts";
  id: MessageId;
  question: QuestionId;
  from: Count;
}
/**
 * A participant takes an answer back.
 */
export interface Withdraw {
  type: "withdraw";
  id: MessageId;
  question: QuestionId;
  round: Round;
}
/**
 * The message with this id is done, and durable.
 */
export interface Ack {
  type: "ack";
  id: MessageId;
}
/**
 * Whether the server can keep what it is sent. Said when that changes, and after a welcome while it cannot.
 */
export interface LogState {
  type: "log";
  /**
   * False: nothing is taken until this is true again.
   */
  keeps: boolean;
}
/**
 * The sender's own stored answers.
 */
export interface Mine {
  type: "mine";
  id: MessageId;
  /**
   * @maxItems 200
   */
  records: StoredRecord[];
  pad: Pad;
}
export interface StoredRecord {
  question: QuestionId;
  round: Round;
  response: Response;
  announcement: Announcement;
  joined: Joined;
  released: boolean;
  /**
   * The literal record that the server holds.
   */
  stored: string;
}
/**
 * The answer to ping.
 */
export interface Pong {
  type: "pong";
}
/**
 * How many people are here, at most once in 10 s.
 */
export interface Presence {
  type: "presence";
  present: Present;
}
/**
 * It was not done, and why.
 */
export interface Refusal {
  type: "refusal";
  id?: MessageId;
  code: RefusalCode;
  /**
   * A sentence for a person.
   */
  message: string;
  /**
   * What would have been taken.
   */
  allowed: string;
  /**
   * The JSON path of the fault.
   */
  at?: string;
  /**
   * When to come back, in seconds.
   */
  retry_after_s?: number;
}
/**
 * The room has ended: every question's tally.
 */
export interface Report {
  type: "report";
  title: string;
  date: string;
  /**
   * @maxItems 200
   */
  questions: ReportedQuestion[];
}
export interface ReportedQuestion {
  id: QuestionId;
  joined?: Joined1;
  tally: Tally | null;
  withheld: Withheld;
}
export interface WordCloudTally {
  kind: "word_cloud";
  people: Count;
  /**
   * Most people first, those that equally many said by lot.
   */
  words: TalliedWord[];
  more: Count;
  /**
   * The room keeps no further new words.
   */
  full: boolean;
}
export interface TalliedWord {
  /**
   * The folded form; what `hide` and `restore` name.
   */
  key: string;
  /**
   * The spelling most used.
   */
  text: string;
  people: Count;
  /**
   * Said to facilitators only; everybody else does not get a hidden word.
   */
  hidden?: true;
}
export interface ScaleTally {
  kind: "scale";
  people: Count;
  /**
   * In the deck's order.
   *
   * @minItems 1
   * @maxItems 10
   */
  statements: TalliedStatement[];
}
export interface TalliedStatement {
  n: Count;
  not_applicable: Count;
  /**
   * Of the n numbers, to two decimals; null when n is 0.
   */
  mean: number | null;
  /**
   * How many people chose the value min + i.
   *
   * @minItems 2
   * @maxItems 101
   */
  distribution: Count[];
}
export interface FreeTextTally {
  kind: "free_text";
  people: Count;
  /**
   * Newest release first, those of one release by lot.
   */
  texts: TalliedText[];
  more: Count;
}
export interface TalliedText {
  /**
   * What `hide` and `restore` name.
   */
  id: string;
  text: string;
  /**
   * Said to facilitators only; everybody else does not get a hidden text.
   */
  hidden?: true;
}
export interface ChoiceTally {
  kind: "choice";
  people: Count;
  /**
   * How many people picked each option, in the deck's order.
   *
   * @minItems 2
   * @maxItems 20
   */
  options: Count[];
}
/**
 * The whole state for a role. `questions` and `progress` are there for facilitators only, `wall` for them and for projectors.
 */
export interface Snapshot {
  type: "snapshot";
  revision: Revision;
  phase: RoomPhase;
  present: Present;
  joined: Joined;
  /**
   * Nobody new is let in.
   */
  locked: boolean;
  slide: Slide | null;
  position: Position | null;
  question: QuestionState | null;
  tally: Tally | null;
  withheld: Withheld;
  /**
   * @maxItems 200
   */
  questions?: QuestionOverview[];
  progress?: Progress;
  wall?: Wall;
}
export interface ContentSlide {
  kind: "content";
  id: SlideId;
  title: string;
  markdown: string;
  picture?: Picture;
  video?: Video;
  warning?: string;
  /**
   * Only in the deck that a facilitator gets, never in a snapshot.
   */
  notes?: string;
}
export interface Picture {
  /**
   * A path on the server that sent it.
   */
  url: string;
  alt: string;
}
/**
 * Shown as a link, never embedded.
 */
export interface Video {
  url: string;
  /**
   * Up to 120 grapheme clusters.
   */
  title: string;
}
export interface WordCloudSlide {
  kind: "word_cloud";
  id: SlideId;
  prompt: string;
  entries: number;
  level: Level;
  results: ResultsMode;
  warning?: string;
  /**
   * Only in the deck that a facilitator gets, never in a snapshot.
   */
  notes?: string;
}
export interface ScaleSlide {
  kind: "scale";
  id: SlideId;
  prompt: string;
  /**
   * @minItems 1
   * @maxItems 10
   */
  statements: Statement[];
  range: Range;
  not_applicable: boolean;
  level: Level;
  results: ResultsMode;
  warning?: string;
  /**
   * Only in the deck that a facilitator gets, never in a snapshot.
   */
  notes?: string;
}
export interface Statement {
  id: PartId;
  /**
   * Up to 200 grapheme clusters.
   */
  text: string;
}
export interface Range {
  min: number;
  max: number;
  min_label: string;
  max_label: string;
}
export interface FreeTextSlide {
  kind: "free_text";
  id: SlideId;
  prompt: string;
  answers: number;
  /**
   * In grapheme clusters.
   */
  max_length: number;
  level: Level;
  results: ResultsMode;
  warning?: string;
  /**
   * Only in the deck that a facilitator gets, never in a snapshot.
   */
  notes?: string;
}
export interface ChoiceSlide {
  kind: "choice";
  id: SlideId;
  prompt: string;
  /**
   * @minItems 2
   * @maxItems 20
   */
  options: Option[];
  select: "one" | "several";
  level: Level;
  results: ResultsMode;
  warning?: string;
  /**
   * Only in the deck that a facilitator gets, never in a snapshot.
   */
  notes?: string;
}
export interface Option {
  id: PartId;
  /**
   * Up to 200 grapheme clusters.
   */
  text: string;
}
export interface Position {
  index: number;
  count: number;
}
export interface QuestionState {
  id: QuestionId;
  round: Round;
  phase: QuestionPhase;
  revealed: boolean;
  announcement: Announcement;
  joined: Joined;
  joined_at_opening: Count;
  offers: Count;
  k: 1 | 5 | 10;
}
export interface QuestionOverview {
  id: QuestionId;
  round: Round;
  phase: QuestionPhase;
  revealed: boolean;
}
/**
 * What the projector shows: the slide, and of what does not fit on it the page; the way in; nothing; or one text, which stands in `text`.
 */
export interface Wall {
  shows: WallShows;
  /**
   * Counted from 0; a projector with fewer pages shows its last.
   */
  page: number;
  item: string | null;
  text: string | null;
}
/**
 * The whole tally of the current question. `progress` is there for facilitators only.
 */
export interface TallyUpdate {
  type: "tally";
  revision: Revision;
  question: QuestionId;
  round: Round;
  tally: Tally | null;
  withheld: Withheld;
  progress?: Progress;
}
/**
 * A page of a question's texts, in the order of its tally; hidden ones are marked. `tally.more` counts those after the page.
 */
export interface Texts {
  type: "texts";
  id: MessageId;
  question: QuestionId;
  round: Round;
  from: Count;
  tally: FreeTextTally;
}
export interface ParticipantWelcome {
  type: "welcome";
  version: 1;
  role: "participant";
  room: Room;
  ticket?: Ticket;
}
export interface Room {
  code: RoomCode;
  title: string;
  language: Language;
}
export interface FacilitatorWelcome {
  type: "welcome";
  version: 1;
  role: "facilitator";
  room: Room;
  deck: Deck;
  links: Links;
  ends_after?: EndsAfter;
}
/**
 * As the server says it to a facilitator: every default filled in, pictures as urls.
 */
export interface Deck {
  format: "candour.deck/1";
  title: string;
  language: Language;
  /**
   * @minItems 1
   * @maxItems 200
   */
  slides: Slide[];
}
/**
 * Paths; the page puts its own origin before them.
 */
export interface Links {
  join: string;
  projector: string | null;
}
/**
 * After how many hours without use the room ends by itself, once somebody has joined it and before that. It does not while a facilitator's page is connected. Left out once it has ended.
 */
export interface EndsAfter {
  idle_h: number;
  unused_h: number;
}
export interface ProjectorWelcome {
  type: "welcome";
  version: 1;
  role: "projector";
  room: Room;
  links: Links;
}
/**
 * HTTP 200: nothing is wrong with the deck.
 */
export interface DeckChecked {
  type: "deck_checked";
  slides: number;
  questions: number;
}
/**
 * HTTP 422: every fault of a deck at once.
 */
export interface DeckRefused {
  type: "deck_refused";
  message: string;
  /**
   * @minItems 1
   */
  errors: DeckError[];
}
export interface DeckError {
  at: string;
  message: string;
  allowed: string;
}
/**
 * A change was written, and made this revision.
 */
export interface Kept {
  type: "kept";
  revision: number;
}
/**
 * HTTP 201, the answer to a deck. The links are shown once. Where the request had locks, the join link alone is here: the others carry what only whoever opened the room knows.
 */
export interface RoomOpened {
  type: "room_opened";
  code: RoomCode;
  links: FullLinks;
}
export interface FullLinks {
  join: string;
  facilitator?: string;
  projector?: string;
}
/**
 * Whether a room is live or has ended, for lists of rooms.
 */
export interface RoomState {
  type: "room_state";
  phase: PhaseOfRoom;
}
/**
 * The versions of a box that are kept, the newest first.
 */
export interface BoxVersions {
  type: "versions";
  /**
   * @minItems 1
   * @maxItems 50
   */
  versions: BoxEntry[];
}
/**
 * What a list shows of a box.
 */
export interface BoxEntry {
  id: Bits128;
  revision: number;
  label: Opaque;
}
/**
 * What a workspace is besides its boxes: its name and its links, each with the keys sealed to it. Sent to make a workspace, or to change all of that in one step.
 */
export interface Workspace {
  type: "workspace";
  about: Opaque;
  names: Opaque;
  /**
   * @minItems 1
   * @maxItems 50
   */
  links: WorkspaceLink[];
}
export interface WorkspaceLink {
  id: Bits128;
  right: Right;
  token_hash: Bits256;
  keyring: Opaque;
}
/**
 * A workspace as somebody with a link is shown it. Without names, and with no link but the own one, for who may only look.
 */
export interface WorkspaceShown {
  type: "workspace_shown";
  link: Bits128;
  right: Right;
  revision: number;
  bytes: number;
  bytes_allowed: number;
  about: Opaque;
  names?: Opaque;
  /**
   * @minItems 1
   * @maxItems 50
   */
  links: WorkspaceLink[];
  /**
   * @maxItems 500
   */
  boxes: BoxEntry[];
}
/**
 * A deck as a person writes it: what has a default may be left out. Level: protected; results: live.
 */
export interface DeckFile {
  format: "candour.deck/1";
  /**
   * 1-120 grapheme clusters.
   */
  title: string;
  language?: Language;
  /**
   * @minItems 1
   * @maxItems 200
   */
  slides: SlideFile[];
}
export interface ContentSlideFile {
  kind: "content";
  id: SlideId;
  /**
   * 1-120 grapheme clusters.
   */
  title: string;
  /**
   * Up to 4,000 grapheme clusters of Markdown: headings, emphasis, lists, links to https and mailto, block quotes, code and tables. No HTML; a line's end is a line's end.
   */
  markdown?: string;
  picture?: PictureFile;
  video?: Video;
  /**
   * 1-300 grapheme clusters.
   */
  warning?: string;
  /**
   * 1-2,000 grapheme clusters; for facilitators alone.
   */
  notes?: string;
}
export interface PictureFile {
  /**
   * PNG, JPEG, WebP or GIF, at most 1 MB: a data URI or, in a deck file, a path beside it.
   */
  src: string;
  /**
   * 1-300 grapheme clusters.
   */
  alt: string;
}
export interface WordCloudSlideFile {
  kind: "word_cloud";
  id: SlideId;
  /**
   * 1-300 grapheme clusters.
   */
  prompt: string;
  entries?: number;
  level?: Level;
  results?: ResultsMode;
  /**
   * 1-300 grapheme clusters.
   */
  warning?: string;
  /**
   * 1-2,000 grapheme clusters; for facilitators alone.
   */
  notes?: string;
}
export interface ScaleSlideFile {
  kind: "scale";
  id: SlideId;
  /**
   * 1-300 grapheme clusters.
   */
  prompt: string;
  /**
   * @minItems 1
   * @maxItems 10
   */
  statements: Statement[];
  range?: RangeFile;
  not_applicable?: boolean;
  level?: Level;
  results?: ResultsMode;
  /**
   * 1-300 grapheme clusters.
   */
  warning?: string;
  /**
   * 1-2,000 grapheme clusters; for facilitators alone.
   */
  notes?: string;
}
/**
 * min is less than max.
 */
export interface RangeFile {
  min?: number;
  max?: number;
  /**
   * Up to 60 grapheme clusters.
   */
  min_label?: string;
  /**
   * Up to 60 grapheme clusters.
   */
  max_label?: string;
}
export interface FreeTextSlideFile {
  kind: "free_text";
  id: SlideId;
  /**
   * 1-300 grapheme clusters.
   */
  prompt: string;
  answers?: number;
  max_length?: number;
  level?: Level;
  results?: ResultsMode;
  /**
   * 1-300 grapheme clusters.
   */
  warning?: string;
  /**
   * 1-2,000 grapheme clusters; for facilitators alone.
   */
  notes?: string;
}
export interface ChoiceSlideFile {
  kind: "choice";
  id: SlideId;
  /**
   * 1-300 grapheme clusters.
   */
  prompt: string;
  /**
   * @minItems 2
   * @maxItems 20
   */
  options: Option[];
  select?: "one" | "several";
  level?: Level;
  results?: ResultsMode;
  /**
   * 1-300 grapheme clusters.
   */
  warning?: string;
  /**
   * 1-2,000 grapheme clusters; for facilitators alone.
   */
  notes?: string;
}
export interface LockedRoomRequest {
  deck: DeckFile;
  locks: RoomLocks;
}
/**
 * 32 bytes each, in base64url. None of them opens anything.
 */
export interface RoomLocks {
  /**
   * SHA-256 of the token that a facilitator says in hello.
   */
  facilitator: string;
  /**
   * SHA-256 of the projector's capability.
   */
  projector: string;
  /**
   * The public half of the X25519 key pair that follows from the facilitators' capability.
   */
  results: string;
}
