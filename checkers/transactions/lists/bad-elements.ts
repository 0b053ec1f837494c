/**
 * Elements that should not be in a list that was read: of an append that failed (G1a, Adya 1999,
 * section 4.2.3), of nobody (garbage, in Elle's paper), and those that stand there more often than
 * they were appended. The lists are not walked: for each key the first such element says which
 * reads have seen it.
 */

import { OPEN, OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { listOf } from '../../../src/history/transactions/transaction-at.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';
import { NOBODY } from './version-writers.js';

type Problem = 'G1a' | 'garbage-read' | 'duplicate-elements';

/** By key the first place of an element with the problem; OPEN where there is none. */
type FirstPlaces = ReadonlyMap<Problem, Int32Array>;

/**
 * Adds a case of `G1a`, `garbage-read` or `duplicate-elements` for each read that shows one.
 * Linear, without the reads where no key has such an element.
 */
export function findBadElements(observation: ListObservation, found: AnomalyCollector): void {
  const { columns, writers } = observation;
  const { size, start, f, key, value, outcome, lists } = columns;
  const firstPlaces = firstPlacesOf(observation);
  if (firstPlaces.size === 0 && lists.others.length === 0) return;
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.read) continue;
      const length = value[micro]!;
      if (length < 0) {
        addDiverging(observation, found, at, micro);
        continue;
      }
      const end = lists.start[key[micro]!]! + length;
      for (const [problem, first] of firstPlaces) {
        const place = first[key[micro]!]!;
        if (place >= end) continue;
        const version = writers.index.repeated.get(place) ?? place;
        add(observation, found, problem, at, micro, version);
      }
    }
  }
}

function firstPlacesOf(observation: ListObservation): FirstPlaces {
  const { columns, writers } = observation;
  const { start } = columns.lists;
  const first = new Map<Problem, Int32Array>();
  const note = (problem: Problem, key: number, place: number): void => {
    let places = first.get(problem);
    if (places === undefined) {
      first.set(problem, (places = new Int32Array(columns.keys.length).fill(OPEN)));
    }
    places[key] = Math.min(places[key]!, place);
  };
  for (let key = 0; key < columns.keys.length; key++) {
    for (let place = start[key]!; place < start[key + 1]!; place++) {
      const problem = problemOf(observation, writers.index.repeated.get(place) ?? place);
      if (problem !== undefined) note(problem, key, place);
    }
  }
  const copies = new Map<number, number>();
  let key = 0;
  for (const [place, version] of writers.index.repeated) {
    const count = (copies.get(version) ?? 1) + 1;
    copies.set(version, count);
    while (start[key + 1]! <= place) key++;
    if (count > appendsOf(observation, version)) note('duplicate-elements', key, place);
  }
  return first;
}

function problemOf({ columns, writers }: ListObservation, version: number): Problem | undefined {
  const writer = writers.transaction[version]!;
  if (writer === NOBODY) return 'garbage-read';
  if (writer >= 0) return columns.outcome[writer] === OUTCOME.fail ? 'G1a' : undefined;
  return undefined;
}

function appendsOf({ writers }: ListObservation, version: number): number {
  return writers.appendedTwice.get(version)?.length ?? 1;
}

/** The first of each problem in a list that is kept whole. */
function addDiverging(
  observation: ListObservation,
  found: AnomalyCollector,
  at: number,
  micro: number,
): void {
  const { columns, writers } = observation;
  const { elements } = columns.lists.others[-2 - columns.value[micro]!]!;
  const seen = new Set<Problem>();
  const copies = new Map<number, number>();
  for (const element of elements) {
    const version = writers.index.find(columns.key[micro]!, element);
    const count = (copies.get(version) ?? 0) + 1;
    copies.set(version, count);
    const isTooOften = count > appendsOf(observation, version);
    for (const problem of [
      problemOf(observation, version),
      isTooOften ? ('duplicate-elements' as const) : undefined,
    ]) {
      if (problem === undefined || seen.has(problem)) continue;
      seen.add(problem);
      add(observation, found, problem, at, micro, version);
    }
  }
}

function add(
  observation: ListObservation,
  found: AnomalyCollector,
  problem: Problem,
  at: number,
  micro: number,
  version: number,
): void {
  const { columns } = observation;
  const weight = columns.start[at + 1]! - columns.start[at]! + Math.abs(columns.value[micro]!);
  found.add(problem, weight, () => tell(observation, problem, at, micro, version));
}

function tell(
  { columns, writers }: ListObservation,
  problem: Problem,
  at: number,
  micro: number,
  version: number,
): TransactionAnomaly {
  const key = columns.keys[columns.key[micro]!]!;
  const code = writers.index.elementOf(version);
  const element = describeValue(columns.values.valueOf(code));
  const where = keyName(key);
  const writer = writers.transaction[version]!;
  const operations = writer >= 0 && problem === 'G1a' ? [writer, at] : [at];
  const reader = `T${operations.length}`;
  const sentences: Record<Problem, readonly [string, string]> = {
    G1a: [
      `aborted read by ${reference(at)}: it saw ${element} in ${where}, and that append failed`,
      `${reader} observed T1's append of ${element} to ${where}, but T1 failed: an aborted read!`,
    ],
    'garbage-read': [
      `garbage read by ${reference(at)}: nobody appended ${element} to ${where}`,
      `${reader} observed ${element} in ${where}, but nobody appended it: a value from nowhere!`,
    ],
    'duplicate-elements': [
      `duplicate element seen by ${reference(at)}: ${element} is in ${where} more than once`,
      `${reader} observed ${element} in ${where} ${copiesIn(columns, micro, code)} times, ` +
        `but it was appended ${times(writers.appendedTwice.get(version)?.length ?? 1)}.`,
    ],
  };
  const [message, sentence] = sentences[problem];
  return {
    kind: problem,
    message,
    operations,
    key,
    explanation: [...introductions(columns, operations), sentence],
  };
}

function copiesIn(columns: ListObservation['columns'], micro: number, code: number): number {
  const list = listOf(columns, micro) ?? [];
  return list.filter((element) => columns.values.codeOf(element) === code).length;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
