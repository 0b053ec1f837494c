/**
 * The classic search for linearizability, as a yardstick: Wing & Gong (JPDC 1993) with the cache of
 * Lowe (CPE 2017), key by key (Horn & Kroening 2015), as Knossos and Porcupine have it. It takes
 * the first call that the state admits, and goes back when it meets a return. Crashed operations
 * return at the end and need not be taken. Models are the public ones; nothing else is shared with
 * the checkers.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { isInconsistent, type Call, type Model } from '../../checkers/model.js';
import { ConfigurationCache } from './configuration-cache.js';
import { EntryList } from './entry-list.js';

/** The answer; `stopped` when `shouldStop` said so. */
export interface SearchResult {
  readonly kind: 'legal' | 'illegal' | 'stopped';
  readonly configurations: number;
}

/** `shouldStop` is asked once in so many steps; a power of two. */
const STOP_INTERVAL = 256;

/**
 * Judges a strict history; failed operations did not happen. Exponential time at worst, and for
 * each configuration a bit for each operation of the part.
 * @param shouldStop asked every few hundred steps; `true` ends the search.
 */
export function classicSearch(
  history: History,
  model: Model,
  shouldStop: () => boolean = () => false,
): SearchResult {
  let configurations = 0;
  for (const part of partsOf(history, model)) {
    const result = searchPart(part, model, shouldStop);
    configurations += result.configurations;
    if (result.kind !== 'legal') return { kind: result.kind, configurations };
  }
  return { kind: 'legal', configurations };
}

interface Member {
  readonly operation: Operation;
  readonly call: Call;
}

function partsOf(history: History, model: Model): Member[][] {
  const parts = new Map<string, Member[]>();
  for (const operation of history.operations) {
    const { f, key, input, outcome } = operation;
    if (outcome === 'fail') continue;
    const output = outcome === 'ok' ? operation.output : null;
    const call: Call = { f, ...(key === undefined ? {} : { key }), input, output, outcome };
    // Nobody saw what a crashed read read.
    if (outcome === 'info' && model.observes?.(call) === true) continue;
    const name = partName(model, call);
    const members = parts.get(name);
    if (members === undefined) parts.set(name, [{ operation, call }]);
    else members.push({ operation, call });
  }
  return [...parts.values()];
}

function partName({ partition }: Model, call: Call): string {
  if (partition === false) return '';
  const key = partition === undefined ? call.key : partition(call);
  return key === undefined ? '' : canonicalKey(key);
}

function searchPart(
  members: readonly Member[],
  model: Model,
  shouldStop: () => boolean,
): SearchResult {
  const { events, callOf, returnOf } = orderEvents(members);
  const list = new EntryList(events.length);
  const cache = new ConfigurationCache(members.length);
  const states = new StateNumbers(model);
  const taken: { readonly member: number; readonly before: unknown }[] = [];
  let required = members.filter(({ call }) => call.outcome === 'ok').length;
  let state = model.initial;
  let entry = list.after(list.head);
  const count = (member: number): number => (returnOf[member]! < 0 ? 0 : 1);
  for (let step = 0; required > 0; step++) {
    if (step % STOP_INTERVAL === 0 && shouldStop()) {
      return { kind: 'stopped', configurations: cache.size };
    }
    if (entry !== list.head && (events[entry]! & 1) === 0) {
      const member = events[entry]! >> 1;
      const next = model.step(state, members[member]!.call);
      cache.toggle(member);
      if (isInconsistent(next) || !cache.add(states.of(next))) {
        cache.toggle(member);
        entry = list.after(entry);
        continue;
      }
      taken.push({ member, before: state });
      state = next;
      list.remove(entry);
      if (returnOf[member]! >= 0) list.remove(returnOf[member]!);
      required -= count(member);
      entry = list.after(list.head);
    } else {
      const last = taken.pop();
      if (last === undefined) return { kind: 'illegal', configurations: cache.size };
      const { member } = last;
      state = last.before;
      cache.toggle(member);
      required += count(member);
      if (returnOf[member]! >= 0) list.restore(returnOf[member]!);
      list.restore(callOf[member]!);
      entry = list.after(callOf[member]!);
    }
  }
  return { kind: 'legal', configurations: cache.size };
}

/** Calls and returns in order, as `member * 2` plus 1 for a return; crashed ones have no return. */
function orderEvents(members: readonly Member[]): {
  readonly events: Int32Array;
  readonly callOf: Int32Array;
  readonly returnOf: Int32Array;
} {
  const count = members.reduce((sum, { call }) => sum + (call.outcome === 'ok' ? 2 : 1), 0);
  const ranks = new Float64Array(2 * members.length);
  const events = new Int32Array(count);
  let filled = 0;
  members.forEach(({ operation, call }, member) => {
    ranks[2 * member] = operation.call;
    ranks[2 * member + 1] = operation.return;
    events[filled++] = 2 * member;
    if (call.outcome === 'ok') events[filled++] = 2 * member + 1;
  });
  events.sort((a, b) => ranks[a]! - ranks[b]! || (a & 1) - (b & 1) || a - b);
  const callOf = new Int32Array(members.length);
  const returnOf = new Int32Array(members.length).fill(-1);
  events.forEach((event, entry) => {
    ((event & 1) === 0 ? callOf : returnOf)[event >> 1] = entry;
  });
  return { events, callOf, returnOf };
}

const PLAIN: ReadonlySet<string> = new Set(['number', 'string', 'boolean']);

/** Numbers for states; plain ones are looked up as they are. */
class StateNumbers {
  readonly #plain = new Map<unknown, number>();
  readonly #others = new Map<string, number>();
  readonly #keyOf: (state: unknown) => string;

  constructor(model: Model) {
    this.#keyOf = (state) => model.stateKey?.(state) ?? canonicalKey(state as Value);
  }

  of(state: unknown): number {
    const isPlain = state === null || PLAIN.has(typeof state);
    const numbers: Map<unknown, number> = isPlain ? this.#plain : this.#others;
    const key = isPlain ? state : this.#keyOf(state);
    let number = numbers.get(key);
    if (number === undefined) {
      number = this.#plain.size + this.#others.size;
      numbers.set(key, number);
    }
    return number;
  }
}
