/**
 * The broker: takes messages, hands them to workers, one of a topic at a time, takes the results
 * and streams them to watchers. A message that was handed out and not removed in time is handed out
 * again (visibility timeout, as in Amazon SQS); a result that is there already is not taken twice
 * (idempotent producers and exactly-once processing: Wang et al., "Consistency and Completeness:
 * Rethinking Distributed Stream Processing in Apache Kafka", SIGMOD 2021, section 4).
 */

import type { Context, Node } from '../../simulator/node.js';
import { Journal } from './journal.js';
import type { BrokerMessage, Job } from './messages.js';
import { Topic, type TopicRecord } from './topic.js';

type Ctx = Context<BrokerMessage>;

/** A message that a worker has had for so long is handed out again. */
const VISIBILITY_US = 20_000;

/** Watchers hear from the broker so often. */
const HEARTBEAT_US = 15_000;

interface Stream {
  readonly client: string;
  readonly topic: string;
  readonly connection: number;
  sequence: number;
  position: number;
}

/** The only broker. */
export class BrokerServer implements Node<BrokerMessage> {
  private readonly topics = new Map<string, Topic>();
  private readonly journal: Journal<TopicRecord, BrokerMessage>;
  private readonly ready = new Set<string>();
  /** By client and topic. */
  private readonly streams = new Map<string, Stream>();

  constructor(private readonly bugs: ReadonlySet<string>) {
    this.journal = new Journal(bugs);
  }

  start(ctx: Ctx): void {
    this.journal.load(ctx, (record) => this.topic(record.topic).apply(record));
    for (const topic of this.topics.values()) {
      topic.durable = topic.size;
      topic.shown = topic.output.length;
    }
    ctx.setTimer('heartbeat', HEARTBEAT_US);
  }

  message(ctx: Ctx, from: string, body: BrokerMessage): void {
    switch (body.type) {
      case 'send':
        return this.send(ctx, from, body);
      case 'watch':
        return this.watch(ctx, from, body);
      case 'ready':
        this.ready.add(from);
        return this.dispatch(ctx);
      case 'publish':
        return this.publish(ctx, from, body.job);
      case 'remove':
        return this.remove(ctx, from, body.job);
      default:
        return;
    }
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'heartbeat') {
      for (const stream of this.streams.values()) this.push(ctx, stream);
      return ctx.setTimer('heartbeat', HEARTBEAT_US);
    }
    const topic = this.topic(name.slice(name.indexOf(' ') + 1));
    if (topic.taken !== undefined) ctx.sometimes('redelivery');
    topic.putBack(this.bugs.has('requeue-at-tail'));
    this.dispatch(ctx);
  }

  inspect(): string {
    return [...this.topics].map(([name, { output }]) => `${name}: ${output.length}`).join(', ');
  }

  private send(ctx: Ctx, client: string, { operation, topic: name, value }: Send): void {
    const topic = this.topic(name);
    if (topic.offsetOf(operation) === undefined) {
      this.record(ctx, { kind: 'sent', topic: name, operation, value });
    }
    const offset = topic.offsetOf(operation) as number;
    this.journal.settle(ctx, () => {
      ctx.send(client, { type: 'sent', operation, offset });
      // Not before: what a crash takes away may have its offset taken by another.
      topic.durable = Math.max(topic.durable, offset + 1);
      this.dispatch(ctx);
    });
  }

  /** Hands the first message of each topic to whoever has nothing to do. */
  private dispatch(ctx: Ctx): void {
    for (const [name, topic] of this.topics) {
      const [worker] = this.ready;
      if (worker === undefined) return;
      const item = topic.take();
      if (item === undefined) continue;
      this.ready.delete(worker);
      const [offset, value] = item;
      ctx.send(worker, { type: 'deliver', job: { topic: name, offset, value } });
      ctx.setTimer(`visible ${name}`, VISIBILITY_US);
    }
  }

  private publish(ctx: Ctx, worker: string, job: Job): void {
    const topic = this.topic(job.topic);
    if (topic.isPublished(job.offset)) ctx.sometimes('published again');
    if (!topic.isPublished(job.offset) || this.bugs.has('no-dedup')) {
      const { topic: name, offset, value } = job;
      this.record(ctx, { kind: 'published', topic: name, offset, value });
    }
    const count = topic.output.length;
    this.journal.settle(ctx, () => {
      ctx.send(worker, { type: 'published', job });
      if (count <= topic.shown) return;
      topic.shown = count;
      for (const stream of this.streams.values()) {
        if (stream.topic === job.topic) this.push(ctx, stream);
      }
    });
  }

  private remove(ctx: Ctx, worker: string, job: Job): void {
    const { topic: name, offset } = job;
    if (!this.topic(name).isRemoved(offset)) {
      if (this.topic(name).taken === offset) ctx.clearTimer(`visible ${name}`);
      this.record(ctx, { kind: 'removed', topic: name, offset });
    }
    this.journal.settle(ctx, () => ctx.send(worker, { type: 'removed', job }));
    this.dispatch(ctx);
  }

  private watch(ctx: Ctx, client: string, { topic: name, connection, from }: Watch): void {
    const id = `${client} ${name}`;
    // A late copy of what opened an earlier connection.
    if (connection <= (this.streams.get(id)?.connection ?? 0)) return;
    const position = from ?? this.topic(name).shown;
    const stream: Stream = { client, topic: name, connection, sequence: 0, position };
    this.streams.set(id, stream);
    this.push(ctx, stream);
  }

  private push(ctx: Ctx, stream: Stream): void {
    const { client, topic: name, connection, position: start } = stream;
    const { output, shown, size: sent } = this.topic(name);
    const items = output.slice(start, shown);
    const sequence = stream.sequence++;
    stream.position = Math.max(start, shown);
    ctx.send(client, { type: 'batch', topic: name, connection, sequence, start, items, sent });
  }

  private record(ctx: Ctx, record: TopicRecord): void {
    this.topic(record.topic).apply(record);
    this.journal.append(ctx, record);
  }

  private topic(name: string): Topic {
    const topic = this.topics.get(name) ?? new Topic();
    this.topics.set(name, topic);
    return topic;
  }
}

type Send = Extract<BrokerMessage, { type: 'send' }>;
type Watch = Extract<BrokerMessage, { type: 'watch' }>;
