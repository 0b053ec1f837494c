/**
 * The engine against an SMT solver (z3) on histories of a few dozen transactions, where nobody can
 * try every order: begins and commits are integers, and what the level asks of them is said
 * literally.
 * Part of the campaigns, not of the suite: this build of the solver works with threads in
 * WebAssembly and about one run in ten ends in an error of its own (out of memory, no answer).
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { init } from 'z3-solver';
import type { Level } from '../../checkers/transactions/levels/level.js';
import type { Observation } from '../../checkers/transactions/observation.js';
import { seeded } from '../checkers/oracle/random.js';
import {
  decideStrongLevel,
  observeRegisters,
} from '../checkers/transactions/levels/polygraph/engine.js';
import {
  AXIOMS,
  ORDERS,
} from '../checkers/transactions/levels/polygraph/brute-force-comparison.js';
import {
  storeColumns,
  type StoreShape,
} from '../checkers/transactions/levels/polygraph/snapshot-store.js';

const HISTORIES = 20;

type Solver = Awaited<ReturnType<typeof init>>;

let z3: Solver;

beforeAll(async () => {
  z3 = await init();
});

afterAll(() => {
  // The solver's threads would keep the process alive.
  (z3.em as { PThread?: { terminateAllThreads(): void } }).PThread?.terminateAllThreads();
});

/**
 * Whether integers for all begins and commits satisfy the level. The question is put as SMT-LIB
 * text: the solver's own objects are freed by finalizers, which may run while one of its threads
 * is at work and then corrupt its memory.
 */
async function isSatisfiable(observation: Observation, level: Level): Promise<boolean> {
  const config = z3.Z3.mk_config();
  const context = z3.Z3.mk_context(config);
  z3.Z3.del_config(config);
  const answer = await z3.Z3.eval_smtlib2_string(
    context,
    [...script(observation, level)].join('\n'),
  );
  z3.Z3.del_context(context);
  expect(['sat', 'unsat']).toContain(answer.trim());
  return answer.trim() === 'sat';
}

const earlier = (first: string, second: string): string => `(< ${first} ${second})`;
const either = (first: string, second: string): string => `(or ${first} ${second})`;

function* script(observation: Observation, level: Level): Iterable<string> {
  const { size } = observation;
  const isSerial = level.axiom === 'serializable';
  const commit = (node: number): string => `c${node}`;
  const begin = isSerial ? commit : (node: number): string => `b${node}`;
  const nodes = Array.from({ length: size - 1 }, (_, at) => at + 1);
  for (const node of nodes) {
    yield `(declare-const ${commit(node)} Int)`;
    if (!isSerial) yield `(declare-const ${begin(node)} Int)`;
  }
  for (const claim of claims(observation, level, begin, commit)) yield `(assert ${claim})`;
  yield '(check-sat)';
}

function* claims(
  observation: Observation,
  level: Level,
  begin: (node: number) => string,
  commit: (node: number) => string,
): Iterable<string> {
  const nodes = Array.from({ length: observation.size - 1 }, (_, at) => at + 1);
  yield `(distinct ${nodes.map(commit).join(' ')})`;
  for (const node of nodes) {
    if (level.axiom !== 'serializable') yield earlier(begin(node), commit(node));
    for (const before of predecessors(observation, level, node)) {
      yield earlier(commit(before), begin(node));
    }
    yield* readClaims(observation, node, begin, commit);
  }
  if (level.axiom !== 'snapshot-isolation') return;
  for (const [first, second] of rivals(observation)) {
    yield either(earlier(commit(first), begin(second)), earlier(commit(second), begin(first)));
  }
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
  begin: (node: number) => string,
  commit: (node: number) => string,
): Iterable<string> {
  const { size, readStart, readKey, readWriter } = observation;
  for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
    const writer = readWriter[read]!;
    if (writer > 0) yield earlier(commit(writer), begin(node));
    for (let other = 1; other < size; other++) {
      if (other === writer || other === node) continue;
      if (!keysOf(observation, other).has(readKey[read]!)) continue;
      const isAfter = earlier(begin(node), commit(other));
      yield writer === 0 ? isAfter : either(earlier(commit(other), commit(writer)), isAfter);
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
