/**
 * Faults as they act: begins and ends each fault of the schedule, and counts for each how often it
 * made a difference, so that a run under faults that did nothing is not taken for a test.
 */

import type { Fault, FaultKind } from '../scenario/fault.js';
import { KIND } from '../trace/recorder.js';
import { EVENT } from './event-kinds.js';
import { EFFECTS } from './faults/all.js';
import type { Effect } from './faults/effect.js';
import type { Kernel } from './kernel.js';

/** What one fault did in a run. */
export interface FaultActivity {
  readonly id: string;
  readonly kind: Fault['kind'];
  beganUs: number;
  endedUs: number;
  /**
   * Messages dropped, delayed or doubled; events held up; clock readings falsified; 1 for a crash.
   */
  effects: number;
  /** When it first and last made a difference. */
  firstEffectUs: number;
  lastEffectUs: number;
}

/** Begins, ends and counts the faults of one run. */
export class FaultActor {
  readonly activities: FaultActivity[];
  private readonly running = new Set<number>();
  private healed = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly faults: readonly Fault[],
  ) {
    this.activities = faults.map(({ id, kind }) => ({
      id,
      kind,
      beganUs: -1,
      endedUs: -1,
      effects: 0,
      firstEffectUs: -1,
      lastEffectUs: -1,
    }));
  }

  schedule(): void {
    this.faults.forEach((fault, index) => {
      this.prepare(fault, index);
      this.kernel.schedule(fault.atUs, EVENT.faultBegin, index, 0, undefined);
    });
  }

  /** Counts one effect for each of these faults. */
  tookEffect(faults: Iterable<number>): void {
    for (const fault of faults) {
      const activity = this.activities[fault] as FaultActivity;
      activity.effects++;
      if (activity.firstEffectUs < 0) activity.firstEffectUs = this.kernel.nowUs;
      activity.lastEffectUs = this.kernel.nowUs;
    }
  }

  /** Whether the fault has begun and not ended. */
  isActing(index: number): boolean {
    return this.running.has(index);
  }

  begin(index: number): void {
    if (this.healed) return;
    const fault = this.faults[index] as Fault;
    const { kernel } = this;
    this.running.add(index);
    (this.activities[index] as FaultActivity).beganUs = kernel.nowUs;
    kernel.trace.add(
      KIND['fault-begin'],
      kernel.nowUs,
      -1,
      -1,
      kernel.trace.intern(fault.id),
      0,
      0,
    );
    this.effectOf(fault).begin(kernel, fault, index);
    kernel.schedule(kernel.nowUs + fault.forUs, EVENT.faultEnd, index, 0, undefined);
  }

  end(index: number): void {
    if (!this.running.delete(index)) return;
    const fault = this.faults[index] as Fault;
    const { kernel } = this;
    (this.activities[index] as FaultActivity).endedUs = kernel.nowUs;
    kernel.trace.add(KIND['fault-end'], kernel.nowUs, -1, -1, kernel.trace.intern(fault.id), 0, 0);
    this.effectOf(fault).end(kernel, fault, index);
  }

  /** The heal: everything that still acts ends, and nothing begins any more. */
  endAll(): void {
    this.healed = true;
    for (const index of [...this.running].sort((a, b) => a - b)) this.end(index);
  }

  private prepare(fault: Fault, index: number): void {
    const { kernel } = this;
    const effect = this.effectOf(fault);
    if (effect.prepareUs === undefined) return;
    const prepare = (): void => effect.prepare?.(kernel, fault, index);
    kernel.schedule(Math.max(0, effect.prepareUs(fault)), EVENT.errand, 0, 0, prepare);
  }

  private effectOf({ kind }: Fault): Effect<FaultKind> {
    return EFFECTS[kind];
  }
}
