/**
 * Sets, by all their reads. Once an element is known to be there, by the end of its add or by a
 * read that saw it, every later read should see it: it is stable when the last reads do, lost when
 * they do not, and stale when reads missed it in between.
 *
 * Two defects of Jepsen's checker are mended unless it is asked to be `asJepsen`: there, duplicates
 * in a read are never counted, and elements that nobody added are passed over.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents } from './client-events.js';
import type { EventChecker, JepsenResult, Validity } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { quantilesOf, timeOf, wholeMilliseconds } from './quantiles.js';
import { describeEvent, recordedOperation } from './recorded-operation.js';
import { NEVER, setTimelines, type ElementTimeline, type SetTimelines } from './set-timelines.js';
import { compareValues } from './value-shapes.js';

/** What is asked of a set. */
export interface SetFullOptions {
  /** Stale reads are wrong; default false. */
  readonly linearizable?: boolean;
  /**
   * With the defects of Jepsen's checker: duplicates and elements from nowhere are passed over, and
   * an element is stale only when reads missed it for a millisecond.
   */
  readonly asJepsen?: boolean;
  /** The function that adds an element; default `add`. */
  readonly add?: string;
  /** The name of the checker; default `set-full`. */
  readonly name?: string;
  /** Whether the result has `message-latencies`, for each stable element; default false. */
  readonly latencyOfEach?: boolean;
}

const WORST_MAX = 8;

type Fate = 'stable' | 'lost' | 'never-read';

interface Outcome {
  readonly timeline: ElementTimeline;
  readonly fate: Fate;
  /** A read that began after it was known missed it; it was seen later. */
  readonly isStale: boolean;
  /** Milliseconds; `null` where there are none, or no times. */
  readonly stableLatency: number | null;
  readonly lostLatency: number | null;
}

/** Judges `add` of an element and `read` of all. Log-linear in what is read. */
export function setFull(options: SetFullOptions = {}): EventChecker {
  const name = options.name ?? 'set-full';
  return {
    name,
    check(events) {
      const clients = clientEvents(events);
      const timelines = setTimelines(clients, options.add ?? 'add');
      const outcomes = timelines.timelines
        .map((timeline) => outcomeOf(timeline, clients, options))
        .sort((left, right) => compareValues(left.timeline.element, right.timeline.element));
      const report = new SetReport(clients, timelines, outcomes, options);
      return answer(name, {
        judged: events.length,
        result: report.result(),
        findings: report.findings(),
        doubt: report.doubt(),
      });
    },
  };
}

function outcomeOf(
  timeline: ElementTimeline,
  events: readonly Event[],
  { asJepsen }: SetFullOptions,
): Outcome {
  const { known, lastPresent, lastAbsent } = timeline;
  const isStable = lastPresent !== NEVER && lastAbsent < lastPresent;
  const isLost = known !== NEVER && lastAbsent > lastPresent && lastAbsent > known;
  const stableLatency = isStable ? latency(events, lastAbsent, known) : null;
  const lostLatency = isLost ? latency(events, lastPresent, known) : null;
  const isStale =
    asJepsen === true
      ? stableLatency !== null && stableLatency > 0
      : isStable && known !== NEVER && lastAbsent > known;
  const fate = isStable ? 'stable' : isLost ? 'lost' : 'never-read';
  return { timeline, fate, isStale, stableLatency, lostLatency };
}

/** From when the element was known to just after a read began; never negative. */
function latency(events: readonly Event[], read: number, known: number): number | null {
  if (read === NEVER) return 0;
  const [from, to] = [timeOf(events[known]), timeOf(events[read])];
  return from === undefined || to === undefined
    ? null
    : wholeMilliseconds(Math.max(0, to + 1 - from));
}

class SetReport {
  readonly #stable: readonly Outcome[];
  readonly #lost: readonly Outcome[];
  readonly #neverRead: readonly Outcome[];
  readonly #stale: readonly Outcome[];
  readonly #duplicated: readonly (readonly [Value, number])[];
  readonly #unexpected: readonly Value[];

  constructor(
    readonly events: readonly Event[],
    readonly timelines: SetTimelines,
    readonly outcomes: readonly Outcome[],
    readonly options: SetFullOptions,
  ) {
    const withFate = (fate: Fate): Outcome[] => outcomes.filter((outcome) => outcome.fate === fate);
    this.#stable = withFate('stable');
    this.#lost = withFate('lost');
    this.#neverRead = withFate('never-read');
    this.#stale = outcomes.filter(({ isStale }) => isStale);
    const { duplicates, unexpectedReads } = timelines;
    const mended = options.asJepsen !== true;
    this.#duplicated = (mended ? [...duplicates] : []).sort(([left], [right]) =>
      compareValues(left, right),
    );
    this.#unexpected = (mended ? [...unexpectedReads.keys()] : []).sort(compareValues);
  }

  result(): JepsenResult {
    const stableLatencies = quantilesOf(this.#latencies('stableLatency'));
    const lostLatencies = quantilesOf(this.#latencies('lostLatency'));
    return {
      'valid?': this.#validity(),
      'attempt-count': this.outcomes.length,
      'stable-count': this.#stable.length,
      'lost-count': this.#lost.length,
      lost: this.#lost.map(elementOf),
      'never-read-count': this.#neverRead.length,
      'never-read': this.#neverRead.map(elementOf),
      'stale-count': this.#stale.length,
      stale: this.#stale.map(elementOf),
      'worst-stale': this.#worstStale(),
      'duplicated-count': this.#duplicated.length,
      duplicated: new Map(this.#duplicated),
      ...(this.options.asJepsen === true
        ? {}
        : { 'unexpected-count': this.#unexpected.length, unexpected: this.#unexpected }),
      ...(stableLatencies === undefined ? {} : { 'stable-latencies': stableLatencies }),
      ...(lostLatencies === undefined ? {} : { 'lost-latencies': lostLatencies }),
      ...(this.options.latencyOfEach === true
        ? { 'message-latencies': this.#latencyOfEach() }
        : {}),
    };
  }

  findings(): Finding[] {
    const findings: Finding[] = [];
    if (this.#lost.length > 0) findings.push(this.#lostElement());
    if (this.options.linearizable === true && this.#stale.length > 0)
      findings.push(this.#staleRead());
    const { duplicateReads, unexpectedReads } = this.timelines;
    const [duplicate] = this.#duplicated;
    if (duplicate !== undefined) {
      const [element, count] = duplicate;
      const message = `one read has ${describeValue(element)} more than once`;
      const why = `Of ${describeValue(element)} one read has ${count}.`;
      const read = this.events[duplicateReads.get(element)!]!;
      findings.push(inOneRead('duplicate-element', message, this.#duplicated.length, read, why));
    }
    const [strange] = this.#unexpected;
    if (strange !== undefined) {
      const message = `a read has ${describeValue(strange)}, which nobody tried to add`;
      const read = this.events[unexpectedReads.get(strange)!]!;
      findings.push(inOneRead('unexpected-element', message, this.#unexpected.length, read));
    }
    return findings;
  }

  doubt(): string | undefined {
    if (this.#stable.length > 0) return undefined;
    return 'nothing that was added was surely there at the end; end the run with reads';
  }

  #validity(): Validity {
    const isWrong =
      this.#lost.length > 0 || this.#duplicated.length > 0 || this.#unexpected.length > 0;
    if (isWrong) return false;
    if (this.#stable.length === 0) return 'unknown';
    return this.options.linearizable !== true || this.#stale.length === 0;
  }

  #latencies(which: 'stableLatency' | 'lostLatency'): number[] {
    return this.outcomes.flatMap((outcome) => outcome[which] ?? []);
  }

  #latencyOfEach(): Map<Value, number> {
    const latencies = new Map<Value, number>();
    for (const { timeline, stableLatency } of this.#stable) {
      if (stableLatency !== null) latencies.set(timeline.element, stableLatency);
    }
    return latencies;
  }

  #worstStale(): Value[] {
    return this.#stale
      .toSorted((left, right) => (right.stableLatency ?? 0) - (left.stableLatency ?? 0))
      .slice(0, WORST_MAX)
      .map(({ timeline, fate, stableLatency, lostLatency }) => ({
        element: timeline.element,
        outcome: fate,
        'stable-latency': stableLatency,
        'lost-latency': lostLatency,
        known: recordedOperation(this.events[timeline.known]!),
        'last-absent': recordedOperation(this.events[timeline.lastAbsent]!),
      }));
  }

  /** The end of the read that began there. */
  #readFrom(begin: number): Event {
    return this.events[this.timelines.partner[begin]!]!;
  }

  #lostElement(): Finding {
    const { element, known, lastPresent, lastAbsent } = this.#lost[0]!.timeline;
    const name = describeValue(element);
    const [knowing, missing] = [this.events[known]!, this.#readFrom(lastAbsent)];
    return {
      kind: 'lost-element',
      message: `${name} was there, and is lost${others(this.#lost.length - 1)}`,
      explanation: [
        `${describeEvent(knowing)}, so ${name} was there.`,
        ...(lastPresent === NEVER
          ? []
          : [`The last to see ${name}: ${describeEvent(this.#readFrom(lastPresent))}.`]),
        `Later, ${describeEvent(missing)}, and did not find ${name}; no later read did.`,
      ],
      events: [knowing, missing],
    };
  }

  #staleRead(): Finding {
    const { element, known, lastAbsent } = this.#stale[0]!.timeline;
    const name = describeValue(element);
    const [knowing, missing] = [this.events[known]!, this.#readFrom(lastAbsent)];
    return {
      kind: 'stale-read',
      message: `a read missed ${name}, which was there${others(this.#stale.length - 1)}`,
      explanation: [
        `${describeEvent(knowing)}, so ${name} was there.`,
        `Later, ${describeEvent(missing)}, and did not find ${name}.`,
      ],
      events: [knowing, missing],
    };
  }
}

function elementOf({ timeline }: Outcome): Value {
  return timeline.element;
}

function inOneRead(
  kind: string,
  message: string,
  count: number,
  read: Event,
  why?: string,
): Finding {
  const explanation = [`${describeEvent(read)}.`, ...(why === undefined ? [] : [why])];
  return { kind, message: message + others(count - 1), explanation, events: [read] };
}
