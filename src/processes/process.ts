/**
 * One life of one program: from the start of its node, or its restart, to the next crash. After
 * that nothing of it acts any more; what still runs of it gets promises that never settle and
 * timers that never fire.
 */

import type { AsyncContext } from '../simulator/asynchronous/node.js';
import type { AsyncNodeContext } from '../simulator/asynchronous/context.js';
import type { RequestHandler } from './program.js';

/** A simulated process. */
export class Process {
  /** Takes the requests that arrive, once the program listens. */
  handler: RequestHandler | undefined;
  /** What to show of its state in reports. */
  show: (() => string) | undefined;
  /** The simulation that it belongs to is over. */
  hasEnded = false;
  /** Rejects when the program dies of an error that nobody caught. */
  readonly death: Promise<never>;
  private die: (error: unknown) => void = () => undefined;
  private callsMade = 0;
  private readonly callsTaken = new Set<string>();

  /** @param context of the handler that started it. */
  constructor(readonly context: AsyncContext) {
    this.death = new Promise<never>((_, reject) => {
      this.die = reject;
    });
    this.death.catch(() => undefined);
  }

  get name(): string {
    return this.context.self;
  }

  /** Whether this very life of the node goes on. */
  get isAlive(): boolean {
    const { host, incarnation } = (this.context as AsyncNodeContext).turn;
    return !this.hasEnded && host.isUp && host.incarnation === incarnation;
  }

  /** Ends the program as Node does after an exception that nobody caught. */
  kill(error: unknown): void {
    if (this.isAlive) this.die(error);
  }

  /** A name for one request that it sends; no other request of the run has it. */
  nextCall(): string {
    return `${this.name}/${this.context.incarnation}/${++this.callsMade}`;
  }

  /** Whether a request arrives for the first time; a connection delivers none of them twice. */
  takesFirst(call: string): boolean {
    if (this.callsTaken.has(call)) return false;
    this.callsTaken.add(call);
    return true;
  }
}
