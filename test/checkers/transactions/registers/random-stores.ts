/**
 * Runs of small stores of registers in memory, one for each way in which databases go wrong:
 * clients take turns, some transactions are rolled back, some are never answered.
 */

import type { Random } from '../../oracle/random.js';
import type { OracleMicro, OracleTransaction } from '../../oracle/transactions/transactions.js';

/** What the store does wrong, from nothing to all. */
export const STORES = [
  'serializable',
  'snapshot',
  'prefix',
  'stale',
  'replicas',
  'read-committed',
  'read-uncommitted',
] as const;

const FAULTY: readonly (typeof STORES)[number][] = [
  'stale',
  'replicas',
  'read-committed',
  'read-uncommitted',
];

/** How large a run is. */
export interface RunShape {
  readonly store: (typeof STORES)[number];
  readonly transactions: number;
  readonly processes: number;
  readonly keys: number;
  readonly microsMax: number;
  readonly failShare: number;
  readonly crashShare: number;
}

/** A run of a few transactions. */
export function smallShape(random: Random): RunShape {
  return {
    store: random.chance(0.7) ? random.pick(FAULTY) : random.pick(STORES),
    transactions: 4 + random.below(2),
    processes: 2 + random.below(3),
    keys: random.pick([1, 2, 2]),
    microsMax: 2 + random.below(3),
    failShare: random.pick([0, 0.1, 0.3]),
    crashShare: random.pick([0, 0, 0.3]),
  };
}

interface Running {
  readonly place: number;
  readonly micros: OracleMicro[];
  readonly own: Map<number, number>;
  /** How many commits it sees. */
  snapshot: number;
  next: number;
}

interface Commit {
  readonly by: number;
  readonly writes: ReadonlyMap<number, number>;
}

/** The transactions of a run, by order of calls. */
export function runStore(random: Random, shape: RunShape): OracleTransaction[] {
  return new Run(random, shape).transactions();
}

class Run {
  readonly #random: Random;
  readonly #shape: RunShape;
  readonly #done: (OracleTransaction | undefined)[] = [];
  readonly #calls: number[] = [];
  readonly #commits: Commit[] = [];
  /** Written and not rolled back, for the store that shows what is not committed. */
  readonly #dirty = new Map<number, number>();
  #value = 1;

  constructor(random: Random, shape: RunShape) {
    this.#random = random;
    this.#shape = shape;
  }

  transactions(): OracleTransaction[] {
    const { processes, transactions } = this.#shape;
    const names = Array.from({ length: processes }, (_, at) => at);
    const running = new Map<number, Running>();
    for (let rank = 0; this.#calls.length < transactions || running.size > 0;) {
      const slot = this.#random.below(processes);
      const current = running.get(slot);
      if (current === undefined) {
        if (this.#calls.length >= transactions) continue;
        running.set(slot, this.#begin(rank++));
      } else if (current.next < current.micros.length) this.#step(current);
      else {
        running.delete(slot);
        if (this.#end(current, names[slot]!, rank++) === 'info') names[slot]! += processes;
      }
    }
    return this.#done.map((transaction) => transaction!);
  }

  #begin(rank: number): Running {
    const { keys, microsMax, store } = this.#shape;
    const random = this.#random;
    const place = this.#calls.push(rank) - 1;
    const micros = Array.from({ length: 1 + random.below(microsMax) }, (): OracleMicro => {
      const key = random.below(keys);
      if (random.chance(0.5)) return { f: 'r', key, value: null };
      return { f: 'w', key, value: this.#value++ };
    });
    const lag = store === 'stale' && random.chance(0.7) ? 1 + random.below(3) : 0;
    const snapshot = Math.max(0, this.#commits.length - lag);
    return { place, micros, own: new Map(), snapshot, next: 0 };
  }

  /** One micro-operation, or in a serializable store the whole transaction. */
  #step(running: Running): void {
    const { store } = this.#shape;
    const isAtomic = store === 'serializable';
    if (isAtomic) running.snapshot = this.#commits.length;
    const end = isAtomic ? running.micros.length : running.next + 1;
    for (; running.next < end; running.next++) {
      const micro = running.micros[running.next]!;
      if (micro.f === 'r') {
        running.micros[running.next] = { ...micro, value: this.#read(running, micro.key) };
      } else {
        running.own.set(micro.key, micro.value);
        if (store === 'read-uncommitted') this.#dirty.set(micro.key, micro.value);
      }
    }
    if (isAtomic) this.#settle(running);
  }

  #read(running: Running, key: number): number | null {
    const { store } = this.#shape;
    if (store === 'read-uncommitted') return this.#dirty.get(key) ?? null;
    const own = running.own.get(key);
    if (own !== undefined) return own;
    const isLatest = store === 'read-committed' || store === 'replicas';
    let visible = isLatest ? this.#commits.length : running.snapshot;
    // A replica lags behind by itself, for each key.
    if (store === 'replicas' && this.#random.chance(0.5)) visible -= 1 + this.#random.below(3);
    for (let at = visible - 1; at >= 0; at--) {
      const value = this.#commits[at]!.writes.get(key);
      if (value !== undefined) return value;
    }
    return null;
  }

  readonly #fate = new Map<number, 'ok' | 'fail' | 'info'>();

  /** Decides what becomes of a transaction, and commits it if it does. */
  #settle(running: Running): 'ok' | 'fail' | 'info' {
    const known = this.#fate.get(running.place);
    if (known !== undefined) return known;
    const { failShare, crashShare, store } = this.#shape;
    const random = this.#random;
    let fate: 'ok' | 'fail' | 'info' = 'ok';
    if (random.chance(failShare)) fate = 'fail';
    else if (random.chance(crashShare)) fate = 'info';
    const conflicts = this.#commits
      .slice(running.snapshot)
      .some(({ writes }) => [...writes.keys()].some((key) => running.own.has(key)));
    if (store === 'snapshot' && conflicts && fate === 'ok') fate = 'fail';
    const takesEffect = fate === 'ok' || (fate === 'info' && random.chance(0.6));
    if (takesEffect && !(store === 'snapshot' && conflicts)) {
      this.#commits.push({ by: running.place, writes: new Map(running.own) });
    }
    this.#fate.set(running.place, fate);
    return fate;
  }

  #end(running: Running, process: number, rank: number): 'ok' | 'fail' | 'info' {
    const outcome = this.#settle(running);
    this.#done[running.place] = {
      process,
      outcome,
      micros: running.micros,
      call: this.#calls[running.place]!,
      return: rank,
    };
    return outcome;
  }
}
