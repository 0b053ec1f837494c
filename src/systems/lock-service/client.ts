/**
 * A client that adds to a sum under its lock: acquires, loads, saves, releases. It relies on the
 * lease from when it asked for it, which is earlier than the server's reckoning; but it never knows
 * that it still holds the lock by the time a request of its arrives, and leaves that to the store.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Answer, Context, Node, Request } from '../../simulator/node.js';
import { LEASE_US, type LockMessage } from './messages.js';

type Ctx = Context<LockMessage>;

/** What is not answered is asked again. */
const RETRY_US = 10_000;

/** When the lock is busy, it is asked for again. */
const BUSY_US = 2_000;

interface Attempt {
  readonly request: Request;
  readonly key: string;
  /** How often the operation was begun anew. */
  readonly number: number;
  readonly owner: string;
  step: 'acquire' | 'load' | 'save' | 'look';
  /** When each request for the lock left, by its number. */
  readonly askedUs: number[];
  token: number;
  saved: number;
}

/** One operation at a time; a new one replaces the old, whose answers are ignored. */
export class LockClient implements Node<LockMessage> {
  private attempt: Attempt | undefined;

  request(ctx: Ctx, _client: string, request: Request): void {
    if (this.attempt !== undefined) this.release(ctx, this.attempt);
    this.begin(ctx, request, 1);
  }

  message(ctx: Ctx, _from: string, body: LockMessage): void {
    const { attempt } = this;
    if (attempt === undefined || body.owner !== attempt.owner) return;
    switch (body.type) {
      case 'busy':
        if (attempt.step !== 'acquire' || body.ask !== attempt.askedUs.length - 1) return;
        return ctx.setTimer('ask', BUSY_US + ctx.random(BUSY_US));
      case 'granted':
        return this.acquired(ctx, attempt, body.ask, body.token);
      case 'loaded':
        if (attempt.step === 'look') return this.finish(ctx, attempt, body.value);
        if (attempt.step !== 'load') return;
        attempt.saved = body.value + amountOf(attempt.request);
        return this.take(ctx, attempt, 'save');
      case 'saved':
        if (attempt.step === 'save') this.finish(ctx, attempt, attempt.saved);
        return;
      case 'rejected':
        // A copy of the load may come too late when the save was done long ago.
        if (body.what === attempt.step) this.startOver(ctx, attempt);
        return;
      default:
        return;
    }
  }

  timer(ctx: Ctx): void {
    if (this.attempt !== undefined) this.ask(ctx, this.attempt);
  }

  private begin(ctx: Ctx, request: Request, number: number): void {
    this.attempt = {
      request,
      key: canonicalKey(request.key ?? null),
      number,
      owner: `${ctx.self}/${request.id}.${number}`,
      step: 'acquire',
      askedUs: [],
      token: 0,
      saved: 0,
    };
    this.take(ctx, this.attempt, request.f === 'read' ? 'look' : 'acquire');
  }

  private acquired(ctx: Ctx, attempt: Attempt, ask: number, token: number): void {
    if (attempt.step !== 'acquire') return;
    const forUs = (attempt.askedUs[ask] as number) + LEASE_US - ctx.monotonicUs();
    // The answer took so long that the lease is over: ask for another.
    if (forUs <= 0) return this.startOver(ctx, attempt);
    ctx.note('acquired', { lock: attempt.key, holder: attempt.owner, forUs });
    attempt.token = token;
    this.take(ctx, attempt, 'load');
  }

  private take(ctx: Ctx, attempt: Attempt, step: Attempt['step']): void {
    attempt.step = step;
    this.ask(ctx, attempt);
  }

  private ask(ctx: Ctx, attempt: Attempt): void {
    const { key, owner, token } = attempt;
    const [lockServer, store] = ctx.servers as [string, string];
    ctx.setTimer('ask', RETRY_US);
    switch (attempt.step) {
      case 'acquire': {
        const ask = attempt.askedUs.push(ctx.monotonicUs()) - 1;
        return ctx.send(lockServer, { type: 'acquire', lock: key, owner, ask });
      }
      case 'look':
        return ctx.send(store, { type: 'load', key, owner, token: null });
      case 'load':
        return ctx.send(store, { type: 'load', key, owner, token });
      case 'save':
        return ctx.send(store, { type: 'save', key, owner, token, value: attempt.saved });
    }
  }

  private startOver(ctx: Ctx, attempt: Attempt): void {
    this.release(ctx, attempt);
    this.begin(ctx, attempt.request, attempt.number + 1);
  }

  private finish(ctx: Ctx, attempt: Attempt, value: number): void {
    this.release(ctx, attempt);
    this.attempt = undefined;
    ctx.clearTimer('ask');
    const answer: Answer = { type: 'ok', value };
    ctx.reply(ctx.self, attempt.request.id, answer);
  }

  private release(ctx: Ctx, { key: lock, owner, step }: Attempt): void {
    if (step === 'look') return;
    ctx.note('released', { lock, holder: owner });
    ctx.send(ctx.servers[0] as string, { type: 'release', lock, owner });
  }
}

function amountOf({ value }: Request): number {
  return typeof value === 'number' ? value : 1;
}
