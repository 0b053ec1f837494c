/**
 * A client of the broker: sends messages, and polls what its streams have brought since the last
 * time, as the clients of the log workload do.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import type { BrokerMessage } from './messages.js';
import { Watcher } from './watcher.js';

type Ctx = Context<BrokerMessage>;

const RETRY_US = 20_000;

/** A poll as a transaction waits so long at most for what is being processed. */
const PATIENCE_US = 150_000;

/** One operation at a time; the streams stay open from one to the next. */
export class BrokerClient implements Node<BrokerMessage> {
  private readonly watchers = new Map<string, Watcher>();
  private open: Request | undefined;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, _client: string, request: Request): void {
    this.open = request;
    const [f, name, value] = microOf(request);
    if (f === 'send') return this.send(ctx, request, name, value);
    for (const topic of topicsOf(value)) {
      if (this.watchers.has(topic)) continue;
      const watcher = new Watcher(topic, this.bugs);
      this.watchers.set(topic, watcher);
      watcher.connect(ctx);
    }
    for (const watcher of this.watchers.values()) watcher.isCurrent = false;
    if (request.f === 'txn') ctx.setTimer('patience', PATIENCE_US);
    this.poll(ctx, request, request.f !== 'txn');
  }

  message(ctx: Ctx, _from: string, body: BrokerMessage): void {
    const request = this.open;
    if (body.type === 'batch') {
      this.watchers.get(body.topic)?.take(ctx, body);
      if (request !== undefined) this.poll(ctx, request, request.f !== 'txn');
    } else if (body.type === 'sent' && request?.id === body.operation) {
      const [f, name, value] = microOf(request);
      this.finish(ctx, request, [[f, name, [body.offset, value]]]);
    }
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'patience') return this.losePatience(ctx);
    if (name !== 'send') return this.watchers.get(name.slice(name.indexOf(' ') + 1))?.connect(ctx);
    if (this.open === undefined) return;
    const [f, topic, value] = microOf(this.open);
    if (f === 'send') this.send(ctx, this.open, topic, value);
  }

  private send(ctx: Ctx, { id: operation }: Request, name: Value, value: Value): void {
    const topic = topicOf(name);
    ctx.send(ctx.servers[0] as string, { type: 'send', operation, topic, value });
    ctx.setTimer('send', RETRY_US);
  }

  private losePatience(ctx: Ctx): void {
    if (this.open !== undefined) this.poll(ctx, this.open, true);
  }

  /** Answers a poll once every stream that it asks for has been opened, or has come to its end. */
  private poll(ctx: Ctx, request: Request, atOnce: boolean): void {
    const [f, , value] = microOf(request);
    const topics = topicsOf(value);
    const watchers = topics.map((topic) => this.watchers.get(topic));
    if (f !== 'poll') return;
    if (!watchers.every((each) => (atOnce ? each?.isLive : each?.isCurrent) === true)) return;
    const polled = topics.map((topic, at): [string, Value] => [topic, watchers[at]?.read() ?? []]);
    this.finish(ctx, request, [[f, Object.fromEntries(polled)]]);
  }

  private finish(ctx: Ctx, { id }: Request, value: Value): void {
    this.open = undefined;
    ctx.clearTimer('send');
    ctx.clearTimer('patience');
    ctx.reply(ctx.self, id, { type: 'ok', value });
  }
}

/** An operation is a list of one micro-operation. */
function microOf({ value }: Request): readonly [f: Value, name: Value, value: Value] {
  const [[f = null, name = null, last = null] = []] = value as readonly (readonly Value[])[];
  return [f, name, last];
}

function topicsOf(value: Value): readonly string[] {
  return Array.isArray(value) ? (value as readonly Value[]).map(topicOf) : [];
}

function topicOf(name: Value): string {
  return typeof name === 'string' ? name : canonicalKey(name);
}
