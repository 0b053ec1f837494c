/**
 * A timer of a simulated process, as `setTimeout` hands out: waits on the clock of its node, and
 * has every method that a timer of Node has. Nothing waits for its end, so that `ref` and `unref`
 * only remember which was called last.
 */

import { nextTick } from 'node:process';
import type { Execution } from './current.js';

/** Node takes longer delays for 1 ms. */
const DELAY_MS_MAX = 2 ** 31 - 1;

/** A delay as Node reads it: whole milliseconds, at least one. */
export function delayUsOf(delayMs: unknown): number {
  const ms = Number(delayMs);
  return 1000 * (ms >= 1 && ms <= DELAY_MS_MAX ? Math.trunc(ms) : 1);
}

const byNumber = new Map<number, WeakRef<SimulatedTimer>>();
let numbersGiven = 0;

/** What is called, when, and how often. */
export interface TimerSettings {
  /** On the clock of the node. */
  readonly delayUs: number;
  readonly repeats: boolean;
  readonly callback: () => unknown;
}

/** One timer: a timeout, an interval or an immediate. */
export class SimulatedTimer {
  private isReferenced = true;
  /** Of the last start, so that an earlier one is recognised when it comes to its end. */
  private generation = 0;
  private number: number | undefined;

  constructor(
    private readonly execution: Execution,
    private readonly settings: TimerSettings,
  ) {
    this.start();
  }

  /** The timer whose number a program kept instead of the object. */
  static numbered(number: number): SimulatedTimer | undefined {
    return byNumber.get(number)?.deref();
  }

  cancel(): void {
    this.generation++;
    if (this.number !== undefined) byNumber.delete(this.number);
  }

  /** Begins anew, as at its creation. */
  refresh(): this {
    this.start();
    return this;
  }

  close(): this {
    this.cancel();
    return this;
  }

  ref(): this {
    this.isReferenced = true;
    return this;
  }

  unref(): this {
    this.isReferenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.isReferenced;
  }

  [Symbol.toPrimitive](): number {
    if (this.number === undefined) {
      this.number = ++numbersGiven;
      byNumber.set(this.number, new WeakRef(this));
    }
    return this.number;
  }

  private start(): void {
    const { process, context } = this.execution;
    if (!process.isAlive) return;
    const generation = ++this.generation;
    const end = (): void => {
      if (generation === this.generation) this.fire();
    };
    // From a tick, as from Node's event loop: the ticks it sets off come before its microtasks.
    void context.sleep(this.settings.delayUs).then(() => nextTick(end));
  }

  private fire(): void {
    const { repeats, callback } = this.settings;
    const { generation } = this;
    try {
      callback();
    } catch (error) {
      this.execution.process.kill(error);
    }
    // Cleared or refreshed meanwhile: then it is somebody else's to start it.
    if (repeats && generation === this.generation) this.start();
  }
}
