/**
 * The client of a look-aside cache (Nishtala et al., NSDI 2013, section 2): reads ask the cache
 * first and fill its gaps from the store; writes go to the store, then delete the copy. An answer
 * waits for the deletion, and a read for its fill, which makes each register linearizable: no copy
 * can be put where a newer value was seen or its deletion acknowledged.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import type { Message, Outcome } from './messages.js';

/** Questions without an answer are asked again after this; after `wait` sooner. */
const RETRY_US = 30_000;
const WAIT_US = 5_000;

type Ctx = Context<Message>;

/** What a question asks, but for what it carries anyway. */
type Body =
  | { readonly type: 'load' | 'get' | 'delete' }
  | { readonly type: 'save'; readonly value: Value }
  | { readonly type: 'fill'; readonly token: string; readonly value: Value };

/** Where an operation is. */
interface Progress {
  readonly request: Request;
  readonly key: string;
  step: number;
  asked: Body;
  token: string;
  value: Value;
}

/** The first server is the store; keys are spread over the others. */
export function cacheOf(key: string, servers: readonly string[]): string {
  let sum = 0;
  for (const letter of key) sum += letter.charCodeAt(0);
  return servers[1 + (sum % (servers.length - 1))] as string;
}

/** Runs one operation at a time; late answers to earlier ones are ignored. */
export class CacheClient implements Node<Message> {
  private progress: Progress | undefined;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, _client: string, request: Request): void {
    const { f, value } = request;
    if (f !== 'read' && f !== 'write')
      throw new Error(`a register knows read and write, not "${f}"`);
    const asked: Body = f === 'read' ? { type: 'get' } : this.firstOfWrite(value);
    const key = canonicalKey(request.key ?? null);
    this.progress = { request, key, step: 0, asked, token: '', value };
    this.ask(ctx, this.progress, asked);
  }

  message(ctx: Ctx, _from: string, body: Message): void {
    const { progress } = this;
    if (body.type !== 'told' || body.operation !== progress?.request.id) return;
    if (body.step !== progress.step) return;
    ctx.clearTimer('retry');
    if (progress.request.f === 'write') this.goOnWriting(ctx, progress);
    else this.goOnReading(ctx, progress, body.outcome);
  }

  timer(ctx: Ctx): void {
    if (this.progress !== undefined) this.send(ctx, this.progress);
  }

  private firstOfWrite(value: Value): Body {
    return this.bugs.has('delete-first') ? { type: 'delete' } : { type: 'save', value };
  }

  private goOnWriting(ctx: Ctx, progress: Progress): void {
    const { type } = progress.asked;
    const { value } = progress.request;
    if (this.bugs.has('delete-first')) {
      if (type === 'delete') return this.ask(ctx, progress, { type: 'save', value });
      return this.finish(ctx, value);
    }
    if (type === 'delete' || this.bugs.has('no-delete')) return this.finish(ctx, value);
    this.ask(ctx, progress, { type: 'delete' });
    if (this.bugs.has('delete-unacknowledged')) this.finish(ctx, value);
  }

  private goOnReading(ctx: Ctx, progress: Progress, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'value':
        if (progress.asked.type === 'get') return this.finish(ctx, outcome.value);
        progress.value = outcome.value;
        return this.ask(ctx, progress, {
          type: 'fill',
          token: progress.token,
          value: outcome.value,
        });
      case 'lease':
        progress.token = outcome.token;
        return this.ask(ctx, progress, { type: 'load' });
      case 'done':
        return this.finish(ctx, progress.value);
      case 'refused':
        return this.ask(ctx, progress, { type: 'get' });
      case 'wait':
        ctx.sometimes('read waited for a lease');
        progress.step++;
        return ctx.setTimer('retry', WAIT_US);
    }
  }

  private ask(ctx: Ctx, progress: Progress, asked: Body): void {
    progress.asked = asked;
    progress.step++;
    this.send(ctx, progress);
  }

  private send(ctx: Ctx, { request, key, step, asked }: Progress): void {
    const toStore = asked.type === 'load' || asked.type === 'save';
    const server = toStore ? (ctx.servers[0] as string) : cacheOf(key, ctx.servers);
    ctx.setTimer('retry', RETRY_US);
    ctx.send(server, { ...asked, operation: request.id, step, key });
  }

  private finish(ctx: Ctx, value: Value): void {
    const id = this.progress?.request.id;
    this.progress = undefined;
    ctx.clearTimer('retry');
    if (id !== undefined) ctx.reply(ctx.self, id, { type: 'ok', value });
  }
}
