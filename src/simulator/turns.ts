/**
 * Whose turn it is: only the node whose handler runs may act, so that everything that happens has a
 * cause. The turns of synchronous nodes are over when the handler returns; for asynchronous ones
 * see asynchronous/turns.ts.
 */

import type { Cause } from './causes.js';
import { NodeContext } from './context.js';
import type { Kernel } from './kernel.js';
import type { Message } from './messages.js';
import { answerOf, isThenable } from './node-calls.js';
import type { Body } from './node.js';
import type { NodeHost } from './node-host.js';
import { Turn } from './turn.js';
import type { Asker, Waiting } from './turn.js';

/** The turns of synchronous nodes: one at a time. */
export class Turns {
  /** The handler that runs now. */
  active: Turn | undefined;

  constructor(protected readonly kernel: Kernel) {}

  /** The context of a node that has just been built. */
  contextOf(host: NodeHost, cause: Cause): NodeContext {
    return new NodeContext(this.kernel, new Turn(host, host.incarnation, cause, cause.hash));
  }

  /** Begins a turn; the context is what its handler gets. */
  begin(host: NodeHost, cause: Cause, hash: number): NodeContext {
    const context = host.context as NodeContext;
    context.turn.reuse(cause, hash);
    this.active = context.turn;
    return context;
  }

  /** Takes what the handler that runs now has returned. */
  returned(turn: Turn, result: unknown, asker: Asker | undefined): void {
    if (isThenable(result)) {
      // Its own end, which may well be a rejection, is of no interest any more.
      Promise.resolve(result).catch(() => undefined);
      throw new Error('the handler returned a promise; simulateAsync runs asynchronous handlers');
    }
    if (asker !== undefined) this.answer(turn, result, asker);
  }

  /** Ends the turn that runs now. */
  end(host: NodeHost): void {
    this.active = undefined;
    this.kernel.observe(host);
  }

  /** The turn in which whoever holds this context may act, if there is one. */
  turnOf({ turn }: NodeContext): Turn | undefined {
    const { active } = this;
    if (active === turn) return turn;
    const { host, incarnation } = turn;
    const isOwn = active !== undefined && active.host === host && host.incarnation === incarnation;
    return isOwn ? active : undefined;
  }

  /** What whoever acts out of turn is told. */
  refuse(context: NodeContext, what: string): Error {
    return new Error(
      `${context.self} called ctx.${what} outside of a handler; ` +
        'use timers, messages or disk callbacks',
    );
  }

  /** What a handler awaited has come. */
  wake(_host: NodeHost, waiting: Waiting): void {
    waiting.wake();
  }

  /** A response to a call has arrived; synchronous nodes make none. */
  respond(_host: NodeHost, _message: Message): void {}

  /** Sends what a handler returned to whoever waits for it; a client ignores what is no answer. */
  protected answer(turn: Turn, result: unknown, asker: Asker): void {
    const { kernel } = this;
    // Killed by its last deed.
    if (!turn.host.isUp) return;
    if (asker.kind === 'caller') {
      kernel.post.send(turn, asker.node, result as Body, -asker.call);
      return;
    }
    const answer = answerOf(result);
    if (answer !== undefined) kernel.reply(turn, asker.client, asker.operation, answer);
  }
}
