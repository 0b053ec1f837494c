/**
 * One topic: what was sent, what waits, what was processed. A message that a worker took stays at
 * its place until it is removed, and nothing behind it is handed out before: the order of the first
 * is that of the last.
 */

import type { Value } from '../../history/value.js';
import type { Item } from './messages.js';

/** What happened to a topic, as the journal keeps it. */
export type TopicRecord =
  | {
      readonly kind: 'sent';
      readonly topic: string;
      readonly operation: number;
      readonly value: Value;
    }
  | {
      readonly kind: 'published';
      readonly topic: string;
      readonly offset: number;
      readonly value: Value;
    }
  | { readonly kind: 'removed'; readonly topic: string; readonly offset: number };

/** The state that its records make. */
export class Topic {
  private readonly values: Value[] = [];
  private readonly offsets = new Map<number, number>();
  private readonly published = new Set<number>();
  /** Offsets that nobody has removed. */
  private waiting: number[] = [];
  /** The offset that a worker has. */
  taken: number | undefined;
  /** What was processed, in the order in which it was. */
  readonly output: Item[] = [];
  /** How many of the messages that were sent are durable, and may be handed out. */
  durable = 0;
  /** How much of the output is durable, and may be shown. */
  shown = 0;

  apply(record: TopicRecord): void {
    if (record.kind === 'sent') {
      this.offsets.set(record.operation, this.values.length);
      this.waiting.push(this.values.length);
      this.values.push(record.value);
    } else if (record.kind === 'published') {
      this.published.add(record.offset);
      this.output.push([record.offset, record.value]);
    } else {
      this.waiting = this.waiting.filter((offset) => offset !== record.offset);
      if (this.taken === record.offset) this.taken = undefined;
    }
  }

  /** How many messages were sent. */
  get size(): number {
    return this.values.length;
  }

  /** Where the message of this operation is; `undefined` if it was not sent yet. */
  offsetOf(operation: number): number | undefined {
    return this.offsets.get(operation);
  }

  isPublished(offset: number): boolean {
    return this.published.has(offset);
  }

  isRemoved(offset: number): boolean {
    return offset < this.values.length && !this.waiting.includes(offset);
  }

  /** Takes the first message, unless one is taken already. */
  take(): Item | undefined {
    const [first] = this.waiting;
    if (this.taken !== undefined || first === undefined || first >= this.durable) return undefined;
    this.taken = first;
    return [first, this.values[first] as Value];
  }

  /** Puts back what was taken: at its place, or, wrongly, behind all others. */
  putBack(atTail: boolean): void {
    const { taken } = this;
    this.taken = undefined;
    if (!atTail || taken === undefined) return;
    this.waiting = [...this.waiting.filter((offset) => offset !== taken), taken];
  }
}
