/**
 * Hand-made clusters for the tests of the matchers: one copy of each register on n0, to which the
 * other servers refer.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Answer, Context, Node, Request } from '../../src/simulator/node.js';
import { notHere } from '../../src/simulator/request-client.js';

/** Answers once a write is on disk; the lossy one answers before, and forgets in a crash. */
export class SingleCopy implements Node {
  constructor(private readonly syncs: boolean) {}

  request(ctx: Context, client: string, { id, f, key, value }: Request): void {
    if (ctx.self !== 'n0') return ctx.reply(client, id, notHere('n0'));
    const name = canonicalKey(key ?? null);
    if (f === 'read') {
      const found = (ctx.disk.read(name) ?? null) as Request['value'];
      return this.settle(ctx, client, id, { type: 'ok', value: found });
    }
    // A retry of a write that was done long ago must not bring its value back.
    const done = `done ${id}`;
    if (ctx.disk.read(done) === undefined) {
      ctx.disk.write(done, true);
      ctx.disk.write(name, value);
    }
    this.settle(ctx, client, id, { type: 'ok', value });
  }

  private settle(ctx: Context, client: string, id: number, answer: Answer): void {
    if (!this.syncs) return ctx.reply(client, id, answer);
    ctx.disk.sync(() => ctx.reply(client, id, answer));
  }
}

/** Refuses everything: a cluster that nothing can be said of. */
export class Refuser implements Node {
  request(ctx: Context, client: string, { id }: Request): void {
    ctx.reply(client, id, { type: 'fail', error: 'closed' });
  }
}
