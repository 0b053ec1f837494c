/**
 * The client of the transactional store: plays the plan of an operation step by step, asks again
 * when no answer comes, and tries operations again that the store refused.
 */

import type { Value } from '../../history/value.js';
import type { Answer, Context, Node, Request } from '../../simulator/node.js';
import type { Step, StepMessage, StoreMessage } from './messages.js';
import type { ClientMemory, Plan, Planner } from './plans.js';

const RETRY_US = 20_000;

/** Transactions that a test asks for are refused to its face; the others are tried so often. */
const TRIES_MAX = 4;

interface Running {
  readonly request: Request;
  readonly plan: Plan;
  readonly tried: number;
  message: StepMessage | undefined;
  /** What the plan came to, if it is done and waits for its commit. */
  answer: Answer | undefined;
}

/** One client, one operation at a time; a new one replaces the old, whose answers are ignored. */
export class StoreClient implements Node<StoreMessage> {
  readonly #memory: ClientMemory = new Map();
  #running: Running | undefined;

  constructor(readonly planner: Planner) {}

  request(ctx: Context<StoreMessage>, _client: string, request: Request): void {
    this.#begin(ctx, request, 1);
  }

  message(ctx: Context<StoreMessage>, _from: string, body: StoreMessage): void {
    const running = this.#running;
    if (running === undefined || body.type === 'step') return;
    const { message, request, tried } = running;
    if (message === undefined || body.transaction !== message.transaction) return;
    if (body.type === 'refused') {
      if (request.f !== 'txn' && tried < TRIES_MAX) this.#begin(ctx, request, tried + 1);
      else this.#finish(ctx, running, { type: 'fail', error: 'aborted' });
    } else if (body.type === 'committed') {
      if (message.step.f === 'commit') this.#committed(ctx, running);
    } else if (body.at === message.at) {
      this.#advance(ctx, running, body.incarnation, body.value);
    }
  }

  timer(ctx: Context<StoreMessage>): void {
    if (this.#running?.message !== undefined) this.#send(ctx, this.#running.message);
  }

  #begin(ctx: Context<StoreMessage>, request: Request, tried: number): void {
    const plan = this.planner(request, ctx.self, this.#memory);
    this.#running = { request, plan, tried, message: undefined, answer: undefined };
    this.#advance(ctx, this.#running, null, null);
  }

  #advance(
    ctx: Context<StoreMessage>,
    running: Running,
    incarnation: number | null,
    value: Value,
  ): void {
    const { done, value: next } = running.plan.next(value);
    if (done === true && next.type === 'fail') {
      // It has written nothing, and the server forgets it when the next one begins.
      this.#finish(ctx, running, next);
      return;
    }
    if (done === true) running.answer = next;
    const step: Step = done === true ? { f: 'commit' } : next;
    const { request, tried, message } = running;
    const at = message === undefined ? 0 : message.at + 1;
    const transaction = `${request.id}.${tried}`;
    running.message = { type: 'step', transaction, at, incarnation, step };
    this.#send(ctx, running.message);
  }

  #committed(ctx: Context<StoreMessage>, running: Running): void {
    const { plan, answer } = running;
    if (answer !== undefined) this.#finish(ctx, running, answer);
    else {
      // The plan committed by itself, and has something to do afterwards.
      const { done, value } = plan.next(null);
      if (done === true) this.#finish(ctx, running, value);
    }
  }

  #finish(ctx: Context<StoreMessage>, { request }: Running, answer: Answer): void {
    this.#running = undefined;
    ctx.clearTimer('retry');
    ctx.reply(ctx.self, request.id, answer);
  }

  #send(ctx: Context<StoreMessage>, message: StepMessage): void {
    ctx.send(ctx.servers[0]!, message);
    ctx.setTimer('retry', RETRY_US);
  }
}
