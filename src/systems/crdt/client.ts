/**
 * A client that stays with one server, and asks it again until it answers: another would not know
 * that an update may be the second.
 */

import type { RequestMessage } from '../../simulator/messages.js';
import type { Answer, Context, Node, Request } from '../../simulator/node.js';

const RETRY_US = 30_000;

/** Runs one operation at a time. */
export class HomeClient implements Node {
  private current: Request | undefined;
  private asked = 0;

  request(ctx: Context, _client: string, request: Request): void {
    this.current = request;
    this.asked = 0;
    this.ask(ctx, request);
  }

  answer(ctx: Context, _from: string, operation: number, answer: Answer): void {
    if (this.current?.id !== operation) return;
    // That a server cannot be found says nothing of the requests before this one.
    if (answer.type === 'fail' && this.asked > 1) return;
    this.current = undefined;
    ctx.clearTimer('retry');
    ctx.reply(ctx.self, operation, answer);
  }

  timer(ctx: Context): void {
    if (this.current !== undefined) this.ask(ctx, this.current);
  }

  private ask(ctx: Context, request: Request): void {
    this.asked++;
    const home = Number(ctx.self.slice(1)) % ctx.servers.length;
    const message: RequestMessage = { type: 'request', request };
    ctx.send(ctx.servers[home] as string, message);
    ctx.setTimer('retry', RETRY_US);
  }
}
