/**
 * The operations that an outline names: those of the anomaly and what happened around them, as the
 * timelines of the text reports choose and describe them.
 */

import type { Outcome } from '../history/operation.js';
import { operationOf } from '../history/columns/columnar-history.js';
import { findCulprit } from './culprit.js';
import { historyTimeline } from './history-timeline.js';
import type { CounterexampleReport, HistoryReport, Report } from './report.js';
import { storyTimeline } from './story-timeline.js';
import type { Role, Span, Timeline } from './timeline.js';

/** One operation, with what there is to know of it. */
export interface OutlinedOperation {
  /** #1, #2, ... */
  readonly number: number;
  /** The client that did it. */
  readonly lane: string;
  /** `write x: 1` */
  readonly call: string;
  /** `→ 1`, `ok`, `failed`; empty for one that was never answered. */
  readonly result: string;
  readonly outcome: Outcome;
  readonly role: Role;
  /** Microseconds; absent where no time was recorded. */
  readonly beginUs?: number;
  /** Absent as well where there was no answer. */
  readonly endUs?: number;
}

/** As many as a person reads. */
const OPERATIONS_MAX = 100;

/** The operations, in order of call, and how many were left out. */
export function outlinedOperations(report: Report): {
  readonly operations: readonly OutlinedOperation[];
  readonly omitted: number;
} {
  const timeline = timelineOf(report);
  if (timeline === undefined) return { operations: [], omitted: 0 };
  const outcomeOf = outcomesOf(report);
  const spans = nearest(timeline.spans, OPERATIONS_MAX);
  return {
    operations: spans.map((span) => outlined(span, timeline, outcomeOf(span.number))),
    omitted: timeline.spans.length - spans.length,
  };
}

/** The timeline that a report shows; none where nothing is wrong, or nobody knows where. */
export function timelineOf(report: Report): Timeline | undefined {
  switch (report.kind) {
    case 'campaign':
      return report.found === undefined ? undefined : storyOf(report.found);
    case 'counterexample':
      return storyOf(report);
    case 'history':
      return historyOf(report);
    case 'audit':
      return undefined;
  }
}

function storyOf({ counterexample }: CounterexampleReport): Timeline {
  const { story, scenario } = counterexample;
  const culprit = findCulprit(counterexample);
  return storyTimeline(story, { ascii: false, culprit, healAtUs: scenario.healAtUs });
}

function historyOf({ history, verdict }: HistoryReport): Timeline | undefined {
  if (verdict.kind !== 'illegal') return undefined;
  return historyTimeline(history, verdict.anomalies[0], { ascii: false });
}

function outcomesOf(report: Report): (number: number) => Outcome {
  if (report.kind === 'history') {
    return (number) => operationOf(report.history, number - 1).outcome;
  }
  const found = report.kind === 'campaign' ? report.found : report;
  const story = found?.kind === 'counterexample' ? found.counterexample.story.operations : [];
  const known = new Map(story.map(({ number, outcome }) => [number, outcome]));
  return (number) => known.get(number) ?? 'info';
}

/** Those of the anomaly, then those closest to its last one, in order of call. */
function nearest(spans: readonly Span[], most: number): readonly Span[] {
  const inOrder = [...spans].sort(
    (left, right) => left.begin - right.begin || left.number - right.number,
  );
  if (inOrder.length <= most) return inOrder;
  const isInvolved = ({ role }: Span): boolean => role === 'offending' || role === 'involved';
  const focus = inOrder.findLast(isInvolved)?.begin ?? Infinity;
  const rank = (span: Span): number =>
    isInvolved(span) ? -1 : focus === Infinity ? -span.begin : Math.abs(span.begin - focus);
  const chosen = new Set([...inOrder].sort((a, b) => rank(a) - rank(b)).slice(0, most));
  return inOrder.filter((span) => chosen.has(span));
}

function outlined(span: Span, { timeUs }: Timeline, outcome: Outcome): OutlinedOperation {
  const { number, lane, label, result, role, begin, end } = span;
  const beginUs = timeUs(begin);
  const endUs = end === Infinity ? undefined : timeUs(end);
  return {
    number,
    lane,
    call: label.slice(`#${number} `.length),
    result,
    outcome,
    role,
    ...(beginUs === undefined ? {} : { beginUs }),
    ...(endUs === undefined ? {} : { endUs }),
  };
}
