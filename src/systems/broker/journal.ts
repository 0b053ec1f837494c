/**
 * The broker's journal: records on disk, in order, each with a checksum, so that recovery stops
 * before one that was half written. Whoever waits for a record hears of it once it is durable. A
 * sync that failed made nothing durable, and does not tell what it lost: everything since the last
 * good one is written again (Rebello et al., "Can Applications Recover from fsync Failures?",
 * USENIX ATC 2020).
 */

import { checksum } from '../../simulator/checksum.js';
import type { Body, Context } from '../../simulator/node.js';

interface Stored<Record> {
  /** Of the record and of the checksum before it: what an earlier life left behind does not fit. */
  readonly checksum: number;
  /** Last, as a write that is cut short would have it. */
  readonly record: Record;
}

/** Records of one server. */
export class Journal<Record, Message extends Body> {
  private readonly records: Record[] = [];
  private readonly checksums: number[] = [];
  private durable = 0;
  private isFlushing = false;
  private waiting: { readonly count: number; readonly tell: () => void }[] = [];

  constructor(private readonly bugs: ReadonlySet<string>) {}

  /** Reads what is on disk, at the start; calls `take` for each record. */
  load(ctx: Context<Message>, take: (record: Record) => void): void {
    for (;;) {
      const stored = ctx.disk.read(`log/${this.records.length}`) as Stored<Record> | undefined;
      if (stored === undefined) break;
      if (!this.bugs.has('no-checksum') && stored.checksum !== this.checksumOf(stored.record)) {
        ctx.sometimes('torn record');
        break;
      }
      this.add(stored.record);
      take(stored.record);
    }
    this.durable = this.records.length;
  }

  append(ctx: Context<Message>, record: Record): void {
    this.add(record);
    this.write(ctx, this.records.length - 1);
  }

  /** Calls `then` when every record so far is durable. */
  settle(ctx: Context<Message>, then: () => void): void {
    if (this.bugs.has('ack-before-fsync')) {
      then();
      ctx.disk.sync(() => undefined);
      return;
    }
    this.waiting.push({ count: this.records.length, tell: then });
    if (!this.isFlushing) this.flush(ctx);
  }

  /** One at a time: the success of a later sync would say nothing of what an earlier one lost. */
  private flush(ctx: Context<Message>): void {
    const count = this.records.length;
    this.isFlushing = true;
    ctx.disk.sync((error) => {
      this.isFlushing = false;
      if (error !== undefined && !this.bugs.has('ignores-disk-error')) {
        ctx.sometimes('sync failed');
        for (let at = this.durable; at < this.records.length; at++) this.write(ctx, at);
        return this.flush(ctx);
      }
      this.durable = Math.max(this.durable, count);
      const done = this.waiting.filter((each) => each.count <= this.durable);
      this.waiting = this.waiting.filter((each) => each.count > this.durable);
      for (const { tell } of done) tell();
      if (this.waiting.length > 0 && !this.isFlushing) this.flush(ctx);
    });
  }

  private write(ctx: Context<Message>, at: number): void {
    ctx.disk.write(`log/${at}`, { checksum: this.checksums[at], record: this.records[at] });
  }

  private add(record: Record): void {
    this.checksums.push(this.checksumOf(record));
    this.records.push(record);
  }

  /** What the checksum of the next record is. */
  private checksumOf(record: Record): number {
    return checksum([this.checksums.at(-1) ?? 0, record]);
  }
}
