/**
 * Runs a store under concurrent processes and records what they see. Each step advances one process
 * chosen at random: it invokes, then its transaction reads (and on a serializable store commits),
 * then it completes (and on a snapshot-isolated store commits, if nobody was faster).
 */

import type { EventType } from '../../../src/history/event.js';
import { sequenceOf, type Sequence } from '../sequence.js';
import { EventLines } from './event-lines.js';
import { scenesOf } from './injections.js';
import type { Micro, Run } from './run.js';
import { VersionedStore } from './versioned-store.js';

/** The history of a run in pieces of text; linear, and the same for the same run. */
export function* transactionLines(run: Run): Generator<string, void, undefined> {
  const recorder = new Recorder(run);
  while (recorder.step()) if (recorder.lines.isFull) yield recorder.lines.take();
  yield recorder.lines.take();
}

type Fate = 'ok' | 'fail' | 'crash after its effect' | 'crash before its effect';

/** A process goes on under a new number after a crash. */
interface Process {
  process: number;
  phase: 'idle' | 'invoked' | 'done';
  fate: Fate;
  micros: readonly Micro[];
  snapshot: number;
}

class Recorder {
  readonly lines: EventLines;
  readonly #store: VersionedStore;
  readonly #random: Sequence;
  readonly #processes: Process[];
  readonly #active: number[];
  readonly #written = new Map<number, number>();
  #nextKey: number;
  #begun = 0;
  #open = 0;
  #isInjected: boolean;

  constructor(readonly run: Run) {
    this.lines = new EventLines(run.kind);
    this.#store = new VersionedStore(run.kind);
    this.#random = sequenceOf(run.seed);
    this.#active = Array.from({ length: run.keys }, (_, key) => key);
    this.#nextKey = run.keys;
    this.#isInjected = run.injection === undefined;
    this.#processes = Array.from({ length: run.processes }, (_, process) => ({
      process,
      phase: 'idle',
      fate: 'ok',
      micros: [],
      snapshot: 0,
    }));
  }

  /** Advances one process; false when the run is over. */
  step(): boolean {
    const { transactions, processes } = this.run;
    const isQuiescing = !this.#isInjected && this.#begun >= transactions / 2;
    if (isQuiescing && this.#open === 0) this.#inject();
    if (this.#begun === transactions && this.#open === 0) return false;
    const one = this.#processes[this.#random.below(processes)]!;
    if (one.phase === 'invoked') this.#apply(one);
    else if (one.phase === 'done') this.#complete(one);
    else if (this.#begun < transactions && !isQuiescing) this.#invoke(one);
    return true;
  }

  #invoke(one: Process): void {
    this.#begun++;
    this.#open++;
    one.micros = this.#draw();
    one.fate = this.#drawFate();
    one.phase = 'invoked';
    this.lines.add('invoke', one.process, one.micros);
  }

  #draw(): readonly Micro[] {
    const { lengthMin, lengthMax, readShare, keys, writesPerKey } = this.run;
    const length = lengthMin + this.#random.below(lengthMax - lengthMin + 1);
    return Array.from({ length }, (): Micro => {
      const slot = this.#random.below(keys);
      const key = this.#active[slot]!;
      if (this.#random.chance(readShare)) return { isWrite: false, key, value: 0, seen: [] };
      const written = this.#written.get(key) ?? 0;
      if (written < writesPerKey) return this.#write(key, written + 1);
      this.#written.delete(key);
      const fresh = this.#nextKey++;
      this.#active[slot] = fresh;
      return this.#write(fresh, 1);
    });
  }

  #write(key: number, value: number): Micro {
    this.#written.set(key, value);
    return { isWrite: true, key, value, seen: [] };
  }

  #drawFate(): Fate {
    const { failShare, crashShare } = this.run;
    if (this.#random.chance(failShare)) return 'fail';
    if (!this.#random.chance(crashShare)) return 'ok';
    return this.#random.chance(0.5) ? 'crash after its effect' : 'crash before its effect';
  }

  #apply(one: Process): void {
    one.phase = 'done';
    one.snapshot = this.#store.now;
    const takesEffect = one.fate === 'ok' || one.fate === 'crash after its effect';
    if (!takesEffect) return;
    const isSerializable = this.run.isolation === 'serializable';
    this.#store.read(one.micros, isSerializable ? undefined : one.snapshot);
    if (isSerializable) this.#store.commit(one.micros);
  }

  #complete(one: Process): void {
    const takesEffect = one.fate === 'ok' || one.fate === 'crash after its effect';
    if (this.run.isolation === 'snapshot' && takesEffect) {
      if (!this.#store.conflicts(one.micros, one.snapshot)) this.#store.commit(one.micros);
      else if (one.fate === 'ok') one.fate = 'fail';
    }
    const type: EventType = one.fate === 'ok' || one.fate === 'fail' ? one.fate : 'info';
    this.lines.add(type, one.process, one.micros);
    if (type === 'info') one.process += this.run.processes;
    one.phase = 'idle';
    this.#open--;
  }

  #inject(): void {
    this.#isInjected = true;
    const { injection, kind } = this.run;
    if (injection === undefined) return;
    const keys = [this.#nextKey++, this.#nextKey++] as const;
    let next = 0;
    for (const { type, transactions } of scenesOf(injection, kind, keys)) {
      // Each has a process of its own, so that orders of processes have no part in it.
      const all = transactions.map((micros) => [this.#processes[next++]!.process, micros] as const);
      for (const [process, micros] of all) this.lines.add('invoke', process, micros);
      for (const [process, micros] of all) this.lines.add(type, process, micros);
    }
  }
}
