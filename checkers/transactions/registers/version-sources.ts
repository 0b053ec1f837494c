/**
 * What orders versions of registers, by Elle's options (Kingsbury and Alvaro, VLDB 2020, section
 * 4.3.2, and the documentation of `elle.rw-register/check`): that a transaction writes after it
 * reads, that each key is sequential, that each key is linearizable, or a log of the database.
 *
 * Each source looks at the keys apart, so that all of them take time linear in the history, times
 * the number of transactions that use a key at once.
 */

import { OPEN, OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL } from '../observation.js';
import { KeyTouches } from './key-touches.js';
import type { RegisterObservation } from './register-observation.js';
import type { VersionEdges, Versions } from './version-edges.js';

/** Who reads a key and then writes it puts its version after the one it read. Linear. */
export function addWritesFollowReads(
  observation: RegisterObservation,
  versions: Versions,
  edges: VersionEdges,
): void {
  const touches = new KeyTouches(observation, versions);
  for (let node = INITIAL + 1; node < observation.size; node++) {
    touches.visitEffects(node, (_key, first, last) => edges.add(first, last, node, node));
  }
}

/** What a process did to a key, it did in the order of its transactions. Linear. */
export function addSequentialOrder(
  observation: RegisterObservation,
  versions: Versions,
  edges: VersionEdges,
): void {
  const { size, previous, columns, transaction } = observation;
  const touches = new KeyTouches(observation, versions);
  const next = new Int32Array(size);
  for (let node = INITIAL + 1; node < size; node++) next[previous[node]!] = node;
  const lastVersion = new Int32Array(columns.keys.length);
  const lastNode = new Int32Array(columns.keys.length);
  const seenBy = new Int32Array(columns.keys.length);
  for (let head = INITIAL + 1; head < size; head++) {
    const isHead = previous[head] === INITIAL && columns.outcome[transaction[head]!] === OUTCOME.ok;
    if (!isHead) continue;
    for (let node = head; node !== 0; node = next[node]!) {
      touches.visitEffects(node, (key, first, last) => {
        if (seenBy[key] === head) edges.add(lastVersion[key]!, first, lastNode[key]!, node);
        seenBy[key] = head;
        lastVersion[key] = last;
        lastNode[key] = node;
      });
    }
  }
}

/**
 * Who returned before another was called had its effect on a key before. As in the graph of real
 * time, what is implied by a third transaction between is left out.
 */
export function addLinearizableOrder(
  observation: RegisterObservation,
  versions: Versions,
  edges: VersionEdges,
): void {
  const { columns, transaction } = observation;
  const frontiers: Frontier[] = Array.from(columns.keys, () => ({ running: [], returned: [] }));
  const called = (node: number): number => columns.call[transaction[node]!]!;
  const returned = (node: number): number =>
    columns.outcome[transaction[node]!] === OUTCOME.ok ? columns.return[transaction[node]!]! : OPEN;
  const touches = new KeyTouches(observation, versions);
  for (let node = INITIAL + 1; node < observation.size; node++) {
    const call = called(node);
    const end = returned(node);
    touches.visitEffects(node, (key, first, last) => {
      const frontier = frontiers[key]!;
      if (call !== NO_CALL) {
        settle(frontier, call, called, returned);
        for (const before of frontier.returned) {
          edges.add(before.last, first, before.node, node);
        }
      }
      if (end === OPEN) return;
      const { running } = frontier;
      let place = running.length;
      while (place > 0 && returned(running[place - 1]!.node) > end) place--;
      running.splice(place, 0, { node, last });
    });
  }
}

/** The uses of one key that matter to those to come. */
interface Frontier {
  /** Called and not yet returned, by order of return. */
  running: Use[];
  /** Returned, and no other use lies wholly after them. */
  returned: Use[];
}

interface Use {
  readonly node: number;
  readonly last: number;
}

/** Lets return what returned before `time`. */
function settle(
  frontier: Frontier,
  time: number,
  called: (node: number) => number,
  returned: (node: number) => number,
): void {
  const { running } = frontier;
  let count = 0;
  while (count < running.length && returned(running[count]!.node) < time) {
    const use = running[count++]!;
    const call = called(use.node);
    frontier.returned = frontier.returned.filter(({ node }) => returned(node) > call);
    frontier.returned.push(use);
  }
  if (count > 0) frontier.running = running.slice(count);
}

/**
 * The order that a log of the database gives: numbers by `Event.index` of completions, greater ones
 * later. O(n log n).
 */
export function addTransactionOrder(
  { size, columns, transaction, writeStart, writeKey }: RegisterObservation,
  order: ReadonlyMap<number, number>,
  edges: VersionEdges,
): void {
  const known: { readonly node: number; readonly number: number }[] = [];
  for (let node = INITIAL + 1; node < size; node++) {
    const number = order.get(columns.index[transaction[node]!]!);
    if (number !== undefined) known.push({ node, number });
  }
  known.sort((left, right) => left.number - right.number || left.node - right.node);
  const last = new Int32Array(columns.keys.length).fill(-1);
  const lastNode = new Int32Array(columns.keys.length);
  for (const { node } of known) {
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      const key = writeKey[version]!;
      if (last[key]! >= 0) edges.add(last[key]!, version, lastNode[key]!, node);
      last[key] = version;
      lastNode[key] = node;
    }
  }
}
