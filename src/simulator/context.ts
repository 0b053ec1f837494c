/**
 * The context a node gets: its only hold on the world. Each incarnation has its own; one kept
 * beyond its handler, or beyond a crash, is refused, because what it did would have no cause.
 */

import type { NoteData } from '../trace/trace.js';
import type { Kernel } from './kernel.js';
import type { Answer, Body, Context, DiskContext } from './node.js';
import type { NodeHost } from './node-host.js';

/** The context of one incarnation of one node. */
export class NodeContext implements Context {
  readonly self: string;
  readonly servers: readonly string[];
  readonly incarnation: number;
  readonly disk: DiskContext;

  constructor(
    private readonly kernel: Kernel,
    private readonly host: NodeHost,
  ) {
    this.self = host.name;
    this.servers = kernel.serverNames;
    this.incarnation = host.incarnation;
    this.disk = {
      read: (key) => host.disk.read(key),
      write: (key, value) => {
        this.requireActive('disk.write');
        host.disk.write(key, value);
      },
      remove: (key) => {
        this.requireActive('disk.remove');
        host.disk.remove(key);
      },
      sync: (done) => {
        this.requireActive('disk.sync');
        kernel.sync(host, done);
      },
    };
  }

  wallUs(): number {
    const { clock, shiftedBy, driftedBy } = this.host;
    if (clock.isShifted) this.kernel.faults.tookEffect(shiftedBy);
    if (clock.isDrifting) this.kernel.faults.tookEffect(driftedBy);
    return clock.wallUs(this.kernel.nowUs);
  }

  monotonicUs(): number {
    const { clock, driftedBy } = this.host;
    if (clock.isDrifting) this.kernel.faults.tookEffect(driftedBy);
    return clock.monotonicUs(this.kernel.nowUs);
  }

  send(to: string, message: Body): void {
    this.requireActive('send');
    this.kernel.send(this.host.index, this.kernel.indexOf(to), message);
  }

  setTimer(name: string, delayUs: number): void {
    this.requireActive('setTimer');
    if (!Number.isSafeInteger(delayUs) || delayUs < 0) {
      throw new Error(
        `${this.self} set timer "${name}" to ${delayUs}; it takes whole microseconds, 0 or more`,
      );
    }
    this.kernel.setTimer(this.host, name, delayUs);
  }

  clearTimer(name: string): void {
    this.requireActive('clearTimer');
    this.host.disarm(name);
  }

  get version(): number {
    return this.host.version;
  }

  setting(name: string, byDefault: number): number {
    return this.host.settings.get(name) ?? byDefault;
  }

  random(bound: number): number {
    this.requireActive('random');
    if (!Number.isSafeInteger(bound) || bound < 1) {
      throw new Error(
        `${this.self} called random(${bound}); the bound is a whole number, 1 or more`,
      );
    }
    return this.kernel.random(bound);
  }

  reply(client: string, operation: number, answer: Answer): void {
    this.requireActive('reply');
    this.kernel.reply(this.host.index, this.kernel.indexOf(client), operation, answer);
  }

  note(label: string, data: Readonly<Record<string, NoteData>>): void {
    this.requireActive('note');
    this.kernel.trace.addNote(this.kernel.nowUs, this.host.index, label, data);
  }

  sometimes(label: string): void {
    const { marks } = this.kernel;
    marks.set(label, (marks.get(label) ?? 0) + 1);
  }

  private requireActive(what: string): void {
    if (this.kernel.isActive(this.host.index) && this.host.incarnation === this.incarnation) return;
    throw new Error(
      `${this.self} called ctx.${what} outside of a handler; ` +
        'use timers, messages or disk callbacks',
    );
  }
}
