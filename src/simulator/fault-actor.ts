/**
 * Faults as they act: begins and ends each fault of the schedule, and counts for each how often it
 * made a difference, so that a run under faults that did nothing is not taken for a test.
 */

import type { Fault } from '../scenario/fault.js';
import { hashString } from '../scenario/randomness.js';
import { KIND } from '../trace/recorder.js';
import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { NodeHost } from './node-host.js';

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
    this.apply(fault, index, true);
    kernel.schedule(kernel.nowUs + fault.forUs, EVENT.faultEnd, index, 0, undefined);
  }

  end(index: number): void {
    if (!this.running.delete(index)) return;
    const fault = this.faults[index] as Fault;
    const { kernel } = this;
    (this.activities[index] as FaultActivity).endedUs = kernel.nowUs;
    kernel.trace.add(KIND['fault-end'], kernel.nowUs, -1, -1, kernel.trace.intern(fault.id), 0, 0);
    this.apply(fault, index, false);
  }

  /** The heal: everything that still acts ends, and nothing begins any more. */
  endAll(): void {
    this.healed = true;
    for (const index of [...this.running].sort((a, b) => a - b)) this.end(index);
  }

  private apply(fault: Fault, index: number, on: boolean): void {
    switch (fault.kind) {
      case 'partition':
      case 'one-way':
      case 'client-link':
        for (const [from, to] of this.links(fault)) {
          if (on) this.kernel.network.cut(from, to, index);
          else this.kernel.network.mend(from, to, index);
        }
        return;
      case 'loss':
      case 'duplication':
      case 'reordering':
      case 'delay': {
        const { kind, ppm, byUs } = fault;
        const salt = hashString(fault.id) | 0;
        const node = this.kernel.indexOf(fault.node);
        if (on) this.kernel.network.spoil({ fault: index, salt, kind, node, ppm, byUs });
        else this.kernel.network.unspoil(index);
        return;
      }
      case 'crash':
        return this.crash(this.host(fault.node), index, on);
      case 'pause':
        return this.pause(this.host(fault.node), index, on);
      case 'slow':
        if (on) this.host(fault.node).slowBy.set(index, fault.byUs);
        else this.host(fault.node).slowBy.delete(index);
        return;
      case 'clock-offset':
      case 'clock-jump':
      case 'clock-drift':
        return this.setClock(fault, index, on);
    }
  }

  private crash(host: NodeHost, fault: number, on: boolean): void {
    const { kernel } = this;
    if (on) {
      host.downBy.add(fault);
      if (!host.isUp) return;
      this.tookEffect([fault]);
      kernel.trace.add(KIND.crash, kernel.nowUs, host.index, -1, 0, 0, 0);
      host.die();
      return;
    }
    host.downBy.delete(fault);
    if (host.downBy.size > 0) return;
    const detail = host.incarnation + 1;
    kernel.trace.add(KIND.restart, kernel.nowUs, host.index, -1, 0, 0, detail);
    kernel.boot(host);
  }

  private pause(host: NodeHost, fault: number, on: boolean): void {
    const { kernel } = this;
    if (on) {
      // A process that is not there cannot be stopped; the one that a restart brings is a new one.
      if (!host.isUp) return;
      host.pausedBy.add(fault);
      kernel.trace.add(KIND.pause, kernel.nowUs, host.index, -1, 0, 0, 0);
      return;
    }
    if (!host.pausedBy.delete(fault) || host.pausedBy.size > 0) return;
    kernel.trace.add(KIND.resume, kernel.nowUs, host.index, -1, 0, 0, 0);
    kernel.resume(host);
  }

  private setClock(
    fault: Extract<Fault, { kind: 'clock-offset' | 'clock-jump' | 'clock-drift' }>,
    index: number,
    on: boolean,
  ): void {
    const host = this.host(fault.node);
    const faults = fault.kind === 'clock-drift' ? host.driftedBy : host.shiftedBy;
    if (on) faults.add(index);
    else if (fault.kind !== 'clock-jump') faults.delete(index);
    if (fault.kind === 'clock-drift') {
      host.clock.drift(this.kernel.nowUs, on ? fault.ppm : -fault.ppm);
    } else if (on) host.clock.shift(fault.byUs);
    else if (fault.kind === 'clock-offset') host.clock.shift(-fault.byUs);
  }

  /** The directed links that a fault cuts. */
  private links(
    fault: Extract<Fault, { kind: 'partition' | 'one-way' | 'client-link' }>,
  ): [number, number][] {
    const index = (name: string): number => this.kernel.indexOf(name);
    switch (fault.kind) {
      case 'partition':
        return severed(fault.groups).map(([from, to]) => [index(from), index(to)]);
      case 'one-way':
        return fault.from.flatMap((from) =>
          fault.to
            .filter((to) => to !== from)
            .map((to): [number, number] => [index(from), index(to)]),
        );
      case 'client-link':
        return fault.servers.flatMap((server): [number, number][] => {
          const request: [number, number] = [index(fault.client), index(server)];
          const reply: [number, number] = [index(server), index(fault.client)];
          if (fault.direction === 'both') return [request, reply];
          return [fault.direction === 'request' ? request : reply];
        });
    }
  }

  private host(name: string): NodeHost {
    return this.kernel.hosts[this.kernel.indexOf(name)] as NodeHost;
  }
}

/** The ordered pairs of names that share no group, among all that are in some group. */
function severed(groups: readonly (readonly string[])[]): [string, string][] {
  const members = [...new Set(groups.flat())];
  const together = (left: string, right: string): boolean =>
    groups.some((group) => group.includes(left) && group.includes(right));
  return members.flatMap((from) =>
    members
      .filter((to) => to !== from && !together(from, to))
      .map((to): [string, string] => [from, to]),
  );
}
