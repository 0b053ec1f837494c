/**
 * The context a node gets: its only hold on the world. Each incarnation has its own; one kept
 * beyond its handler, or beyond a crash, is refused, because what it did would have no cause.
 */

import type { NoteData } from '../trace/trace.js';
import type { Kernel } from './kernel.js';
import type { Answer, Body, Context, DiskContext } from './node.js';
import { KILLED } from './turn.js';
import type { Turn } from './turn.js';

/** The context of one incarnation of one node. */
export class NodeContext implements Context {
  readonly self: string;
  readonly servers: readonly string[];
  readonly incarnation: number;
  private cachedDisk: DiskContext | undefined;

  constructor(
    protected readonly kernel: Kernel,
    readonly turn: Turn,
  ) {
    const { host, incarnation } = turn;
    this.self = host.name;
    this.servers = kernel.serverNames;
    this.incarnation = incarnation;
  }

  get disk(): DiskContext {
    return (this.cachedDisk ??= this.makeDisk());
  }

  wallUs(): number {
    const { clock, shiftedBy } = this.turn.host;
    const { faults, nowUs } = this.kernel;
    if (clock.isShifted) faults.tookEffect(shiftedBy);
    if (clock.isStrobed) faults.tookEffect(clock.strobesAt(nowUs).map(({ fault }) => fault));
    this.countRate();
    return clock.wallUs(nowUs);
  }

  monotonicUs(): number {
    this.countRate();
    return this.turn.host.clock.monotonicUs(this.kernel.nowUs);
  }

  send(to: string, message: Body): void {
    const turn = this.acting('send');
    if (turn === undefined) return;
    this.kernel.post.send(turn, this.kernel.indexOf(to), message, 0);
  }

  setTimer(name: string, delayUs: number): void {
    const turn = this.acting('setTimer');
    if (turn === undefined) return;
    this.requireDelay(`set timer "${name}" to`, delayUs);
    this.kernel.setTimer(turn.host, name, delayUs);
  }

  clearTimer(name: string): void {
    this.acting('clearTimer')?.host.disarm(name);
  }

  get version(): number {
    return this.turn.host.version;
  }

  setting(name: string, byDefault: number): number {
    const { settings } = this.turn.host;
    if (settings.haveDrifted) this.kernel.faults.tookEffect(settings.driftedBy(name));
    return settings.read(name, byDefault);
  }

  random(bound: number): number {
    const turn = this.acting('random');
    if (!Number.isSafeInteger(bound) || bound < 1) {
      throw new Error(
        `${this.self} called random(${bound}); the bound is a whole number, 1 or more`,
      );
    }
    return turn === undefined ? 0 : turn.random(bound, this.kernel.seed);
  }

  reply(client: string, operation: number, answer: Answer): void {
    const turn = this.acting('reply');
    if (turn === undefined) return;
    this.kernel.reply(turn, this.kernel.indexOf(client), operation, answer);
  }

  note(label: string, data: Readonly<Record<string, NoteData>>): void {
    const turn = this.acting('note');
    if (turn === undefined) return;
    this.kernel.trace.addNote(this.kernel.nowUs, turn.host.index, label, data);
  }

  sometimes(label: string): void {
    if (!this.turn.host.isUp) return;
    const { marks } = this.kernel;
    marks.set(label, (marks.get(label) ?? 0) + 1);
  }

  /** What only simulateAsync can wait for. */
  sleep(_delayUs: number): Promise<void> {
    return this.refuseWaiting('sleep');
  }

  /** What only simulateAsync can wait for. */
  call(_to: string, _message: Body, _options: object): Promise<unknown> {
    return this.refuseWaiting('call');
  }

  /** The turn in which this may act; throws when there is none, or its node was just killed. */
  protected acting(what: string): Turn | undefined {
    const { turns } = this.kernel;
    const turn = turns.turnOf(this);
    if (turn === undefined) throw turns.refuse(this, what);
    if (!turn.host.isUp) throw KILLED;
    return turn;
  }

  protected requireDelay(what: string, delayUs: number): void {
    if (Number.isSafeInteger(delayUs) && delayUs >= 0) return;
    throw new Error(`${this.self} ${what} ${delayUs}; it takes whole microseconds, 0 or more`);
  }

  protected makeDisk(): DiskContext {
    const { disk } = this.turn.host;
    return {
      read: (key) => disk.read(key),
      write: (key, value) => {
        if (this.acting('disk.write') !== undefined) disk.write(key, value);
      },
      remove: (key) => {
        if (this.acting('disk.remove') !== undefined) disk.remove(key);
      },
      sync: (done) => {
        const turn = this.acting('disk.sync');
        if (turn !== undefined) this.kernel.sync(turn, done);
      },
    };
  }

  /** A reading of a clock that does not run as it should counts for the faults that do it. */
  private countRate(): void {
    const { clock, driftedBy, frozenBy } = this.turn.host;
    if (clock.isDrifting) this.kernel.faults.tookEffect(driftedBy);
    if (clock.isFrozen) this.kernel.faults.tookEffect(frozenBy);
  }

  private refuseWaiting(what: string): Promise<never> {
    const error = new Error(`${this.self} awaits ctx.${what}; simulateAsync runs such nodes`);
    this.kernel.fail(this.turn.host, error);
    return new Promise(() => undefined);
  }
}
