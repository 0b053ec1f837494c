/**
 * The store that a lock guards. It does not trust holders to know whether they still are: each
 * access carries the token of its grant, and after one token no lower one is let in (fencing:
 * Kleppmann, "How to do distributed locking", 2016; the sequencers of Burrows, OSDI 2006, section
 * 2.4).
 */

import type { Context, Node } from '../../simulator/node.js';
import type { LockMessage, StoreRequest } from './messages.js';

type Ctx = Context<LockMessage>;

/** A sum for each key. */
export class GuardedStore implements Node<LockMessage> {
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  message(ctx: Ctx, from: string, body: LockMessage): void {
    if (body.type === 'load') this.load(ctx, from, body);
    if (body.type === 'save') this.save(ctx, from, body);
  }

  inspect(): string {
    return this.shown;
  }

  private load(ctx: Ctx, client: string, { key, owner, token }: Load): void {
    if (token !== null && !this.admits(ctx, key, token)) {
      return this.reject(ctx, client, owner, 'load');
    }
    const value = (ctx.disk.read(`sum/${key}`) as number | undefined) ?? 0;
    // Neither the sum nor the token that was let in may be forgotten in a crash.
    ctx.disk.sync(() => ctx.send(client, { type: 'loaded', owner, value }));
  }

  private save(ctx: Ctx, client: string, { key, owner, token, value }: Save): void {
    const done = `done/${owner}`;
    if (ctx.disk.read(done) === undefined) {
      if (!this.admits(ctx, key, token)) return this.reject(ctx, client, owner, 'save');
      ctx.disk.write(`sum/${key}`, value);
      ctx.disk.write(done, true);
      this.shown = `${key}=${value}`;
    }
    ctx.disk.sync(() => ctx.send(client, { type: 'saved', owner }));
  }

  /** The token that is higher must be durable, or a late copy could still be let in. */
  private reject(ctx: Ctx, client: string, owner: string, what: 'load' | 'save'): void {
    ctx.disk.sync(() => ctx.send(client, { type: 'rejected', owner, what }));
  }

  /** Whether no later holder has been here; from now on no earlier one may come. */
  private admits(ctx: Ctx, key: string, token: number): boolean {
    const fence = (ctx.disk.read(`fence/${key}`) as number | undefined) ?? 0;
    if (token < fence) ctx.sometimes('holder of an old lease');
    if (token < fence && !this.bugs.has('no-fencing')) return false;
    if (token > fence) ctx.disk.write(`fence/${key}`, token);
    return true;
  }
}

type Load = Extract<StoreRequest, { type: 'load' }>;
type Save = Extract<StoreRequest, { type: 'save' }>;
