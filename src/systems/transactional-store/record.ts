/**
 * Runs of the transactional store without a simulator, for tests and benchmarks: sessions take
 * turns at random, one micro-operation at a time, and what they saw is recorded as Jepsen would.
 */

import type { Event, EventType } from '../../history/event.js';
import type { TransactionKind } from '../../history/transactions/transaction-columns.js';
import type { Value } from '../../history/value.js';
import { below, mix } from '../../scenario/randomness.js';
import { isolationNamed } from './isolation.js';
import { TransactionalStore, type Chance } from './store.js';
import type { StoreKey } from './store-key.js';
import type { Transaction } from './transaction.js';

/** What is run. */
export interface RecordOptions {
  /** The consistency model that the store keeps, by its name in isolation.ts. */
  readonly level: string;
  readonly seed: number;
  readonly kind: TransactionKind;
  /** How many transactions are invoked. */
  readonly transactions: number;
  /** Sessions that are open at a time; default 5. */
  readonly sessions?: number;
  /** Keys that are in use at a time; default 3. */
  readonly keys?: number;
  /** Writes after which a key is retired and another takes its place; default 100. */
  readonly writesPerKey?: number;
  /** A transaction has 1 up to so many micro-operations; default 4. */
  readonly microsMax?: number;
  /** Transactions that abort for no reason, in a hundred; default 3. */
  readonly abortPercent?: number;
  /** Sessions that end with a transaction nobody knows the outcome of, in a hundred; default 1. */
  readonly crashPercent?: number;
}

type Micro = readonly [f: string, key: StoreKey, value: Value];

interface Running {
  process: number;
  transaction?: Transaction | undefined;
  asked: readonly Micro[];
  answered: Micro[];
}

/** Records a run: the events of all its transactions. Near linear. */
export function recordStore(options: RecordOptions): Event[] {
  return new Recording(options).run();
}

/** A sequence of draws that belongs to `seed`. */
export function chanceOf(seed: number): Chance {
  let drawn = 0;
  return { below: (bound) => below(mix(mix(0x9e3779b9 | 0, seed | 0), drawn++), bound) };
}

class Recording {
  readonly #events: Event[] = [];
  readonly #chance: Chance;
  readonly #store: TransactionalStore;
  readonly #keys: number[];
  readonly #written = new Map<number, number>();
  readonly #sessions: Running[];
  readonly #options: Required<RecordOptions>;
  #keysUsed: number;
  #processes: number;
  #invoked = 0;

  constructor(options: RecordOptions) {
    this.#options = {
      sessions: 5,
      keys: 3,
      writesPerKey: 100,
      microsMax: 4,
      abortPercent: 3,
      crashPercent: 1,
      ...options,
    };
    const { level, seed, keys, sessions } = this.#options;
    this.#chance = chanceOf(seed);
    this.#store = new TransactionalStore(isolationNamed(level), this.#chance);
    this.#keys = Array.from({ length: keys }, (_, key) => key);
    this.#keysUsed = keys;
    this.#processes = sessions;
    this.#sessions = Array.from({ length: sessions }, (_, process) => ({
      process,
      asked: [],
      answered: [],
    }));
  }

  run(): Event[] {
    const { transactions } = this.#options;
    const open = (): Running[] =>
      this.#sessions.filter(({ transaction }) => transaction !== undefined);
    while (this.#invoked < transactions) {
      this.#step(this.#sessions[this.#chance.below(this.#sessions.length)]!);
    }
    for (let left = open(); left.length > 0; left = open()) {
      this.#step(left[this.#chance.below(left.length)]!);
    }
    return this.#events;
  }

  #step(session: Running): void {
    const { transaction, asked, answered } = session;
    if (transaction === undefined) {
      this.#invoke(session);
    } else if (answered.length < asked.length) {
      const micro = this.#answer(transaction, asked[answered.length]!);
      if (micro === undefined) this.#complete(session, 'fail');
      else answered.push(micro);
    } else {
      this.#finish(session, transaction);
    }
  }

  #invoke(session: Running): void {
    const { microsMax } = this.#options;
    const size = 1 + this.#chance.below(microsMax);
    session.asked = Array.from({ length: size }, () => this.#micro());
    session.answered = [];
    session.transaction = this.#store.begin(session.process);
    this.#invoked++;
    this.#record(session, 'invoke', session.asked);
  }

  #micro(): Micro {
    const { kind, writesPerKey } = this.#options;
    const at = this.#chance.below(this.#keys.length);
    const key = this.#keys[at]!;
    if (this.#chance.below(2) === 0) return ['r', key, null];
    const value = (this.#written.get(key) ?? 0) + 1;
    this.#written.set(key, value);
    if (value === writesPerKey) this.#keys[at] = this.#keysUsed++;
    return [kind === 'list-append' ? 'append' : 'w', key, value];
  }

  /** `undefined` if the store refuses and has aborted the transaction. */
  #answer(transaction: Transaction, micro: Micro): Micro | undefined {
    const [f, key, value] = micro;
    if (f === 'r') return [f, key, this.#store.read(transaction, key)];
    const isDone =
      f === 'append'
        ? this.#store.append(transaction, key, value)
        : this.#store.write(transaction, key, value);
    return isDone ? micro : undefined;
  }

  #finish(session: Running, transaction: Transaction): void {
    const { abortPercent, crashPercent } = this.#options;
    const aborts = this.#chance.below(100) < abortPercent;
    if (aborts) this.#store.abort(transaction);
    const isCommitted = this.#store.commit(transaction);
    if (this.#chance.below(100) < crashPercent) this.#complete(session, 'info');
    else this.#complete(session, isCommitted ? 'ok' : 'fail');
  }

  #complete(session: Running, type: EventType): void {
    session.transaction = undefined;
    this.#record(session, type, type === 'ok' ? session.answered : session.asked);
    // Nobody knows when an operation without an answer takes effect; its process ends.
    if (type === 'info') session.process = this.#processes++;
  }

  #record({ process }: Running, type: EventType, value: readonly Micro[]): void {
    const index = this.#events.length;
    this.#events.push({ index, type, process, f: 'txn', value, timeNs: index * 1000 });
  }
}
