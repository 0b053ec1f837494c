/**
 * The few transactions that break a level, as a graph of reasons small enough to be searched in
 * every way. A transaction is two moments, its snapshot and its commit (Zhang et al., Viper,
 * EuroSys 2023); what a dependency joins depends on the axiom. For serializability the two are one.
 */

import { OPEN } from '../../../src/history/columns/operation-columns.js';
import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import type { DependencyKind } from '../anomaly.js';
import type { Level } from '../levels/level.js';
import { INITIAL, type Observation } from '../observation.js';

/** Why one node of the core comes before another. */
export interface Reason {
  readonly from: number;
  readonly to: number;
  readonly kind: DependencyKind;
  /** Number of the key; -1 for orders of processes and of time. */
  readonly key: number;
}

/** Two writers of a key of which nobody said who came first. */
export interface Choice {
  readonly first: number;
  readonly second: number;
  readonly key: number;
}

/** Facts about the core: node `INITIAL` is before all and stands in no reason. */
export interface CoreFacts {
  readonly nodes: readonly number[];
  readonly reasons: readonly Reason[];
  readonly choices: readonly Choice[];
  /** What follows when `first` wrote `key` before `second`. */
  consequences(first: number, second: number, key: number): readonly Reason[];
}

interface Read {
  readonly reader: number;
  readonly key: number;
  readonly writer: number;
}

/** What is certain of the core, and what is open. Quadratic in its size. */
export function factsOf(
  observation: Observation,
  involved: readonly number[],
  { order }: Level,
): CoreFacts {
  const nodes = involved.filter((node) => node !== INITIAL);
  const inside = new Set(involved).add(INITIAL);
  const reads: Read[] = nodes.flatMap((reader) =>
    readsOf(observation, reader).filter(({ writer }) => inside.has(writer)),
  );
  const writers = new Map<number, number[]>();
  for (const node of nodes) {
    const { writeStart, writeKey } = observation;
    for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
      const key = writeKey[at]!;
      writers.set(key, [...(writers.get(key) ?? []), node]);
    }
  }
  const reasons = [...orderReasons(observation, nodes, order)];
  for (const { reader, key, writer } of reads) {
    if (writer !== INITIAL) {
      reasons.push({ from: writer, to: reader, kind: 'wr', key });
      continue;
    }
    for (const later of writers.get(key) ?? []) {
      if (later !== reader) reasons.push({ from: reader, to: later, kind: 'rw', key });
    }
  }
  const choices = [...writers].flatMap(([key, all]) =>
    all.flatMap((first, at) => all.slice(at + 1).map((second) => ({ first, second, key }))),
  );
  const consequences = (first: number, second: number, key: number): Reason[] => [
    { from: first, to: second, kind: 'ww', key },
    ...reads
      .filter((read) => read.key === key && read.writer === first && read.reader !== second)
      .map(({ reader }): Reason => ({ from: reader, to: second, kind: 'rw', key })),
  ];
  return { nodes, reasons, choices, consequences };
}

function readsOf(observation: Observation, reader: number): Read[] {
  const { readStart, readKey, readWriter } = observation;
  const reads: Read[] = [];
  for (let at = readStart[reader]!; at < readStart[reader + 1]!; at++) {
    reads.push({ reader, key: readKey[at]!, writer: readWriter[at]! });
  }
  return reads;
}

function* orderReasons(
  { columns, transaction }: Observation,
  nodes: readonly number[],
  order: Level['order'],
): Iterable<Reason> {
  if (order === 'none') return;
  for (const from of nodes) {
    const first = transaction[from]!;
    for (const to of nodes) {
      const second = transaction[to]!;
      if (from === to) continue;
      const isReturned =
        columns.return[first] !== OPEN &&
        columns.call[second] !== NO_CALL &&
        columns.return[first]! < columns.call[second]!;
      const isOfProcess =
        columns.process[first] === columns.process[second] &&
        columns.outcome[first] === OUTCOME.ok &&
        first < second;
      // Where calls were not recorded, processes say more than real time.
      if (order === 'realtime' && isReturned) yield { from, to, kind: 'realtime', key: -1 };
      else if (isOfProcess) yield { from, to, kind: 'process', key: -1 };
    }
  }
}

/**
 * The fewest reasons that go round in a circle, in order; `undefined` when none do. Cubic at worst,
 * in the size of the core.
 */
export function shortestCircle(reasons: readonly Reason[], { axiom }: Level): Reason[] | undefined {
  const isSplit = axiom === 'prefix' || axiom === 'snapshot-isolation';
  const moments = (reason: Reason): readonly [number, number] => {
    const { from, to, kind } = reason;
    if (!isSplit) return [from, to];
    const leaves = kind === 'rw' ? 2 * from : 2 * from + 1;
    const entersCommit = kind === 'rw' || (kind === 'ww' && axiom === 'prefix');
    return [leaves, entersCommit ? 2 * to + 1 : 2 * to];
  };
  const edges = reasons.map((reason) => ({ reason, moments: moments(reason) }));
  const leaving = new Map<number, typeof edges>();
  for (const edge of edges) {
    const [leaves] = edge.moments;
    leaving.set(leaves, [...(leaving.get(leaves) ?? []), edge]);
  }
  // From the moment of the snapshot, what leaves the commit can be gone as well.
  const next = (moment: number): typeof edges => [
    ...(leaving.get(moment) ?? []),
    ...(isSplit && moment % 2 === 0 ? (leaving.get(moment + 1) ?? []) : []),
  ];
  let best: Reason[] | undefined;
  for (const first of edges) {
    const circle = circleFrom(first.moments, first.reason, next, isSplit, best?.length);
    if (circle !== undefined) best = circle;
  }
  return best;
}

type Edge = { readonly reason: Reason; readonly moments: readonly [number, number] };

/** A shortest circle through one edge, when it has fewer reasons than `bound`. */
function circleFrom(
  [leaves, enters]: readonly [number, number],
  reason: Reason,
  next: (moment: number) => readonly Edge[],
  isSplit: boolean,
  bound = Infinity,
): Reason[] | undefined {
  const closes = (moment: number): boolean =>
    moment === leaves || (isSplit && moment % 2 === 0 && moment + 1 === leaves);
  const seen = new Set([enters]);
  let front: { moment: number; path: Reason[] }[] = [{ moment: enters, path: [reason] }];
  for (let length = 1; front.length > 0 && length < bound; length++) {
    const closed = front.find(({ moment }) => closes(moment));
    if (closed !== undefined) return closed.path;
    const after: typeof front = [];
    for (const { moment, path } of front) {
      for (const edge of next(moment)) {
        if (seen.has(edge.moments[1])) continue;
        seen.add(edge.moments[1]);
        after.push({ moment: edge.moments[1], path: [...path, edge.reason] });
      }
    }
    front = after;
  }
  return undefined;
}
