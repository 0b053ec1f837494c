/**
 * Orders of versions and dependencies against their definitions, which look at all pairs.
 */

import { describe, expect, it } from 'vitest';
import { findCycles } from '../../../../checkers/transactions/graph/find-cycles.js';
import {
  EDGE,
  EdgeList,
  graphOf,
} from '../../../../checkers/transactions/graph/dependency-graph.js';
import {
  addProcessEdges,
  addRealtimeEdges,
} from '../../../../checkers/transactions/graph/order-edges.js';
import { dependencyEdges } from '../../../../checkers/transactions/registers/dependency-edges.js';
import {
  withGhosts,
  type HauntedObservation,
} from '../../../../checkers/transactions/registers/ghost-reads.js';
import {
  inferVersions,
  type VersionOrder,
} from '../../../../checkers/transactions/registers/infer-versions.js';
import { observeRegisters } from '../../../../checkers/transactions/registers/observe-registers.js';
import {
  VERSION_SOURCES,
  VersionEdges,
  Versions,
} from '../../../../checkers/transactions/registers/version-edges.js';
import {
  addLinearizableOrder,
  addSequentialOrder,
  addWritesFollowReads,
} from '../../../../checkers/transactions/registers/version-sources.js';
import { predecessorsOf, type OracleTransaction } from '../../oracle/transactions/transactions.js';
import { seeded } from '../../oracle/random.js';
import { oracleColumns } from './oracle-columns.js';
import { runStore, smallShape } from './random-stores.js';

const HISTORIES = 400;

function randomRun(seed: number): OracleTransaction[] {
  const random = seeded(seed);
  return runStore(random, { ...smallShape(random), transactions: 4 + random.below(8) });
}

/** `key: older newer` for all pairs that follow from edges. */
function closureOf(pairs: Iterable<readonly [string, string]>): Set<string> {
  const all = new Set([...pairs].map(([older, newer]) => `${older} > ${newer}`));
  for (let size = -1; size < all.size;) {
    size = all.size;
    const known = [...all].map((text) => text.split(' > ') as [string, string]);
    for (const [a, b] of known) for (const [c, d] of known) if (b === c) all.add(`${a} > ${d}`);
  }
  return all;
}

/** All pairs, from the definition: what an earlier transaction left, and a later one found. */
function* literalPairs(
  history: readonly OracleTransaction[],
  order: 'session' | 'realtime',
): Iterable<readonly [string, string]> {
  const before = predecessorsOf(history, order);
  const effects = history.map(effectsOf);
  for (const [later, found] of effects.entries()) {
    for (const [key, [first, last]] of found) {
      if (first !== last) yield [first, last];
      for (const earlier of before[later]!) {
        const left = effects[earlier]!.get(key)?.[1];
        if (left !== undefined && left !== first) yield [left, first];
      }
    }
  }
}

/** First and last version of each key; who read the initial one and wrote begins with its own. */
function effectsOf({ outcome, micros }: OracleTransaction): Map<number, [string, string]> {
  const effects = new Map<number, [string, string]>();
  if (outcome === 'fail') return effects;
  for (const key of new Set(micros.map((micro) => micro.key))) {
    const of = micros.filter((micro) => micro.key === key);
    const write = of.findLast(({ f }) => f !== 'r')?.value as number | undefined;
    const isRead = of[0]!.f === 'r' && outcome === 'ok';
    const read = of[0]!.value as number | null;
    if (write === undefined && !isRead) continue;
    // A read of what the transaction itself writes later is none of a version.
    if (isRead && of.some(({ f, value }) => f !== 'r' && value === read)) continue;
    const last = write ?? read;
    const first = isRead && read !== null ? read : last;
    effects.set(key, [`${key}:${first}`, `${key}:${last}`]);
  }
  return effects;
}

function nameOf(observation: HauntedObservation, versions: Versions, version: number): string {
  const { columns } = observation;
  const key = (columns.keys[versions.keyOf(version)] as string).slice(1);
  if (versions.isInitial(version)) return `${key}:null`;
  return `${key}:${columns.values.valueOf(columns.value[versions.microOf(version)]!) as number}`;
}

describe('orders of versions', () => {
  it.each([
    ['session', addSequentialOrder],
    ['realtime', addLinearizableOrder],
  ] as const)('say of %s all that the definition says', (order, add) => {
    let pairs = 0;
    for (let seed = 0; seed < HISTORIES; seed++) {
      const history = randomRun(seed).filter(({ outcome }) => outcome === 'ok');
      const observation = withGhosts(observeRegisters(oracleColumns(history)));
      const versions = new Versions(observation);
      const edges = new VersionEdges();
      add(observation, versions, edges);
      addWritesFollowReads(observation, versions, edges);
      const found = Array.from({ length: edges.length }, (_, at) =>
        [edges.from[at]!, edges.to[at]!].map((version) => nameOf(observation, versions, version)),
      );
      const closure = closureOf(found as [string, string][]);
      expect([...closure].sort(), `seed ${seed}`).toEqual(
        [...closureOf(literalPairs(history, order))].sort(),
      );
      pairs += closure.size;
    }
    expect(pairs).toBeGreaterThan(1000);
  });
});

/** All pairs, without regard to components. */
function literalEdges(observation: HauntedObservation, order: VersionOrder): EdgeList {
  const { size, readStart, readWriter, writeStart } = observation;
  const { versions, start, to, source } = order;
  const edges = new EdgeList();
  const readers: { node: number; version: number }[] = [];
  for (let node = 1; node < size; node++) {
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      readers.push({ node, version: versions.readBy(read) });
      if (readWriter[read]! > 0) edges.add(readWriter[read]!, node, EDGE.wr);
    }
  }
  const add = (older: number, newer: number, isRead: boolean): void => {
    const writer = versions.writer[newer]!;
    if (writer < 0) return;
    const from = versions.writer[older]!;
    if (!isRead && from > 0 && from !== writer) edges.add(from, writer, EDGE.ww);
    for (const { node, version } of readers) {
      if (version === older && node !== writer) edges.add(node, writer, EDGE.rw);
    }
  };
  for (let version = 0; version < versions.size; version++) {
    for (let at = start[version]!; at < start[version + 1]!; at++) {
      add(version, to[at]!, VERSION_SOURCES[source[at]!] === 'wfr-keys');
    }
  }
  for (let version = 0; version < writeStart[size]!; version++) {
    add(versions.initialOf(versions.keyOf(version)), version, true);
  }
  addProcessEdges(observation, edges);
  addRealtimeEdges(observation, edges);
  return edges;
}

describe('dependencies', () => {
  it('lose no cycle when they are formed within components', () => {
    let cycles = 0;
    for (let seed = 0; seed < HISTORIES; seed++) {
      const observation = withGhosts(observeRegisters(oracleColumns(randomRun(seed))));
      const options = { wfrKeys: seed % 2 === 0, linearizableKeys: seed % 3 === 0 };
      const order = inferVersions(observation, options);
      const names = ({ cycles: found }: ReturnType<typeof findCycles>): string[] =>
        found.map(({ name, nodes }) => `${name} ${nodes.length}`);
      const found = names(findCycles(dependencyEdges(observation, order).graph));
      const graph = graphOf(observation.size, literalEdges(observation, order));
      expect(found, `seed ${seed}`).toEqual(names(findCycles(graph)));
      cycles += found.length;
    }
    expect(cycles).toBeGreaterThan(100);
  });
});
