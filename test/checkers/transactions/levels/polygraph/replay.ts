/**
 * Plays an answer back: does the order of commits, with its snapshots, explain every read?
 */

import type {
  CommitOrder,
  LevelAnswer,
} from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import {
  keysWritten,
  predecessorsOf,
  readsAgree,
  stateAfter,
  type OracleState,
  type OracleTransaction,
} from '../../../oracle/transactions/transactions.js';

/** What is wrong with an answer that says that a level holds; empty when nothing is. */
export function complaintOf(
  history: readonly OracleTransaction[],
  observation: Pick<Observation, 'transaction' | 'size'>,
  { axiom, order }: { readonly axiom: string; readonly order: CommitOrder },
  answer: LevelAnswer & { kind: 'holds' },
): string {
  const places = [...answer.order].map((node) => observation.transaction[node]!);
  if (new Set(places).size !== observation.size - 1) return 'not every node commits once';
  if (axiom !== 'serializable' && answer.snapshots === undefined) return 'there are no snapshots';
  const states: OracleState[] = [new Map()];
  for (const place of places) states.push(stateAfter(history[place]!, states.at(-1)!));
  const position = new Map(places.map((place, at) => [place, at]));
  const before = predecessorsOf(history, order);
  for (const [at, place] of places.entries()) {
    const snapshot = answer.snapshots?.[at] ?? at;
    if (snapshot > at) return `${place} saw itself`;
    if (!readsAgree(history[place]!, states[snapshot]!)) return `${place} reads something else`;
    for (const earlier of before[place]!) {
      if (position.get(earlier)! >= snapshot) return `${earlier} is not before ${place}`;
    }
    if (axiom !== 'snapshot-isolation') continue;
    const keys = keysWritten(history[place]!);
    for (const other of places.slice(snapshot, at)) {
      for (const key of keysWritten(history[other]!)) {
        if (keys.has(key)) return `${other} and ${place} write ${key} at once`;
      }
    }
  }
  return '';
}
