/**
 * Long histories of registers from replicas that learn of writes late: the raw material for laws
 * and for times.
 */

import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from '../oracle/random.js';

/**
 * What each process reads: `atomic` one copy; `ordered` a beginning of one order of all writes, up
 * to its own at least; `causal` writes it has received, none without those that its process had
 * seen; `fifo` writes of each other process in order.
 */
export type Replication = 'atomic' | 'ordered' | 'causal' | 'fifo';

/** How the replicas work. */
export interface LargeShape {
  readonly operations: number;
  readonly processes: number;
  readonly keys: number;
  readonly replication: Replication;
  /** How likely a process receives a write that it could, at each operation. */
  readonly learning: number;
  /** How likely a write crashes. */
  readonly crashes: number;
  /** How many reads return what they should not. */
  readonly faults: number;
}

interface Update {
  readonly key: number;
  readonly value: number;
  readonly origin: number;
  /** How many writes of each process its own had seen. */
  readonly seen: Int32Array;
}

class Replicas {
  readonly #random: Random;
  readonly #shape: LargeShape;
  readonly #views: Map<number, Value>[];
  readonly #seen: Int32Array[];
  readonly #updates: Update[][];
  readonly #log: Update[] = [];
  readonly #applied: Int32Array;

  constructor(random: Random, shape: LargeShape) {
    const { processes } = shape;
    this.#random = random;
    this.#shape = shape;
    this.#views = Array.from({ length: processes }, () => new Map<number, Value>());
    this.#seen = Array.from({ length: processes }, () => new Int32Array(processes));
    this.#updates = Array.from({ length: processes }, () => []);
    this.#applied = new Int32Array(processes);
  }

  get #isOrdered(): boolean {
    return this.#shape.replication === 'atomic' || this.#shape.replication === 'ordered';
  }

  learn(process: number): void {
    if (this.#isOrdered) this.#catchUp(process, this.#shape.replication === 'atomic');
    else this.#receive(process);
  }

  read(process: number, key: number): Value {
    return this.#views[process]!.get(key) ?? null;
  }

  write(origin: number, key: number, value: number): void {
    const update = { key, value, origin, seen: this.#seen[origin]!.slice() };
    if (this.#isOrdered) {
      this.#log.push(update);
      this.#catchUp(origin, true);
    } else {
      this.#updates[origin]!.push(update);
      this.#apply(origin, update);
    }
  }

  #apply(process: number, { key, value, origin }: Update): void {
    this.#views[process]!.set(key, value);
    this.#seen[process]![origin]! += 1;
  }

  #catchUp(process: number, all: boolean): void {
    const { learning } = this.#shape;
    while (this.#applied[process]! < this.#log.length && (all || this.#random.chance(learning))) {
      this.#apply(process, this.#log[this.#applied[process]!++]!);
    }
  }

  #receive(process: number): void {
    const known = this.#seen[process]!;
    this.#updates.forEach((updates, origin) => {
      if (origin === process) return;
      for (;;) {
        const next = updates[known[origin]!];
        if (next === undefined || !this.#random.chance(this.#shape.learning)) return;
        const isReady = next.seen.every(
          (count, other) => other === origin || count <= known[other]!,
        );
        if (this.#shape.replication === 'causal' && !isReady) return;
        this.#apply(process, next);
      }
    });
  }
}

type Draft = { -readonly [Field in keyof Operation]: Operation[Field] };

/** A run of replicas; processes act at random, and their operations overlap a little. */
export function largeHistory(random: Random, shape: LargeShape): History {
  const replicas = new Replicas(random, shape);
  const drafts: Draft[] = [];
  const written = Array.from({ length: shape.keys }, (): Value[] => []);
  const faultAt = new Set<number>();
  while (faultAt.size < shape.faults) faultAt.add(random.below(shape.operations));
  const freeFrom = new Float64Array(shape.processes);
  for (let id = 0; id < shape.operations; id++) {
    const process = random.below(shape.processes);
    const key = random.below(shape.keys);
    const call = Math.max(10 * id, freeFrom[process]!);
    freeFrom[process] = call + 5.5;
    replicas.learn(process);
    const head = { id, process, key, call, return: call + 5, outcome: 'ok' } as const;
    if (!random.chance(0.5)) {
      const isFault = faultAt.has(id) && written[key]!.length > 0;
      const output = isFault ? random.pick(written[key]!) : replicas.read(process, key);
      drafts.push({ ...head, f: 'read', input: null, output });
      continue;
    }
    replicas.write(process, key, id + 1);
    written[key]!.push(id + 1);
    const draft: Draft = { ...head, f: 'write', input: id + 1, output: null };
    drafts.push(draft);
    if (!random.chance(shape.crashes)) continue;
    draft.outcome = 'info';
    draft.return = Infinity;
  }
  return { operations: drafts };
}
