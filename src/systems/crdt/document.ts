/**
 * What a key holds: one of each data type, and which updates it has seen. Updates and merges make
 * new documents.
 */

import type { Value } from '../../history/value.js';
import type { Bugs } from './bugs.js';
import { countOf, increment, mergeCounters, type Counter } from './counter.js';
import type { Identity } from './identity.js';
import { integrate, mergeLists, visibleOf, type List } from './list.js';
import {
  addTo,
  elementsOf,
  EMPTY_SET,
  mergeSets,
  removeFrom,
  type ObservedRemoveSet,
} from './observed-remove-set.js';
import { assigned, mergeRegisters, type Register } from './register.js';

/** What an update answered, by its serial number. */
type Answers = Readonly<Record<string, Value>>;

/** The state of one key. */
export interface Document {
  readonly clock: number;
  readonly seen: Answers;
  readonly counter: Counter;
  readonly set: ObservedRemoveSet;
  readonly register: Register | undefined;
  readonly list: List;
}

/** Before any update. */
export const NOTHING: Document = {
  clock: 0,
  seen: {},
  counter: {},
  set: EMPTY_SET,
  register: undefined,
  list: [],
};

/** An update: its function, its serial number, and its argument if it takes one. */
export interface Update {
  readonly f: string;
  readonly serial: number;
  readonly argument: number;
}

/** The document after an update by `replica`, which sees all that is in it. */
export function updated(document: Document, update: Update, replica: string, bugs: Bugs): Document {
  const identity = { number: document.clock + 1, replica };
  const { target, ...changed } = change(document, update, identity, bugs);
  const context = Object.keys(document.seen).map(Number);
  const answer: Value = target === undefined ? { seen: context } : { seen: context, target };
  return {
    ...changed,
    clock: identity.number,
    seen: { ...document.seen, [update.serial]: answer },
  };
}

function change(
  document: Document,
  { f, serial, argument }: Update,
  identity: Identity,
  bugs: Bugs,
): Document & { readonly target?: number } {
  const { counter, set, list } = document;
  const { replica, number } = identity;
  const visible = visibleOf(list);
  switch (f) {
    case 'increment':
      return { ...document, counter: increment(counter, replica, argument, bugs) };
    case 'add':
      return { ...document, set: addTo(set, argument, `${replica}.${number}`, bugs) };
    case 'remove':
      return { ...document, set: removeFrom(set, argument) };
    case 'assign':
      return { ...document, register: assigned(document.register, serial, replica) };
    case 'insert': {
      const after = visible[Math.min(argument, visible.length) - 1]?.identity;
      const node = { identity, value: serial, isDeleted: false, after };
      return { ...document, list: integrate(list, node, bugs) };
    }
    case 'delete': {
      const target = visible[argument % Math.max(1, visible.length)];
      if (target === undefined) return document;
      const at = list.indexOf(target);
      const deleted = list.with(at, { ...target, isDeleted: true });
      return { ...document, list: deleted, target: target.value };
    }
    default:
      throw new Error(`replicated data do not know "${f}"`);
  }
}

/** What two replicas know together: commutative, associative, idempotent. */
export function merged(left: Document, right: Document, bugs: Bugs): Document {
  return {
    clock: Math.max(left.clock, right.clock),
    seen: { ...left.seen, ...right.seen },
    counter: mergeCounters(left.counter, right.counter, bugs),
    set: mergeSets(left.set, right.set),
    register: mergeRegisters(left.register, right.register, bugs),
    list: mergeLists(left.list, right.list, bugs),
  };
}

/** What a reader gets. */
export function readOf({ seen, counter, set, register, list }: Document): Value {
  return {
    seen: Object.keys(seen).map(Number),
    counter: countOf(counter),
    set: elementsOf(set),
    register: register?.value ?? null,
    list: visibleOf(list).map(({ value }) => value),
  };
}
