/**
 * Timers and sleeps of a clock that has stood still: each goes off later by as long as its clock
 * stood since it was set.
 */

import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { Deferred, NodeHost } from './node-host.js';

/** A firing that waits for the clock to go on. */
interface HeldTimer {
  readonly event: Deferred;
  /** How long after the thaw it goes off. */
  readonly leftUs: number;
}

/** The timers of one node whose clock stands or has stood. */
export class FrozenTimers {
  /** How long the clock had stood when a timer was set, by its generation or its sleep. */
  private readonly stoodUs = new Map<unknown, number>();
  private held: HeldTimer[] = [];

  /** A timer is set; `timer` is its generation, or the sleep itself. */
  set(timer: unknown, stoodUs: number): void {
    this.stoodUs.set(timer, stoodUs);
  }

  /** The event's time has come, by a clock that never stood; answers whether it must wait. */
  isEarly(kernel: Kernel, host: NodeHost, kind: number, b: number, payload: unknown): boolean {
    if (kind !== EVENT.timer && kind !== EVENT.woken) return false;
    const timer = kind === EVENT.timer ? b : payload;
    const stoodUs = host.clock.stoodUs(kernel.nowUs);
    const leftUs = stoodUs - (this.stoodUs.get(timer) ?? 0);
    // What is due stays due, even if it has to wait for something else.
    if (leftUs <= 0) {
      this.set(timer, Infinity);
      return false;
    }
    const event = { kind, b, payload };
    kernel.faults.tookEffect(host.frozenBy);
    if (host.clock.isFrozen) this.held.push({ event, leftUs });
    else this.postpone(kernel, host, { event, leftUs });
    return true;
  }

  /** The clock goes on. */
  thaw(kernel: Kernel, host: NodeHost): void {
    const { held } = this;
    this.held = [];
    for (const timer of held) this.postpone(kernel, host, timer);
  }

  private postpone(kernel: Kernel, host: NodeHost, { event, leftUs }: HeldTimer): void {
    const { kind, b, payload } = event;
    this.set(kind === EVENT.timer ? b : payload, host.clock.stoodUs(kernel.nowUs));
    kernel.schedule(kernel.nowUs + leftUs, kind, host.index, b, payload);
  }
}
