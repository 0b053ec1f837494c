/**
 * The engine against every serial order, or every interleaving of begins and commits: the same
 * answers, orders that replay, and parts that are violations by themselves.
 */

import type {
  CommitOrder,
  ForcedStep,
  Level,
} from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import { seeded } from '../../../oracle/random.js';
import { hasSerialOrder } from '../../../oracle/transactions/serial-orders.js';
import { hasSnapshotOrder } from '../../../oracle/transactions/snapshot-orders.js';
import {
  keysWritten,
  predecessorsOf,
  type OracleMicro,
  type OracleTransaction,
} from '../../../oracle/transactions/transactions.js';
import { observationOf } from '../weak/observation-of.js';
import { decideStrongLevel } from './engine.js';
import { randomSnapshots, type SnapshotShape } from './random-snapshots.js';
import { shortestLiteralCycle } from './literal-cycle.js';
import { complaintOf } from './replay.js';

export type StrongAxiom = 'prefix' | 'snapshot-isolation' | 'serializable';

export const AXIOMS: readonly StrongAxiom[] = ['prefix', 'snapshot-isolation', 'serializable'];

export const ORDERS: readonly CommitOrder[] = ['none', 'session', 'realtime'];

/** What a comparison saw. */
export interface StrongTally {
  holds: number;
  violated: number;
  /** Violations that were explained by a cycle without a choice. */
  cycles: number;
  /** Transactions of all violations together. */
  involved: number;
}

/** Whether a history is of a level, by its definition. */
export function isOfLevel(history: readonly OracleTransaction[], level: Level): boolean {
  return level.axiom === 'serializable'
    ? hasSerialOrder(history, level.order)
    : hasSnapshotOrder(history, level.axiom as 'prefix', level.order);
}

/** Compares on `count` histories. @throws Error with the first on which they disagree. */
export function compareWithBruteForce(
  level: Level,
  shape: SnapshotShape,
  count: number,
  seed: number,
): StrongTally {
  const random = seeded(seed);
  const tally: StrongTally = { holds: 0, violated: 0, cycles: 0, involved: 0 };
  for (let at = 0; at < count; at++) {
    const history = randomSnapshots(random, shape);
    const complaint = complaintAbout(history, level, tally);
    if (complaint === '') continue;
    const told = `${JSON.stringify(level)}, history ${at}: ${complaint}`;
    throw new Error(`${told}\n${history.map((each) => JSON.stringify(each)).join('\n')}`);
  }
  return tally;
}

function complaintAbout(
  history: readonly OracleTransaction[],
  level: Level,
  tally: StrongTally,
): string {
  const observation = observationOf(history);
  const answer = decideStrongLevel(observation, level);
  if (answer.kind === 'unknown') return answer.reason;
  const isLegal = isOfLevel(history, level);
  if (isLegal !== (answer.kind === 'holds')) return `${answer.kind}, but it is ${isLegal}`;
  if (answer.kind === 'holds') {
    tally.holds++;
    return complaintOf(history, observation, level, answer);
  }
  tally.violated++;
  tally.involved += answer.involved.length;
  if (answer.cycle !== undefined) {
    tally.cycles++;
    const broken = complaintAboutCycle(history, observation, level, answer.cycle);
    if (broken !== '') return broken;
  }
  const places = [...answer.involved].map((node) => observation.transaction[node]!);
  if (isOfLevel(restrictedTo(history, places), level)) return `${places.join()} are none`;
  const spare = places.find(
    (left) =>
      !isOfLevel(
        restrictedTo(
          history,
          places.filter((each) => each !== left),
        ),
        level,
      ),
  );
  return spare === undefined ? '' : `${spare} of ${places.join()} is not needed`;
}

function complaintAboutCycle(
  history: readonly OracleTransaction[],
  observation: Observation,
  level: Level,
  cycle: readonly ForcedStep[],
): string {
  const { transaction, readStart, readKey, readWriter } = observation;
  const before = predecessorsOf(history, level.order);
  for (const [at, step] of cycle.entries()) {
    if (step.to !== cycle[(at + 1) % cycle.length]!.from) return `the cycle breaks at ${at}`;
    const { from, to } = step;
    const read = (node: number, key: number): number[] =>
      [...readKey.keys()]
        .filter((one) => one >= readStart[node]! && one < readStart[node + 1]!)
        .filter((one) => readKey[one] === key)
        .map((one) => readWriter[one]!);
    const isTrue = ((): boolean => {
      switch (step.kind) {
        case 'wr':
          return read(to, step.key).includes(from);
        case 'process':
        case 'realtime':
          return before[transaction[to]!]!.includes(transaction[from]!);
        case 'rw':
          return read(from, step.key).length > 0 && writes(history, observation, to, step.key);
        default:
          return [from, to].every((node) => writes(history, observation, node, step.key));
      }
    })();
    if (!isTrue) return `step ${at} of the cycle is not so: ${JSON.stringify(step)}`;
  }
  if (observation.versions !== undefined) return '';
  const shortest = shortestLiteralCycle(history, observation, level);
  // Of a process only steps to the next are looked at, before they are joined.
  if (level.order === 'session' && cycle.length > shortest) return '';
  return shortest === cycle.length ? '' : `a cycle has ${shortest} steps, not ${cycle.length}`;
}

function writes(
  history: readonly OracleTransaction[],
  { transaction }: Observation,
  node: number,
  key: number,
): boolean {
  return keysWritten(history[transaction[node]!]!).has(key);
}

/**
 * Some transactions of a history, with those reads whose writer is one of them; of lists the
 * elements that they appended.
 */
export function restrictedTo(
  history: readonly OracleTransaction[],
  places: readonly number[],
): OracleTransaction[] {
  const kept = new Set<unknown>();
  for (const place of places) {
    for (const { f, value } of history[place]!.micros) if (f !== 'r') kept.add(value);
  }
  const reduced = (micro: OracleMicro): OracleMicro[] => {
    if (micro.f !== 'r' || micro.value === null) return [micro];
    if (!Array.isArray(micro.value)) return kept.has(micro.value) ? [micro] : [];
    const list = micro.value as readonly number[];
    if (list.length > 0 && !kept.has(list.at(-1))) return [];
    return [{ ...micro, value: list.filter((element) => kept.has(element)) }];
  };
  return [...places]
    .sort((left, right) => left - right)
    .map((place) => ({
      ...history[place]!,
      micros: history[place]!.micros.flatMap(reduced),
    }));
}
