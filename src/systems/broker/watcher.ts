/**
 * A client's end of a stream of processed messages. Batches count as they come in order; when the
 * next one stays away the stream is opened anew, from the first message that has not been seen.
 */

import type { Context } from '../../simulator/node.js';
import type { BrokerMessage, Item } from './messages.js';

type Ctx = Context<BrokerMessage>;

/** After so long without the next batch the connection is taken for broken. */
const SILENCE_US = 35_000;

type Batch = Extract<BrokerMessage, { type: 'batch' }>;

/** Watches one topic. */
export class Watcher {
  private connection = 0;
  private sequence = 0;
  private early = new Map<number, Batch>();
  private position = 0;
  private unread: Item[] = [];
  /** Whether it has ever heard from the broker. */
  isLive = false;
  /** Whether all that was sent when the broker last spoke has come; set to listen anew. */
  isCurrent = false;

  constructor(
    private readonly topic: string,
    private readonly bugs: ReadonlySet<string>,
  ) {}

  /** Opens the stream, or opens it again. */
  connect(ctx: Ctx): void {
    const again = this.connection > 0;
    if (again) ctx.sometimes('watched again');
    const { topic } = this;
    const connection = ++this.connection;
    this.sequence = 0;
    this.early = new Map();
    const from = again ? this.resumeFrom() : 0;
    ctx.send(ctx.servers[0] as string, { type: 'watch', topic, connection, from });
    ctx.setTimer(`silence ${topic}`, SILENCE_US);
  }

  take(ctx: Ctx, batch: Batch): void {
    if (batch.connection !== this.connection || batch.sequence < this.sequence) return;
    this.early.set(batch.sequence, batch);
    for (;;) {
      const next = this.early.get(this.sequence);
      if (next === undefined) return;
      this.early.delete(this.sequence++);
      this.unread.push(...next.items);
      this.position = next.start + next.items.length;
      this.isLive = true;
      this.isCurrent = this.position >= next.sent;
      ctx.setTimer(`silence ${this.topic}`, SILENCE_US);
    }
  }

  /** What came since the last call. */
  read(): Item[] {
    const { unread } = this;
    this.unread = [];
    return unread;
  }

  private resumeFrom(): number | null {
    if (this.bugs.has('resume-at-end')) return null;
    if (this.bugs.has('resume-at-last-seen')) return Math.max(0, this.position - 1);
    return this.position;
  }
}
