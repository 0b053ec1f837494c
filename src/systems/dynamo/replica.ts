/**
 * A replica of every key: keeps versions on disk before it acknowledges them (DeCandia et al., SOSP
 * 2007, sections 4.4 and 4.5).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Context, Node } from '../../simulator/node.js';
import type { Message } from './messages.js';
import { valuesOf, withVersion, type Version } from './versions.js';

/**
 * A tombstone may go when every replica has it or what replaced it. Nobody knows when that is, so
 * it is kept for longer than any replica is away: ten days, as Cassandra's `gc_grace_seconds` has
 * it.
 */
const GRACE_US = 864_000_000_000;
const GRACE_TOO_SHORT_US = 20_000;

type Ctx = Context<Message>;

/** Stores and answers; clients do the rest. */
export class Replica implements Node<Message> {
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  message(ctx: Ctx, from: string, body: Message): void {
    switch (body.type) {
      case 'fetch': {
        const { operation, key } = body;
        return ctx.send(from, { type: 'fetched', operation, versions: this.read(ctx, key) });
      }
      case 'store': {
        const { operation } = body;
        this.store(ctx, body.key, body.versions);
        return ctx.disk.sync(() => ctx.send(from, { type: 'stored', operation }));
      }
      case 'repair':
        this.store(ctx, body.key, body.versions);
        return ctx.disk.sync(() => {});
      default:
        return;
    }
  }

  /** The timer has the name of the key. */
  timer(ctx: Ctx, key: string): void {
    const kept = this.read(ctx, key).filter(({ isTombstone }) => !isTombstone);
    ctx.disk.write(key, kept);
    ctx.disk.sync(() => {});
  }

  inspect(): string {
    return this.shown;
  }

  private store(ctx: Ctx, key: string, versions: readonly Version[]): void {
    const held = this.read(ctx, key);
    let kept = held;
    for (const version of versions) {
      const next = withVersion(kept, version);
      kept = next !== kept && this.bugs.has('sibling-dropped') ? [version] : next;
    }
    if (kept === held) return;
    if (kept.length > 1) ctx.sometimes('siblings kept');
    ctx.disk.write(key, kept);
    this.shown = canonicalKey(valuesOf(kept));
    if (kept.every(({ isTombstone }) => !isTombstone)) return;
    const isShort = this.bugs.has('tombstone-dropped');
    ctx.setTimer(key, isShort ? GRACE_TOO_SHORT_US : GRACE_US);
  }

  private read(ctx: Ctx, key: string): readonly Version[] {
    return (ctx.disk.read(key) as readonly Version[] | undefined) ?? [];
  }
}
