/**
 * The two kinds of servers: a store, which keeps values on disk, and caches, which keep copies in
 * memory and give leases to who may fill a gap (Nishtala et al., "Scaling Memcache at Facebook",
 * NSDI 2013, section 3.2.1).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Context, Node } from '../../simulator/node.js';
import type { Ask, Message, Outcome } from './messages.js';

type Ctx = Context<Message>;

/** Who holds a lease for so long without filling the gap has lost it. */
const LEASE_US = 40_000;

function tell(ctx: Ctx, client: string, { operation, step }: Ask, outcome: Outcome): void {
  ctx.send(client, { type: 'told', operation, step, outcome });
}

interface Saved {
  readonly operation: number;
  readonly key: string;
  readonly value: Value;
}

/** One store for all. What it shows is on disk. */
export class Store implements Node<Message> {
  private log: readonly Saved[] = [];
  private readonly values = new Map<string, Value>();
  private applied = 0;

  start(ctx: Ctx): void {
    this.log = (ctx.disk.read('log') as readonly Saved[] | undefined) ?? [];
    this.apply(this.log.length);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    if (body.type === 'load') {
      tell(ctx, from, body, { kind: 'value', value: this.values.get(body.key) ?? null });
    } else if (body.type === 'save') {
      this.save(ctx, body);
      const { length } = this.log;
      ctx.disk.sync(() => {
        this.apply(length);
        tell(ctx, from, body, { kind: 'done' });
      });
    }
  }

  inspect(): string {
    return this.values.size === 0 ? '' : canonicalKey([...this.values.values()]);
  }

  /** Once, however often it is asked. */
  private save(ctx: Ctx, { operation, key, value }: Ask & { readonly type: 'save' }): void {
    if (this.log.some((saved) => saved.operation === operation)) return;
    this.log = [...this.log, { operation, key, value }];
    ctx.disk.write('log', this.log);
  }

  private apply(length: number): void {
    for (; this.applied < length; this.applied++) {
      const { key, value } = this.log[this.applied]!;
      this.values.set(key, value);
    }
  }
}

interface Lease {
  readonly token: string;
  readonly untilUs: number;
}

/** A cache: forgets everything in a crash. */
export class Cache implements Node<Message> {
  private readonly copies = new Map<string, Value>();
  private readonly leases = new Map<string, Lease>();
  private issued = 0;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  message(ctx: Ctx, from: string, body: Message): void {
    if (body.type === 'get') tell(ctx, from, body, this.get(ctx, body.key));
    else if (body.type === 'fill') tell(ctx, from, body, this.fill(ctx, body));
    else if (body.type === 'delete') {
      this.copies.delete(body.key);
      this.leases.delete(body.key);
      tell(ctx, from, body, { kind: 'done' });
    }
  }

  inspect(): string {
    return canonicalKey([...this.copies.values()]);
  }

  private get(ctx: Ctx, key: string): Outcome {
    const copy = this.copies.get(key);
    if (copy !== undefined) return { kind: 'value', value: copy };
    const nowUs = ctx.monotonicUs();
    if (nowUs < (this.leases.get(key)?.untilUs ?? 0)) return { kind: 'wait' };
    // Not only unique: a lease from before a crash must be refused too.
    const token = `${ctx.incarnation}/${++this.issued}`;
    this.leases.set(key, { token, untilUs: nowUs + LEASE_US });
    return { kind: 'lease', token };
  }

  private fill(ctx: Ctx, { key, token, value }: Ask & { readonly type: 'fill' }): Outcome {
    const isHolder = this.leases.get(key)?.token === token;
    if (!isHolder && !this.bugs.has('no-lease')) {
      ctx.sometimes('fill without a lease');
      return { kind: 'refused' };
    }
    if (isHolder) this.leases.delete(key);
    this.copies.set(key, value);
    return { kind: 'done' };
  }
}
