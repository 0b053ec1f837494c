/**
 * What the kernel keeps for one node: the object while it lives, its clock and disk, its timers,
 * and whether it is down, paused or slow at the moment.
 */

import type { DiskAfterCrash } from '../scenario/faults/servers.js';
import { Clock } from './clock.js';
import type { AwaitedCrash } from './crash-points.js';
import { Disk } from './disk.js';
import { FrozenTimers } from './frozen-timers.js';
import type { Context, Node } from './node.js';
import { Settings } from './settings.js';

interface Timer {
  /** Of the last set, so that an older firing is recognised. */
  generation: number;
  armed: boolean;
  firings: number;
}

/** An event that waits for the end of a pause. */
export interface Deferred {
  readonly kind: number;
  readonly b: number;
  readonly payload: unknown;
}

/** One node, alive or not. */
export class NodeHost {
  node: Node | undefined;
  context: Context | undefined;
  incarnation = -1;
  /** Some handler of it awaited something: any later one may resolve what another awaits. */
  isAsynchronous = false;
  /** What became ready in its last turn may still run (asynchronous/turns.ts). */
  isOpen = false;
  readonly clock: Clock = new Clock();
  readonly disk: Disk = new Disk();
  /** Faults that hold it down or still; it acts only while both are empty. */
  readonly downBy: Set<number> = new Set();
  readonly pausedBy: Set<number> = new Set();
  /** Crashes that wait for the node to come to a point of its work. */
  readonly crashPoints: Map<number, AwaitedCrash> = new Map();
  /** Faults that slow it, with the time each event takes. */
  readonly slowBy: Map<number, number> = new Map();
  /** Faults that moved its wall clock, and faults that change the rate of its clock. */
  readonly shiftedBy: Set<number> = new Set();
  readonly driftedBy: Set<number> = new Set();
  readonly frozenBy: Set<number> = new Set();
  readonly frozenTimers: FrozenTimers = new FrozenTimers();
  /** The version of its software; an upgrade raises it. */
  version = 1;
  readonly settings: Settings = new Settings();
  busyUntilUs = 0;
  deferred: Deferred[] = [];
  /** What was durable at the time that a fault goes back to. */
  readonly backups: Map<number, ReadonlyMap<string, unknown>> = new Map();
  /** How often it was told something by what is no node, in this incarnation. */
  heard = 0;
  /** Of a client: ids of the messages that found no server. */
  readonly refused: Set<number> = new Set();
  /** Of a client: its library sends something again, of which the client itself knows nothing. */
  isResending = false;
  /** The last state it showed, so that only changes are reported. */
  shown = '';
  private readonly timers = new Map<string, Timer>();
  /**
   * Counts on through crashes: a firing that a dead incarnation waited for must not fit a timer of
   * the next.
   */
  private generations = 0;

  constructor(
    readonly name: string,
    readonly index: number,
    readonly isServer: boolean,
  ) {}

  get isUp(): boolean {
    return this.node !== undefined;
  }

  get eventUs(): number {
    let longest = 0;
    for (const byUs of this.slowBy.values()) longest = Math.max(longest, byUs);
    return longest;
  }

  /** Arms a timer and answers the generation its firing must carry. */
  arm(name: string): number {
    let timer = this.timers.get(name);
    if (timer === undefined) {
      timer = { generation: 0, armed: false, firings: 0 };
      this.timers.set(name, timer);
    }
    timer.armed = true;
    timer.generation = ++this.generations;
    return timer.generation;
  }

  disarm(name: string): void {
    const timer = this.timers.get(name);
    if (timer !== undefined) timer.armed = false;
  }

  /** Whether the timer still waits for this firing: neither cleared nor set again meanwhile. */
  awaits(name: string, generation: number): boolean {
    const timer = this.timers.get(name);
    return timer !== undefined && timer.armed && timer.generation === generation;
  }

  /** How manieth firing this is, or 0 if the timer does not wait for it any more. */
  fire(name: string, generation: number): number {
    const timer = this.timers.get(name);
    if (timer === undefined || !this.awaits(name, generation)) return 0;
    timer.armed = false;
    return ++timer.firings;
  }

  /** The memory is gone: object, timers, and the pause with all that waited for its end. */
  die(disk: DiskAfterCrash = 'synced'): void {
    this.node = undefined;
    this.context = undefined;
    this.timers.clear();
    this.pausedBy.clear();
    this.deferred = [];
    this.busyUntilUs = 0;
    this.heard = 0;
    this.disk.crash(disk);
  }
}
