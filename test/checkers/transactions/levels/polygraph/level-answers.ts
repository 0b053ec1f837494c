/**
 * All levels of a history of a store: answers replay, parts of violations are violations, and
 * whatever is of a level is of the weaker ones.
 */

import { expect } from 'vitest';
import type { LevelAnswer } from '../../../../../checkers/transactions/levels/level.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../../../src/history/transactions/transaction-columns.js';
import type { OracleTransaction } from '../../../oracle/transactions/transactions.js';
import { decideStrongLevel, observeRegisters, restrictObservation } from './engine.js';
import { AXIOMS, isOfLevel, ORDERS, restrictedTo } from './brute-force-comparison.js';
import { complaintOf } from './replay.js';
import { storeColumns, type StoreShape } from './snapshot-store.js';

/** A part of so many transactions is tried in every order. */
const BRUTE_FORCE_MAX = 5;

/** The same history as the oracles take it. */
export function plain(columns: TransactionColumns): OracleTransaction[] {
  return Array.from({ length: columns.size }, (_, at) => ({
    process: columns.process[at]!,
    outcome: 'ok',
    call: columns.call[at]!,
    return: columns.return[at]!,
    micros: Array.from({ length: columns.start[at + 1]! - columns.start[at]! }, (__, micro) => {
      const place = columns.start[at]! + micro;
      const key = columns.key[place]!;
      const value = columns.value[place]!;
      return columns.f[place] === MICRO.write
        ? { f: 'w' as const, key, value }
        : { f: 'r' as const, key, value: value < 0 ? null : value };
    }),
  }));
}

/** What was seen of violations. */
export interface Seen {
  readonly violated: Map<string, number>;
  bruteForced: number;
  involvedMax: number;
}

/** Answers for all levels, in the order of {@link AXIOMS}, each by order of commits. */
export function answersOf(shape: StoreShape, seen: Seen, bytesMax?: number): LevelAnswer[][] {
  const columns = storeColumns(shape);
  const observation = observeRegisters(columns);
  const history = plain(columns);
  return AXIOMS.map((axiom) =>
    ORDERS.map((order) => {
      const level = { axiom, order };
      const answer = decideStrongLevel(observation, level, bytesMax ? { bytesMax } : {});
      if (answer.kind === 'holds') {
        expect(complaintOf(history, observation, level, answer)).toBe('');
      } else if (answer.kind === 'violated') {
        const name = `${axiom} ${order}`;
        seen.violated.set(name, (seen.violated.get(name) ?? 0) + 1);
        seen.involvedMax = Math.max(seen.involvedMax, answer.involved.length);
        const part = restrictObservation(observation, answer.involved);
        expect(decideStrongLevel(part, level).kind).toBe('violated');
        if (answer.involved.length <= BRUTE_FORCE_MAX) {
          seen.bruteForced++;
          const places = [...answer.involved].map((node) => observation.transaction[node]!);
          expect(isOfLevel(restrictedTo(history, places), level)).toBe(false);
        }
      }
      return answer;
    }),
  );
}

/** Whatever is of a level is of the weaker ones. */
export function expectImplied(answers: readonly (readonly LevelAnswer[])[]): void {
  for (const [strength, row] of answers.entries()) {
    for (const [rank, { kind }] of row.entries()) {
      expect(kind).not.toBe('unknown');
      if (kind !== 'holds') continue;
      expect(answers[strength - 1]?.[rank]?.kind ?? 'holds').toBe('holds');
      expect(row[rank - 1]?.kind ?? 'holds').toBe('holds');
    }
  }
}

/** Nothing was seen yet. */
export function nothingSeen(): Seen {
  return { violated: new Map(), bruteForced: 0, involvedMax: 0 };
}
