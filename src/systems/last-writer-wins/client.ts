/**
 * A client that changes servers and takes along what it has seen, its context (Lloyd et al., SOSP
 * 2011, section 4.2).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import { join, type VersionVector } from '../version-vector.js';
import type { Message } from './messages.js';

const RETRY_US = 30_000;

/** One in so many operations goes to another server than the last. */
const ROAMING = 8;

/** Runs one operation at a time; late answers to earlier ones are ignored. */
export class RoamingClient implements Node<Message> {
  private target = -1;
  private current: Request | undefined;
  private context: VersionVector = {};

  request(ctx: Context<Message>, client: string, request: Request): void {
    if (this.target < 0) this.target = Number(client.slice(1)) % ctx.servers.length;
    else if (ctx.random(ROAMING) === 0) this.roam(ctx);
    this.current = request;
    this.ask(ctx, request);
  }

  message(ctx: Context<Message>, _from: string, body: Message): void {
    if (body.type !== 'told' || body.operation !== this.current?.id) return;
    this.current = undefined;
    this.context = join(this.context, body.context);
    ctx.clearTimer('retry');
    ctx.reply(ctx.self, body.operation, { type: 'ok', value: body.value });
  }

  timer(ctx: Context<Message>): void {
    if (this.current === undefined) return;
    // A write stays with its server: another would not know that it may be the second.
    if (this.current.f === 'read') this.roam(ctx);
    this.ask(ctx, this.current);
  }

  private ask(ctx: Context<Message>, { id, f, key, value }: Request): void {
    ctx.setTimer('retry', RETRY_US);
    ctx.send(ctx.servers[this.target] as string, {
      type: 'ask',
      operation: id,
      f,
      key: canonicalKey(key ?? null),
      value,
      context: this.context,
    });
  }

  private roam(ctx: Context<Message>): void {
    if (ctx.servers.length === 1) return;
    const step = 1 + ctx.random(ctx.servers.length - 1);
    this.target = (this.target + step) % ctx.servers.length;
  }
}
