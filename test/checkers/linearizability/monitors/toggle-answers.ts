/**
 * What the monitors of sets, multisets, counters, semaphores and locks say of histories in rows.
 */

import { expect } from 'vitest';
import type { MonitorAnswer } from '../../../../checkers/linearizability/monitors/monitor.js';
import { restrict } from '../../../../src/history/history.js';
import { historyOf, type Row } from '../../oracle/rows.js';
import type { ToggleObject } from '../../oracle/toggles.js';
import { partsByKey, subjectOf, type ToggleTally } from './toggle-comparison.js';

/** The answer to the history of `rows`, whose times need not be dense. */
export function answerTo(name: ToggleObject, rows: readonly Row[], permits = 1): MonitorAnswer {
  const { model, monitor } = subjectOf(name, permits);
  const [part] = partsByKey(
    restrict(historyOf(rows), () => true),
    model,
  );
  return monitor.judge(part!, model.object!);
}

/** The order that is found; fails the test when there is none. */
export function orderOf(name: ToggleObject, rows: readonly Row[]): number[] {
  const answer = answerTo(name, rows);
  if (answer?.kind !== 'legal') throw new Error(`found ${String(answer?.kind)}`);
  return [...answer.order];
}

/** Headline and argument in short lines; fails the test when the history is not refuted. */
export function toldOf(name: ToggleObject, rows: readonly Row[]): string {
  const answer = answerTo(name, rows);
  if (answer?.kind !== 'illegal') throw new Error(`found ${String(answer?.kind)}`);
  const { message, explanation } = answer.refutation;
  return [message, ...explanation]
    .map((sentence) => sentence.replace(/(.{60}\S*) /g, '$1\n  '))
    .join('\n');
}

/** Many of each kind: a comparison of histories that are all legal would show little. */
export function expectBalanced(tally: ToggleTally): void {
  expectShare(tally.legal, tally, 0.35);
  expectShare(tally.illegal, tally, 0.35);
  expectShare(tally.crashed, tally, 0.3);
  expectShare(tally.tampered, tally, 0.4);
}

/** Expects at least `share` of the histories. */
export function expectShare(count: number, tally: ToggleTally, share: number): void {
  expect(count).toBeGreaterThan(share * tally.histories);
}
