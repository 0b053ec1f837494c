/**
 * The engine against an SMT solver (z3) on histories of a few dozen transactions, where nobody can
 * try every order: begins and commits are integers, and what the level asks of them is said
 * literally.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { init, type Arith, type Bool, type Context } from 'z3-solver';
import type { Level } from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import { seeded } from '../../../oracle/random.js';
import { decideStrongLevel, observeRegisters } from './engine.js';
import { AXIOMS, ORDERS } from './brute-force-comparison.js';
import { storeColumns, type StoreShape } from './snapshot-store.js';

const HISTORIES = 5;

type Solver = Awaited<ReturnType<typeof init>>;

let z3: Solver;
let context: Context<'levels'>;

beforeAll(async () => {
  z3 = await init();
  context = z3.Context('levels');
});

afterAll(() => {
  // The solver's threads would keep the process alive.
  (z3.em as { PThread?: { terminateAllThreads(): void } }).PThread?.terminateAllThreads();
});

/** Whether integers for all begins and commits satisfy the level. */
async function isSatisfiable(observation: Observation, level: Level): Promise<boolean> {
  const solver = new context.Solver();
  const { size } = observation;
  const nodes = Array.from({ length: size - 1 }, (_, at) => at + 1);
  const isSerial = level.axiom === 'serializable';
  const commits = nodes.map((node) => context.Int.const(`c${node}`));
  const begins = isSerial ? commits : nodes.map((node) => context.Int.const(`b${node}`));
  const begin = (node: number): Arith<'levels'> => begins[node - 1]!;
  const commit = (node: number): Arith<'levels'> => commits[node - 1]!;
  if (!isSerial) for (const node of nodes) solver.add(begin(node).lt(commit(node)));
  solver.add(context.Distinct(...commits));
  for (const node of nodes) {
    for (const earlier of predecessors(observation, level, node)) {
      solver.add(commit(earlier).lt(begin(node)));
    }
    for (const claim of readClaims(observation, node, begin, commit)) solver.add(claim);
  }
  if (level.axiom === 'snapshot-isolation') {
    for (const [first, second] of rivals(observation)) {
      solver.add(context.Or(commit(first).lt(begin(second)), commit(second).lt(begin(first))));
    }
  }
  const answer = await solver.check();
  expect(answer).not.toBe('unknown');
  return answer === 'sat';
}

function predecessors(observation: Observation, level: Level, node: number): number[] {
  const { columns, transaction, size, previous } = observation;
  if (level.order === 'none') return [];
  if (level.order === 'session') return previous[node] === 0 ? [] : [previous[node]!];
  const nodes = Array.from({ length: size - 1 }, (_, at) => at + 1);
  const call = columns.call[transaction[node]!]!;
  return nodes.filter((other) => columns.return[transaction[other]!]! < call);
}

function keysOf({ writeStart, writeKey }: Observation, node: number): Set<number> {
  return new Set(writeKey.slice(writeStart[node], writeStart[node + 1]));
}

/** The writer of each read committed before, and no other writer of the key between. */
function* readClaims(
  observation: Observation,
  node: number,
  begin: (node: number) => Arith<'levels'>,
  commit: (node: number) => Arith<'levels'>,
): Iterable<Bool<'levels'>> {
  const { size, readStart, readKey, readWriter } = observation;
  for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
    const writer = readWriter[read]!;
    if (writer > 0) yield commit(writer).lt(begin(node));
    for (let other = 1; other < size; other++) {
      if (other === writer || other === node) continue;
      if (!keysOf(observation, other).has(readKey[read]!)) continue;
      const isAfter = begin(node).lt(commit(other));
      yield writer === 0 ? isAfter : context.Or(commit(other).lt(commit(writer)), isAfter);
    }
  }
}

/** Pairs of transactions that wrote the same key. */
function* rivals(observation: Observation): Iterable<[first: number, second: number]> {
  for (let first = 1; first < observation.size; first++) {
    for (let second = first + 1; second < observation.size; second++) {
      const keys = keysOf(observation, second);
      if ([...keysOf(observation, first)].some((key) => keys.has(key))) yield [first, second];
    }
  }
}

function randomShape(seed: number): StoreShape {
  const random = seeded(seed);
  return {
    seed,
    transactions: 12 + random.below(16),
    sessions: 3 + random.below(8),
    operations: 2 + random.below(4),
    readShare: random.pick([0.3, 0.5]),
    keys: 4 + random.below(6),
    store: random.pick(['serial', 'snapshot', 'prefix']),
    staleShare: random.pick([0, 0.06]),
  };
}

test.each(AXIOMS.flatMap((axiom) => ORDERS.map((order) => ({ axiom, order }))))(
  '$axiom, order $order',
  async (level) => {
    const tally = { holds: 0, violated: 0, unknown: 0 };
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const observation = observeRegisters(storeColumns(randomShape(seed)));
      const answer = decideStrongLevel(observation, level);
      tally[answer.kind]++;
      expect(answer.kind).toBe((await isSatisfiable(observation, level)) ? 'holds' : 'violated');
    }
    expect(tally.holds).toBeGreaterThan(0);
    expect(tally.violated).toBeGreaterThan(0);
  },
);
