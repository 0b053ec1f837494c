/**
 * A worker: takes a message, works on it for a while, publishes the result, and only then has the
 * message removed. In the other order a worker that dies in between takes the message with it.
 */

import type { Context, Node } from '../../simulator/node.js';
import { isSameJob, type BrokerMessage, type Job } from './messages.js';

type Ctx = Context<BrokerMessage>;

/** What is not answered is asked again, and an idle worker says that it is. */
const RETRY_US = 10_000;

const WORK_US = { min: 500, max: 4_000 };

/** One message at a time. */
export class Worker implements Node<BrokerMessage> {
  private job: Job | undefined;
  private asking: 'publish' | 'remove' | undefined;
  private readonly order: readonly ['publish' | 'remove', 'publish' | 'remove'];

  constructor(bugs: ReadonlySet<string>) {
    this.order = bugs.has('remove-before-work') ? ['remove', 'publish'] : ['publish', 'remove'];
  }

  start(ctx: Ctx): void {
    this.ask(ctx);
  }

  message(ctx: Ctx, _from: string, body: BrokerMessage): void {
    if (body.type === 'deliver' && this.job === undefined) {
      this.job = body.job;
      this.asking = undefined;
      ctx.clearTimer('ask');
      ctx.setTimer('work', WORK_US.min + ctx.random(WORK_US.max - WORK_US.min));
    } else if (body.type === 'published' || body.type === 'removed') {
      const done = body.type === 'published' ? 'publish' : 'remove';
      if (this.asking !== done || !isSameJob(this.job, body.job)) return;
      const [first, second] = this.order;
      if (done === first) this.asking = second;
      else this.job = undefined;
      this.ask(ctx);
    }
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'work') [this.asking] = this.order;
    this.ask(ctx);
  }

  inspect(): string {
    return this.job === undefined ? '' : `${this.job.topic}#${this.job.offset}`;
  }

  private ask(ctx: Ctx): void {
    const { job, asking } = this;
    const broker = ctx.servers[0] as string;
    if (job === undefined) ctx.send(broker, { type: 'ready' });
    else if (asking !== undefined) ctx.send(broker, { type: asking, job });
    ctx.setTimer('ask', RETRY_US);
  }
}
