/**
 * Edges, their evidence and the observation against what plain values say.
 */

import { describe, expect, test } from 'vitest';
import { EDGE, EdgeList } from '../../../../checkers/transactions/graph/dependency-graph.js';
import { dependencyEdges } from '../../../../checkers/transactions/lists/dependency-edges.js';
import { ListEvidence } from '../../../../checkers/transactions/lists/list-evidence.js';
import {
  observeLists,
  type ListObservation,
} from '../../../../checkers/transactions/lists/list-observation.js';
import { VersionOrder } from '../../../../checkers/transactions/lists/version-order.js';
import { INITIAL } from '../../../../checkers/transactions/observation.js';
import { microAt } from '../../../../src/history/transactions/transaction-at.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import { seeded } from '../../oracle/random.js';
import { naiveDependencies } from './naive-dependencies.js';
import { eventsOf, randomLists } from './random-lists.js';
import { concurrent, sequential } from './tiny-history.js';

const KINDS = ['ww', 'wr', 'rw'] as const;

describe('dependencies', () => {
  test('are those of the definition, and each has its evidence', () => {
    const random = seeded(7);
    const counts = { ww: 0, wr: 0, rw: 0 };
    for (let round = 0; round < 600; round++) {
      const shape = { transactions: 2 + random.below(9), keys: 1 + random.below(3), micros: 5 };
      const columns = transactionsOf(eventsOf(randomLists(random, shape)), 'list-append');
      const observation = observeLists(columns);
      const { transaction } = observation;
      const order = new VersionOrder(observation);
      const evidence = new ListEvidence(observation, order);
      const edges = new EdgeList();
      expect(dependencyEdges(observation, order, edges)).toBe(true);
      const found = new Set<string>();
      for (let at = 0; at < edges.length; at++) {
        const [from, to] = [edges.from[at]!, edges.to[at]!];
        const kind = KINDS.find((one) => EDGE[one] === edges.kind[at])!;
        counts[kind]++;
        found.add(`${transaction[from]!} ${kind} ${transaction[to]!}`);
        expect(evidence.find(from, to, kind)).toBeDefined();
      }
      expect([...found].toSorted()).toEqual([...naiveDependencies(columns)].toSorted());
      for (let node = 1; node < observation.size; node++) {
        for (let other = 1; other < observation.size; other++) {
          for (const kind of KINDS) {
            const name = `${transaction[node]!} ${kind} ${transaction[other]!}`;
            if (node === other || found.has(name)) continue;
            expect(evidence.find(node, other, kind)).toBeUndefined();
          }
        }
      }
    }
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(600);
  });

  test('say which versions they are between', () => {
    const columns = sequential('ax1', 'rx1', 'ax2', 'rx12', 'ax3');
    const observation = observeLists(columns);
    const evidence = new ListEvidence(observation, new VersionOrder(observation));
    expect(evidence.find(1, 2, 'wr')).toMatchObject({ key: 'x', value: 1, next: 1 });
    expect(evidence.find(1, 3, 'ww')).toMatchObject({ key: 'x', value: 1, next: 2 });
    expect(evidence.find(2, 3, 'rw')).toMatchObject({ key: 'x', value: 1, next: 2 });
    expect(evidence.find(3, 5, 'ww')).toMatchObject({ key: 'x', value: 2, next: 3 });
    expect(evidence.find(4, 5, 'rw')).toMatchObject({ key: 'x', value: 2, next: 3 });
  });

  test('pass over what failed', () => {
    const observation = observeLists(concurrent('ax1', 'ax2!', 'ax3', 'rx1', 'rx123'));
    const order = new VersionOrder(observation);
    const edges = new EdgeList();
    dependencyEdges(observation, order, edges);
    expect(told(edges)).toEqual(['1 ww 2', '1 wr 3', '3 rw 2', '2 wr 4']);
  });

  test('are not all drawn where too many reads and unread appends would be joined', () => {
    const texts = [...Array<string>(9).fill('rx'), ...Array.from('123456789', (one) => `ax${one}`)];
    const observation = observeLists(concurrent(...texts));
    const order = new VersionOrder(observation);
    const all = new EdgeList();
    expect(dependencyEdges(observation, order, all, 82)).toBe(true);
    expect(all.length).toBe(81);
    const some = new EdgeList();
    expect(dependencyEdges(observation, order, some, 40)).toBe(false);
    expect(some.length).toBe(45);
  });
});

describe('observation', () => {
  test('nodes are what took effect; reads and writes are those of Elle', () => {
    const columns = concurrent('ax1', 'ax2?', 'ay7?', 'az1!', 'rx12ryax3rx123rz', 'ax4ax5');
    const observation = observeLists(columns);
    expect([...observation.transaction]).toEqual([-1, 0, 1, 4, 5]);
    expect([...observation.node]).toEqual([1, 2, -1, -1, 3, 4]);
    expect(rows(observation, 3)).toEqual({
      reads: [
        ['x', 2],
        ['y', INITIAL],
        // After its own append of 3 it still shows what was there before.
        ['x', 2],
        ['z', INITIAL],
      ],
      writes: [['x', 3]],
    });
    expect(rows(observation, 4).writes).toEqual([['x', 5]]);
    expect([...observation.versions.writer]).toEqual([1, 2, 3]);
  });

  test('leaves out reads of aborted, intermediate, unknown and own versions', () => {
    const columns = concurrent('ax1!', 'ay1ay2', 'rx1', 'ry1', 'rz9', 'ru1au1', 'ry12');
    const observation = observeLists(columns);
    const counts = [2, 3, 4, 5, 6].map((at) => rows(observation, observation.node[at]!).reads);
    expect(counts).toEqual([[], [], [], [], [['y', 1]]]);
  });

  test('knows what each process did before', () => {
    const columns = sequential('0:ax1', '1:ax2', '0:ax3!', '0:ax4?', '1:rx124', '1:ax5');
    expect([...observeLists(columns).previous]).toEqual([0, 0, 0, 1, 2, 4]);
  });

  test('an element that was appended twice has no writer', () => {
    const observation = observeLists(concurrent('ax1', 'ax1', 'rx1'));
    expect([...observation.versions.writer]).toEqual([-1]);
    expect(rows(observation, 3).reads).toEqual([]);
    expect(observation.writers.appendedTwice.get(0)).toEqual([0, 1]);
  });
});

function told({ from, to, kind, length }: EdgeList): string[] {
  return Array.from({ length }, (_, at) => {
    const name = KINDS.find((one) => EDGE[one] === kind[at])!;
    return `${from[at]!} ${name} ${to[at]!}`;
  });
}

function rows(observation: ListObservation, node: number) {
  const { columns, readStart, readMicro, readWriter, writeStart, writeMicro } = observation;
  const places = (start: Int32Array): number[] =>
    Array.from({ length: start[node + 1]! - start[node]! }, (_, at) => start[node]! + at);
  return {
    reads: places(readStart).map((at) => [microAt(columns, readMicro[at]!).key, readWriter[at]!]),
    writes: places(writeStart).map((at) => {
      const { key, value } = microAt(columns, writeMicro[at]!);
      return [key, value];
    }),
  };
}
