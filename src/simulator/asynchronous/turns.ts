/**
 * The turns of nodes that may be asynchronous. Each handler has a turn and a context of its own,
 * which keep its cause through everything that it awaits. A turn that may have resolved a promise
 * stays open until the host has run all that became ready (simulate-async.ts); then it is over.
 */

import type { Cause } from '../causes.js';
import type { NodeContext } from '../context.js';
import { EVENT } from '../event-kinds.js';
import type { Message } from '../messages.js';
import { answerOf, isBody, isThenable } from '../node-calls.js';
import type { Body } from '../node.js';
import type { NodeHost } from '../node-host.js';
import type { Asker, Turn, Waiting } from '../turn.js';
import { Turns } from '../turns.js';
import { AsyncNodeContext } from './context.js';
import { AsyncTurn } from './turn.js';

/** A handler that had not returned when the run ended, though nothing was to wake it any more. */
export interface StuckHandler {
  readonly node: string;
  /** What set it off, as in the identities of messages. */
  readonly cause: string;
}

interface Call {
  readonly turn: AsyncTurn;
  readonly waiting: Waiting;
  readonly resolve: (response: Body) => void;
}

/** Turns that end when the microtasks have. */
export class AsyncTurns extends Turns {
  /** Nodes whose handlers may still run on, in the order in which their turns began. */
  private readonly open: NodeHost[] = [];
  private readonly unreturned = new Set<AsyncTurn>();
  private readonly calls = new Map<number, Call>();
  private callsMade = 0;

  /** Whether anything may still run before the next event. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  override contextOf(host: NodeHost, cause: Cause): NodeContext {
    return this.contextIn(host, cause, cause.hash);
  }

  override begin(host: NodeHost, cause: Cause, hash: number): NodeContext {
    const context = this.contextIn(host, cause, hash);
    this.active = context.turn;
    return context;
  }

  override returned(turn: Turn, result: unknown, asker: Asker | undefined): void {
    if (!isThenable(result)) {
      if (asker !== undefined) this.answer(turn, result, asker);
      return;
    }
    turn.host.isAsynchronous = true;
    this.unreturned.add(turn as AsyncTurn);
    result.then(
      (value) => this.settled(turn as AsyncTurn, value, asker),
      (error: unknown) => {
        this.unreturned.delete(turn as AsyncTurn);
        if (lives(turn)) this.kernel.fail(turn.host, error);
      },
    );
  }

  override end(host: NodeHost): void {
    this.active = undefined;
    // Any handler of such a node may have resolved a promise that another one awaits.
    if (host.isAsynchronous) this.keepOpen(host);
    else this.kernel.observe(host);
  }

  /** The host has run all that was ready: whoever acts now is out of turn. */
  close(): void {
    for (const host of this.open) {
      host.isOpen = false;
      this.kernel.observe(host);
    }
    this.open.length = 0;
  }

  override turnOf(context: NodeContext): Turn | undefined {
    if (this.active !== undefined) return super.turnOf(context);
    const { turn } = context;
    return turn.host.isOpen && turn.host.incarnation === turn.incarnation ? turn : undefined;
  }

  override refuse(context: NodeContext, what: string): Error {
    if (this.active !== undefined) return super.refuse(context, what);
    return outOfTurn(context.self, `called ctx.${what}`);
  }

  override wake(host: NodeHost, waiting: Waiting): void {
    this.keepOpen(host);
    waiting.wake();
  }

  override respond(host: NodeHost, { call, body }: Message): void {
    const made = this.calls.get(-call);
    // A second copy, a response that came too late, or one to an earlier life.
    if (made === undefined || made.turn.host !== host || !lives(made.turn)) return;
    this.calls.delete(-call);
    made.waiting.isOver = true;
    made.turn.waiting--;
    this.keepOpen(host);
    made.resolve(body);
  }

  /** Resolves after `delayUs` on the clock of the turn's node. */
  sleep(turn: AsyncTurn, delayUs: number): Promise<void> {
    const nth = turn.nextSleep();
    return new Promise((resolve) => {
      this.wakeAfter(turn, delayUs, 'sleep', nth, () => {
        turn.slept(nth);
        resolve();
      });
    });
  }

  /** Sends `body` and resolves to the response, or to `undefined` after `timeoutUs`. */
  call(turn: AsyncTurn, to: number, body: Body, timeoutUs: number): Promise<Body | undefined> {
    const number = ++this.callsMade;
    return new Promise((resolve) => {
      const waiting = this.wakeAfter(turn, timeoutUs, 'call timeout', number, () => {
        this.calls.delete(number);
        resolve(undefined);
      });
      this.calls.set(number, { turn, waiting, resolve });
      this.kernel.post.send(turn, to, body, number);
    });
  }

  /** Handlers that wait for nothing that the simulation could still give them. */
  stuck(): StuckHandler[] {
    return [...this.unreturned]
      .filter((turn) => lives(turn) && turn.waiting === 0)
      .map(({ host, cause }) => ({ node: host.name, cause: cause.text }));
  }

  private contextIn(host: NodeHost, cause: Cause, hash: number): AsyncNodeContext {
    const turn = new AsyncTurn(host, host.incarnation, cause, hash);
    return new AsyncNodeContext(this.kernel, this, turn);
  }

  private keepOpen(host: NodeHost): void {
    if (host.isOpen) return;
    host.isOpen = true;
    this.open.push(host);
  }

  private wakeAfter(
    turn: AsyncTurn,
    delayUs: number,
    name: string,
    nth: number,
    wake: () => void,
  ): Waiting {
    const { kernel } = this;
    const { host } = turn;
    host.isAsynchronous = true;
    turn.waiting++;
    const waiting: Waiting = {
      name,
      nth,
      isOver: false,
      wake: () => {
        turn.waiting--;
        wake();
      },
    };
    const atUs = kernel.nowUs + kernel.realDelayUs(host, delayUs);
    if (host.clock.hasFrozen) host.frozenTimers.set(waiting, host.clock.stoodUs(kernel.nowUs));
    kernel.schedule(atUs, EVENT.woken, host.index, host.incarnation, waiting);
    return waiting;
  }

  private settled(turn: AsyncTurn, value: unknown, asker: Asker | undefined): void {
    this.unreturned.delete(turn);
    const { host } = turn;
    if (!lives(turn)) return;
    try {
      if (!host.isOpen) throw outOfTurn(host.name, 'went on');
      if (value === undefined || asker === undefined) return;
      if (asker.kind === 'client' ? answerOf(value) === undefined : !isBody(value)) {
        throw new Error(`a handler of ${host.name} returned neither an answer nor a message`);
      }
      this.answer(turn, value, asker);
    } catch (error) {
      this.kernel.fail(host, error);
    }
  }
}

function lives({ host, incarnation }: Turn): boolean {
  return host.isUp && host.incarnation === incarnation;
}

function outOfTurn(node: string, did: string): Error {
  return new Error(
    `${node} ${did} outside of its turn: it awaited something that is not in the simulation, ` +
      'such as a real timer, or it is a life that has ended',
  );
}
