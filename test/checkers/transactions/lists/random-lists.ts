/**
 * Random small histories of lists: a few processes run transactions against stores of many kinds,
 * from one that is strictly serializable to some that are wrong in one way or in several.
 */

import type { Event } from '../../../../src/history/event.js';
import type { Random } from '../../oracle/random.js';
import type { OracleMicro, OracleTransaction } from '../../oracle/transactions/transactions.js';

const STORES = [
  'serial',
  'stale',
  'stale',
  'snapshot',
  'snapshot',
  'dirty',
  'forgetful',
  'forked',
] as const;

/** How large histories are. */
export interface ListShape {
  readonly transactions: number;
  readonly keys: number;
  readonly micros: number;
}

interface Running {
  readonly process: number;
  readonly outcome: OracleTransaction['outcome'];
  readonly micros: OracleMicro[];
  readonly call: number;
  readonly snapshot: number;
  next: number;
}

/** A history of at most as many transactions as the shape says, in the order of their calls. */
export function randomLists(random: Random, shape: ListShape): OracleTransaction[] {
  return new ListStore(random, shape).run();
}

/** The events of a history. */
export function eventsOf(transactions: readonly OracleTransaction[]): Event[] {
  const events = transactions.flatMap(({ process, outcome, micros, call, ...rest }) => [
    {
      at: call,
      type: 'invoke' as const,
      process,
      value: micros.map(({ f, key, value }) => [f, key, f === 'r' ? null : value]),
    },
    {
      at: rest.return,
      type: outcome,
      process,
      value: micros.map(({ f, key, value }) => [
        f,
        key,
        outcome === 'ok' || f !== 'r' ? value : null,
      ]),
    },
  ]);
  return events
    .toSorted((left, right) => left.at - right.at)
    .map(({ type, process, value }, index) => ({ index, type, process, f: 'txn', value }));
}

class ListStore {
  readonly #store: (typeof STORES)[number];
  /** Of each key its elements, with the time when each was there. */
  readonly #lists: { element: number; from: number }[][];
  readonly #appended: number[];
  #time = 0;

  constructor(
    readonly random: Random,
    readonly shape: ListShape,
  ) {
    this.#store = random.pick(STORES);
    this.#lists = Array.from({ length: shape.keys }, () => []);
    this.#appended = this.#lists.map(() => 0);
  }

  run(): OracleTransaction[] {
    const { random, shape } = this;
    const done: OracleTransaction[] = [];
    const running: Running[] = [];
    let processes = 0;
    const idle = Array.from({ length: 1 + random.below(4) }, () => processes++);
    let left = shape.transactions;
    while (left > 0 || running.length > 0) {
      if (left > 0 && idle.length > 0 && (running.length === 0 || random.chance(0.5))) {
        left--;
        running.push(this.#begin(idle.splice(random.below(idle.length), 1)[0]!));
        continue;
      }
      const one = random.pick(running);
      if (one.next < one.micros.length) {
        this.#step(one);
        continue;
      }
      running.splice(running.indexOf(one), 1);
      const { process, outcome, micros, call } = one;
      done.push({ process, outcome, micros, call, return: this.#time++ });
      idle.push(outcome === 'info' ? processes++ : process);
    }
    return done.toSorted((left, right) => left.call - right.call);
  }

  #begin(process: number): Running {
    const { random, shape } = this;
    const chance = random.below(100);
    const outcome = chance < 80 ? 'ok' : chance < 88 ? 'fail' : 'info';
    const micros = Array.from({ length: 1 + random.below(shape.micros) }, (): OracleMicro => {
      const key = random.below(shape.keys);
      if (random.chance(0.5)) return { f: 'r', key, value: [] };
      return { f: 'append', key, value: ++this.#appended[key]! };
    });
    const call = this.#time++;
    return { process, outcome, micros, call, snapshot: call - random.below(8), next: 0 };
  }

  /** Takes effect: at once, or where the store is dirty by single micro-operations. */
  #step(one: Running): void {
    const isDirty = this.#store === 'dirty';
    const end = isDirty ? one.next + 1 : one.micros.length;
    const takesEffect =
      one.outcome === 'ok' || (one.outcome === 'info' ? this.random.chance(0.6) : isDirty);
    const own: { key: number; element: number }[] = [];
    const at = this.#time++;
    for (; one.next < end; one.next++) {
      const micro = one.micros[one.next]!;
      if (micro.f === 'r') {
        one.micros[one.next] = { ...micro, value: this.#read(one, micro.key, own) };
      } else if (micro.f === 'append') {
        own.push({ key: micro.key, element: micro.value });
      }
    }
    if (!takesEffect) return;
    for (const { key, element } of own) {
      if (this.#store === 'forgetful' && this.random.chance(0.1)) continue;
      const list = this.#lists[key]!;
      const isForked = this.#store === 'forked' && this.random.chance(0.1);
      list.splice(isForked ? this.random.below(list.length + 1) : list.length, 0, {
        element,
        from: at,
      });
    }
  }

  #read(one: Running, key: number, own: readonly { key: number; element: number }[]): number[] {
    const list = this.#lists[key]!;
    const isOld =
      this.#store === 'snapshot' || (this.#store === 'stale' && this.random.chance(0.5));
    const seen = isOld ? list.filter(({ from }) => from <= one.snapshot) : list;
    const mine = own.filter((append) => append.key === key);
    return [...seen, ...mine].map(({ element }) => element);
  }
}
