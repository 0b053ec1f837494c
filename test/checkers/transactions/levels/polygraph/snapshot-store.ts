/**
 * Histories of any length of a store of registers, as columns: sessions begin transactions, which
 * read from a snapshot, and commit them, at random moments. What the store forgives can be chosen.
 */

import { OUTCOME } from '../../../../../src/history/columns/operation-columns.js';
import { NULL_CODE, ValueTable } from '../../../../../src/history/columns/value-table.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../../../src/history/transactions/transaction-columns.js';
import { seeded } from '../../../oracle/random.js';

/** What the store is like, and how it is used. */
export interface StoreShape {
  readonly seed: number;
  readonly transactions: number;
  readonly sessions: number;
  readonly operations: number;
  readonly readShare: number;
  readonly keys: number;
  /**
   * `serial`: a transaction happens at one moment. `snapshot`: it reads from a snapshot, and does
   * not commit when a key it wrote has been written since. `prefix`: it commits all the same.
   */
  readonly store: 'serial' | 'snapshot' | 'prefix';
  /** How many reads return any earlier version of the key. */
  readonly staleShare?: number;
}

interface Session {
  readonly micros: { f: number; key: number; value: number }[];
  /** Commits that the snapshot contains. */
  snapshot: number;
  call: number;
  phase: 'idle' | 'called' | 'begun';
}

/** A history whose transactions all committed; the same for the same shape. */
export function storeColumns(shape: StoreShape): TransactionColumns {
  return new Store(shape).run();
}

class Store {
  readonly #shape: StoreShape;
  readonly #random;
  /** Of each key its values, with the number of commits before each. */
  readonly #values: number[][];
  readonly #commits: number[][];
  #committed = 0;
  #value = 0;
  #rank = 0;
  readonly #done: { process: number; call: number; return: number; micros: Session['micros'] }[] =
    [];

  constructor(shape: StoreShape) {
    this.#shape = shape;
    this.#random = seeded(shape.seed);
    this.#values = Array.from({ length: shape.keys }, () => [NULL_CODE]);
    this.#commits = Array.from({ length: shape.keys }, () => [-1]);
  }

  run(): TransactionColumns {
    const { sessions, transactions } = this.#shape;
    const all = Array.from({ length: sessions }, (): Session => ({
      micros: [],
      snapshot: 0,
      call: 0,
      phase: 'idle',
    }));
    let busy = 0;
    for (let called = 0; called < transactions || busy > 0;) {
      const at = this.#random.below(sessions);
      const wasIdle = all[at]!.phase === 'idle';
      if (wasIdle && called === transactions) continue;
      this.#step(at, all);
      if (wasIdle) called++;
      if (wasIdle) busy++;
      else if (all[at]!.phase === 'idle') busy--;
    }
    return this.#columns();
  }

  #step(at: number, sessions: readonly Session[]): void {
    const session = sessions[at]!;
    if (session.phase === 'idle') {
      session.call = this.#rank++;
      session.phase = 'called';
    } else if (session.phase === 'called') {
      session.snapshot = this.#committed;
      this.#draw(session);
      session.phase = 'begun';
      if (this.#shape.store === 'serial') this.#commit(session);
    } else {
      session.phase = 'called';
      if (this.#shape.store !== 'serial' && !this.#commit(session)) return;
      const micros = [...session.micros];
      this.#done.push({ process: at, call: session.call, return: this.#rank++, micros });
      session.phase = 'idle';
    }
  }

  #draw(session: Session): void {
    const { operations, readShare, keys, staleShare } = this.#shape;
    const own = new Map<number, number>();
    session.micros.length = 0;
    for (let at = 0; at < operations; at++) {
      const key = this.#random.below(keys);
      if (!this.#random.chance(readShare)) {
        own.set(key, ++this.#value);
        session.micros.push({ f: MICRO.write, key, value: this.#value });
        continue;
      }
      let version = this.#values[key]!.length - 1;
      if (this.#random.chance(staleShare ?? 0)) version = this.#random.below(version + 1);
      const value = own.get(key) ?? this.#values[key]![version]!;
      own.set(key, value);
      session.micros.push({ f: MICRO.read, key, value });
    }
  }

  #commit({ micros, snapshot }: Session): boolean {
    const last = new Map<number, number>();
    for (const { f, key, value } of micros) if (f === MICRO.write) last.set(key, value);
    if (this.#shape.store === 'snapshot') {
      for (const key of last.keys()) if (this.#commits[key]!.at(-1)! >= snapshot) return false;
    }
    for (const [key, value] of last) {
      this.#values[key]!.push(value);
      this.#commits[key]!.push(this.#committed);
    }
    this.#committed++;
    return true;
  }

  #columns(): TransactionColumns {
    const done = this.#done.sort((left, right) => left.call - right.call);
    const start = new Int32Array(done.length + 1);
    for (const [at, { micros }] of done.entries()) start[at + 1] = start[at]! + micros.length;
    const micros = done.flatMap((each) => each.micros);
    return {
      kind: 'rw-register',
      size: done.length,
      outcome: new Uint8Array(done.length).fill(OUTCOME.ok),
      process: Int32Array.from(done, ({ process }) => process),
      processNames: [],
      call: Int32Array.from(done, ({ call }) => call),
      return: Int32Array.from(done, (each) => each.return),
      ranks: this.#rank,
      index: Int32Array.from(done, (each) => each.return),
      start,
      f: Uint8Array.from(micros, ({ f }) => f),
      key: Int32Array.from(micros, ({ key }) => key),
      value: Int32Array.from(micros, ({ value }) => value),
      keys: [...Array.from({ length: this.#shape.keys }).keys()],
      values: new ValueTable(),
      lists: { start: new Int32Array(1), elements: new Int32Array(0), others: [] },
    };
  }
}
