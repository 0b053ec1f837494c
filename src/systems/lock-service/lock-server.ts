/**
 * The lock server: leases (Gray and Cheriton, "Leases: An Efficient Fault-Tolerant Mechanism for
 * Distributed File Cache Consistency", SOSP 1989) with a sequencer for each grant (Burrows, "The
 * Chubby Lock Service", OSDI 2006, section 2.4). Time is that of the monotonic clock: a wall clock
 * may jump. After a crash every lease that may be out is waited for.
 */

import type { Context, Node } from '../../simulator/node.js';
import { LEASE_US, type LockMessage } from './messages.js';

type Ctx = Context<LockMessage>;

/** What is on disk of a lock: the last token, and whose it is. */
interface Grant {
  readonly token: number;
  readonly owner: string | null;
}

/** Grants each lock to one owner at a time. */
export class LockServer implements Node<LockMessage> {
  /** By lock: when its lease ends. */
  private readonly endsUs = new Map<string, number>();
  private startedUs = 0;
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Ctx): void {
    this.startedUs = this.now(ctx);
  }

  message(ctx: Ctx, from: string, body: LockMessage): void {
    if (body.type === 'acquire') this.acquire(ctx, from, body.lock, body.owner, body.ask);
    if (body.type === 'release') this.release(ctx, body.lock, body.owner);
  }

  inspect(): string {
    return this.shown;
  }

  private acquire(ctx: Ctx, client: string, lock: string, owner: string, ask: number): void {
    const held = grantOf(ctx, lock);
    if (held.owner !== null && held.owner !== owner) {
      if (this.now(ctx) < this.endOf(lock)) return ctx.send(client, { type: 'busy', owner, ask });
      ctx.sometimes('lease expired');
    }
    const token = held.owner === owner ? held.token : held.token + 1;
    this.keep(ctx, lock, { token, owner });
    // Nobody else may have it while the grant is on its way to the disk.
    this.endsUs.set(lock, Infinity);
    ctx.disk.sync(() => {
      if (grantOf(ctx, lock).token !== token || grantOf(ctx, lock).owner !== owner) return;
      this.endsUs.set(lock, this.now(ctx) + LEASE_US);
      ctx.send(client, { type: 'granted', owner, ask, token });
    });
  }

  private release(ctx: Ctx, lock: string, owner: string): void {
    const { token, owner: holder } = grantOf(ctx, lock);
    if (holder !== owner) {
      ctx.sometimes('release by another than the holder');
      if (!this.bugs.has('anyone-releases')) return;
    }
    this.keep(ctx, lock, { token, owner: null });
  }

  private keep(ctx: Ctx, lock: string, grant: Grant): void {
    ctx.disk.write(lock, grant);
    this.shown = `${lock} ${grant.owner ?? 'free'} #${grant.token}`;
  }

  /** A lease that was granted before a crash may have been granted just before it. */
  private endOf(lock: string): number {
    return this.endsUs.get(lock) ?? this.startedUs + LEASE_US;
  }

  private now(ctx: Ctx): number {
    return this.bugs.has('wall-clock-lease') ? ctx.wallUs() : ctx.monotonicUs();
  }
}

function grantOf(ctx: Ctx, lock: string): Grant {
  return (ctx.disk.read(lock) as Grant | undefined) ?? { token: 0, owner: null };
}
