/**
 * What the operations of a part say of a register: who wrote each value, and between which times
 * the value is known to have been there. Only for parts in which no value is written twice, so that
 * a value tells who wrote it.
 */

import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NULL_CODE } from '../../../../src/history/columns/value-table.js';
import type { Value } from '../../../../src/history/value.js';
import type { RegisterView } from '../../../model.js';
import type { Part } from '../../part.js';
import { numberValues, type ValueNumbers } from './value-numbers.js';

/** What a member does, given its answer. */
export const KIND = {
  /** A crashed operation that could change nothing, and that nobody could tell. */
  dropped: 0,
  /** It saw its value. A compare-and-set of a value by itself is a read. */
  read: 1,
  write: 2,
  /** It saw its expected value and replaced it by another; a crashed one perhaps. */
  cas: 3,
  /** It happened and says nothing: a read of `null` where those are ignored. */
  silent: 4,
  /** It saw a value other than the expected one. */
  unequal: 5,
} as const;

/** A part as a register, in columns by member and by value; values are numbers from 0. */
export interface RegisterFacts {
  readonly part: Part;
  /** {@link KIND} of each member. */
  readonly kind: Uint8Array;
  /** For each member the value that it read, or else wrote; what `unequal` ones expected. */
  readonly value: Int32Array;
  /** For each `cas` the value that it replaced; empty when there is none. */
  readonly expected: Int32Array;
  /** Whether there is a `cas`. */
  readonly hasCas: boolean;
  /** How many are `silent` or `unequal`. */
  readonly observers: number;
  readonly numbers: ValueNumbers;
  /** The number of the value that was there first. */
  readonly initial: number;
  /** For each value the member that writes it; -1 for the initial one and what nobody writes. */
  readonly writer: Int32Array;
  /** For each value how many members are reads of it. */
  readonly reads: Int32Array;
  /**
   * For each value the least return of what reads, writes or replaces it, `OPEN` when nothing of
   * the kind returned, -1 for the initial value.
   */
  readonly first: Int32Array;
  /**
   * For each value the greatest call of what reads or writes it, or returned from replacing it; -1
   * when there is none.
   */
  readonly last: Int32Array;
}

/**
 * The facts of a part; `undefined` when a value is written twice, the initial value is written, an
 * operation has no role or no proper arguments, or failures were observed. Linear.
 */
export function registerFacts(part: Part, view: RegisterView): RegisterFacts | undefined {
  if (part.reason !== undefined) return undefined;
  const accesses = readAccesses(part, view);
  if (accesses === undefined) return undefined;
  const { kind, value, expected, hasCas } = accesses;
  const numbers = numberValues(accesses);
  const initial = numbers.numberOf(part.history.values.codeOf(view.initial));
  numbers.translate(value);
  numbers.translate(expected);
  const { count } = numbers;
  const facts: RegisterFacts = {
    part,
    kind,
    value,
    expected,
    hasCas,
    observers: accesses.observers,
    numbers,
    initial,
    writer: new Int32Array(count).fill(-1),
    reads: new Int32Array(count),
    first: new Int32Array(count).fill(OPEN),
    last: new Int32Array(count).fill(-1),
  };
  return gather(facts) ? facts : undefined;
}

interface Accesses {
  readonly kind: Uint8Array;
  /** Codes, for now. */
  readonly value: Int32Array;
  readonly expected: Int32Array;
  readonly hasCas: boolean;
  readonly observers: number;
  readonly least: number;
  readonly greatest: number;
  readonly size: number;
}

function readAccesses(part: Part, view: RegisterView): Accesses | undefined {
  const { size, f, input, output, outcome, history } = part;
  const { values } = history;
  const roles = Uint8Array.from(history.functions, (name) =>
    Object.hasOwn(view.roles, name) ? KIND[view.roles[name]!] : 0,
  );
  const hasCas = roles.some((role, at) => role === KIND.cas && f.includes(at));
  const unequal = hasCas ? values.codeOf(false) : NULL_CODE;
  const ignored = view.nullReads === 'ignored';
  const kind = new Uint8Array(size);
  const value = new Int32Array(size);
  const expected = new Int32Array(hasCas ? size : 0);
  let least = values.codeOf(view.initial);
  let greatest = least;
  let observers = 0;
  for (let member = 0; member < size; member++) {
    const happened = outcome[member] === OUTCOME.ok;
    if (!happened && outcome[member] === OUTCOME.fail) return undefined;
    let known = roles[f[member]!]!;
    let code = known === KIND.read ? output[member]! : input[member]!;
    if (known === KIND.read) {
      if (!happened) continue;
      if (ignored && code === NULL_CODE) known = KIND.silent;
    } else if (known === KIND.cas) {
      const pair = values.valueOf(code);
      if (!Array.isArray(pair) || pair.length !== 2) return undefined;
      const [left, right] = pair as unknown as readonly [Value, Value];
      const from = values.codeOf(left);
      code = values.codeOf(right);
      if (happened && output[member] === unequal) known = KIND.unequal;
      else if (from === code) known = happened ? KIND.read : KIND.dropped;
      if (known === KIND.unequal) code = from;
      else expected[member] = from;
      if (from < least) least = from;
      if (from > greatest) greatest = from;
    } else if (known !== KIND.write) return undefined;
    kind[member] = known;
    value[member] = code;
    if (known >= KIND.silent) observers += 1;
    if (known === KIND.silent) continue;
    if (code < least) least = code;
    if (code > greatest) greatest = code;
  }
  // The initial value, and the 0 of those that have none.
  const codes = (hasCas ? 2 : 1) * size + 2;
  return { kind, value, expected, hasCas, observers, least, greatest, size: codes };
}

/** Fills the columns by value; false when a value has two writers, or the initial one has one. */
function gather(facts: RegisterFacts): boolean {
  const { part, kind, value, expected, writer, reads, first, last, initial } = facts;
  const { call, return: returned } = part;
  for (let member = 0; member < part.size; member++) {
    const known = kind[member]!;
    if (known !== KIND.read && known !== KIND.write && known !== KIND.cas) continue;
    const of = value[member]!;
    const end = returned[member]!;
    if (known === KIND.read) reads[of]! += 1;
    else if (writer[of] !== -1 || of === initial) return false;
    else writer[of] = member;
    // Members are in order of call.
    if (end < first[of]!) first[of] = end;
    last[of] = call[member]!;
    if (known !== KIND.cas || end === OPEN) continue;
    const from = expected[member]!;
    if (end < first[from]!) first[from] = end;
    last[from] = call[member]!;
  }
  first[initial] = -1;
  return true;
}
