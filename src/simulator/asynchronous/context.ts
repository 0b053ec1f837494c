/**
 * The context that a handler of an asynchronous node gets: that of a synchronous node, and promises
 * that events of the simulation resolve. It belongs to one handler, whose cause it keeps.
 */

import { NodeContext } from '../context.js';
import type { Kernel } from '../kernel.js';
import type { Body, DiskError } from '../node.js';
import type { AsyncContext, AsyncDiskContext, CallOptions } from './node.js';
import type { AsyncTurn } from './turn.js';
import type { AsyncTurns } from './turns.js';

const DONE: Promise<void> = Promise.resolve();
/** What a dead node awaits. */
const NEVER: Promise<never> = new Promise(() => undefined);

/** What an awaited sync rejects with; `code` says what the device said. */
export class DiskFailure extends Error {
  constructor(
    node: string,
    readonly code: DiskError,
  ) {
    super(`the disk of ${node} failed to sync: ${code}`);
    this.name = 'DiskFailure';
  }
}

/** The context of one handler. */
export class AsyncNodeContext extends NodeContext implements AsyncContext {
  declare readonly turn: AsyncTurn;

  constructor(
    kernel: Kernel,
    private readonly turns: AsyncTurns,
    turn: AsyncTurn,
  ) {
    super(kernel, turn);
  }

  override get disk(): AsyncDiskContext {
    return super.disk as AsyncDiskContext;
  }

  override send(to: string, message: Body): Promise<void> {
    super.send(to, message);
    return this.turn.host.isUp ? DONE : NEVER;
  }

  override sleep(delayUs: number): Promise<void> {
    const turn = this.acting('sleep');
    if (turn === undefined) return NEVER;
    this.requireDelay('sleep', delayUs);
    return this.turns.sleep(turn, delayUs);
  }

  override call<Message extends Body>(
    to: string,
    message: Message,
    { timeoutUs }: CallOptions,
  ): Promise<Message | undefined> {
    const turn = this.acting('call');
    if (turn === undefined) return NEVER;
    this.requireDelay('call', timeoutUs);
    const answer = this.turns.call(turn, this.kernel.indexOf(to), message, timeoutUs);
    return answer as Promise<Message | undefined>;
  }

  /**
   * `undefined` when it may not act; what it does then is ignored, and what it awaits never comes.
   * An exception could end up in a promise that nobody holds, which ends the whole process.
   */
  protected override acting(what: string): AsyncTurn | undefined {
    const turn = this.turns.turnOf(this);
    if (turn === undefined) {
      this.kernel.fail(this.turn.host, this.turns.refuse(this, what));
      return undefined;
    }
    return turn.host.isUp ? (turn as AsyncTurn) : undefined;
  }

  protected override makeDisk(): AsyncDiskContext {
    const disk = super.makeDisk();
    return {
      read: (key) => disk.read(key),
      write: (key, value) => {
        disk.write(key, value);
        return DONE;
      },
      remove: (key) => {
        disk.remove(key);
        return DONE;
      },
      sync: (done?: (error?: DiskError) => void) => {
        if (done === undefined) return this.sync();
        disk.sync(done);
        return DONE;
      },
    };
  }

  private sync(): Promise<void> {
    const turn = this.acting('disk.sync');
    if (turn === undefined) return NEVER;
    turn.host.isAsynchronous = true;
    turn.waiting++;
    return new Promise((resolve, reject) => {
      this.kernel.sync(turn, (error?: DiskError) => {
        turn.waiting--;
        if (error === undefined) resolve();
        else reject(new DiskFailure(this.self, error));
      });
    });
  }
}
