/** The one end of a socket whose other end is a preview room. It takes WebSocket's place in the preview's frames. */
import type { ClientMessage, ServerMessage } from '@protocol/messages';
import { answerTo, ordered, snapshot, welcome, type Role, type Shown } from './preview-room';

/** Owner: the preview's page. Thread: its own. Lifetime: the page's. */
export class PreviewRoom {
  private revision = 1;
  private hear: ((message: ServerMessage) => void) | null = null;

  constructor(
    private readonly role: Role,
    private shown: Shown,
  ) {}

  /** What the editor shows now. */
  show(shown: Shown): void {
    const isSameRoom = shown.deck.title === this.shown.deck.title && this.role !== 'facilitator';
    this.shown = shown;
    if (!isSameRoom) this.hear?.(welcome(this.role, shown));
    this.tell();
  }

  /** For connection/, which makes its sockets itself. */
  takePlaceOfSockets(): void {
    const join = (hear: (message: ServerMessage) => void) => {
      this.hear = hear;
    };
    const say = (message: ClientMessage) => this.take(message);
    class PreviewSocket {
      static readonly OPEN = 1;
      readyState = 0;
      onopen: (() => void) | null = null;
      onclose: ((event: { code: number }) => void) | null = null;
      onmessage: ((event: { data: string }) => void) | null = null;
      constructor() {
        queueMicrotask(() => {
          this.readyState = PreviewSocket.OPEN;
          join((message) => this.onmessage?.({ data: JSON.stringify(message) }));
          this.onopen?.();
        });
      }
      send(text: string): void {
        const message = JSON.parse(text) as ClientMessage;
        queueMicrotask(() => say(message));
      }
      close(): void {
        this.readyState = 3;
      }
    }
    Object.assign(window, { WebSocket: PreviewSocket });
  }

  private take(message: ClientMessage): void {
    if (message.type === 'hello') this.hear?.(welcome(this.role, this.shown));
    const answer = answerTo(message);
    if (answer !== null) this.hear?.(answer);
    if (message.type === 'control') this.shown = ordered(this.shown, message);
    if (['hello', 'resync', 'control'].includes(message.type)) this.tell();
  }

  private tell(): void {
    this.revision += 1;
    this.hear?.(snapshot(this.role, this.shown, this.revision));
  }
}
