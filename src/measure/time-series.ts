/**
 * Latencies and rates over time, as Jepsen's graphs show them: every operation as a dot, quantiles,
 * operations a second and the share of answers by window of time. One run or many, laid over one
 * another on a common clock.
 */

import { windowWidthUs, Windows } from './time-windows.js';

/** What became of an operation. */
export type TimedOutcome = 'ok' | 'fail' | 'info';

/** One operation with its times, in microseconds from the beginning. */
export interface TimedOperation {
  readonly f: string;
  readonly outcome: TimedOutcome;
  readonly beginUs: number;
  /** When it was answered or given up; absent for what never was. */
  readonly endUs?: number;
  /** It got an answer. */
  readonly isAnswered: boolean;
}

/** How to draw them. */
export interface TimeSeriesOptions {
  /** When the last of them ends. */
  readonly endUs: number;
  /** Over how many runs rates are averaged; default 1. */
  readonly runs?: number;
  /** Windows at most; default 60. */
  readonly windowsMax?: number;
  /** Dots at most; default 10,000. */
  readonly dotsMax?: number;
}

/** One line or cloud: a value at each of some times. */
interface Points {
  readonly f: string;
  readonly outcome: TimedOutcome;
  readonly atMs: readonly number[];
}

/** Latencies and rates over time. */
export interface TimeSeries {
  readonly endMs: number;
  readonly windowMs: number;
  /** By when operations began. */
  readonly latencies: readonly (Points & { readonly tookMs: readonly number[] })[];
  /** How many dots stand for how many operations, where there are fewer. */
  readonly thinned?: { readonly dots: number; readonly operations: number };
  /** Of successes, by the window in which they began; empty windows are left out. */
  readonly quantiles: readonly {
    readonly quantile: number;
    readonly atMs: readonly number[];
    readonly tookMs: readonly number[];
  }[];
  /** Operations a second by the window in which they ended; every window has its point. */
  readonly rates: readonly (Points & { readonly perSecond: readonly number[] })[];
  /** By the window in which operations began; empty windows are left out. */
  readonly availability: { readonly atMs: readonly number[]; readonly share: readonly number[] };
}

const PER_MILLE = [500, 950, 990, 1000] as const;
const WINDOWS_MAX = 60;
const DOTS_MAX = 10_000;
const OUTCOMES: readonly TimedOutcome[] = ['ok', 'fail', 'info'];

/** The series of some operations, in any order. O(n log n). */
export function timeSeriesOf(
  operations: readonly TimedOperation[],
  options: TimeSeriesOptions,
): TimeSeries {
  const { endUs, runs = 1, windowsMax = WINDOWS_MAX, dotsMax = DOTS_MAX } = options;
  const widthUs = windowWidthUs(endUs, windowsMax);
  const windows = new Windows(widthUs, endUs);
  const ended = operations.filter(hasEnded);
  const clouds = groupsOf(ended).map(({ f, outcome, members }) => ({
    f,
    outcome,
    members: members.sort((left, right) => left.beginUs - right.beginUs),
  }));
  const every = Math.max(1, Math.ceil((2 * ended.length) / dotsMax));
  const latencies = clouds.map(({ f, outcome, members }) => {
    const dots = ended.length <= dotsMax ? members : thinnedOut(members, every);
    return { f, outcome, atMs: dots.map(beginMs), tookMs: dots.map(tookMs) };
  });
  const dots = latencies.reduce((sum, { atMs }) => sum + atMs.length, 0);
  return {
    endMs: endUs / 1000,
    windowMs: widthUs / 1000,
    latencies,
    ...(dots < ended.length ? { thinned: { dots, operations: ended.length } } : {}),
    quantiles: quantilesOf(ended, windows),
    rates: groupsOf(operations).map(({ f, outcome, members }) => ({
      f,
      outcome,
      ...ratesOf(members, windows, runs),
    })),
    availability: availabilityOf(operations, windows),
  };
}

type Ended = TimedOperation & { readonly endUs: number };

function hasEnded(operation: TimedOperation): operation is Ended {
  return operation.endUs !== undefined;
}

function beginMs({ beginUs }: TimedOperation): number {
  return beginUs / 1000;
}

function tookMs({ beginUs, endUs }: Ended): number {
  return (endUs - beginUs) / 1000;
}

/** By function and outcome, functions as they appear. */
function groupsOf<Operation extends TimedOperation>(
  operations: readonly Operation[],
): { readonly f: string; readonly outcome: TimedOutcome; readonly members: Operation[] }[] {
  const byFunction = new Map<string, Record<TimedOutcome, Operation[]>>();
  for (const operation of operations) {
    let groups = byFunction.get(operation.f);
    if (groups === undefined) {
      groups = { ok: [], fail: [], info: [] };
      byFunction.set(operation.f, groups);
    }
    groups[operation.outcome].push(operation);
  }
  return [...byFunction].flatMap(([f, groups]) =>
    OUTCOMES.map((outcome) => ({ f, outcome, members: groups[outcome] })).filter(
      ({ members }) => members.length > 0,
    ),
  );
}

/** Of every so many operations one after the other, the first and the slowest. */
function thinnedOut(members: readonly Ended[], every: number): Ended[] {
  const kept: Ended[] = [];
  for (let from = 0; from < members.length; from += every) {
    let slowest = from;
    const end = Math.min(members.length, from + every);
    for (let at = from + 1; at < end; at++) {
      if (tookMs(members[at]!) > tookMs(members[slowest]!)) slowest = at;
    }
    kept.push(members[from]!);
    if (slowest !== from) kept.push(members[slowest]!);
  }
  return kept;
}

function quantilesOf(ended: readonly Ended[], windows: Windows): TimeSeries['quantiles'] {
  const took = Array.from({ length: windows.count }, (): number[] => []);
  for (const operation of ended) {
    if (operation.outcome === 'ok') took[windows.of(operation.beginUs)]!.push(tookMs(operation));
  }
  for (const one of took) one.sort((left, right) => left - right);
  const filled = took.flatMap((sorted, window) => (sorted.length === 0 ? [] : [window]));
  const atMs = filled.map((window) => windows.middleMs(window));
  return PER_MILLE.map((perMille) => ({
    quantile: perMille / 1000,
    atMs,
    tookMs: filled.map((window) => nearestRank(took[window]!, perMille)),
  }));
}

/** The least value that so many of a thousand do not exceed. */
function nearestRank(sorted: readonly number[], perMille: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * perMille) / 1000) - 1)]!;
}

function ratesOf(
  members: readonly TimedOperation[],
  windows: Windows,
  runs: number,
): { readonly atMs: readonly number[]; readonly perSecond: readonly number[] } {
  const counts = new Array<number>(windows.count).fill(0);
  for (const { beginUs, endUs = beginUs } of members) counts[windows.of(endUs)]!++;
  const seconds = (windows.widthUs * runs) / 1_000_000;
  return { atMs: windows.middlesMs(), perSecond: counts.map((count) => count / seconds) };
}

function availabilityOf(
  operations: readonly TimedOperation[],
  windows: Windows,
): TimeSeries['availability'] {
  const all = new Array<number>(windows.count).fill(0);
  const answered = new Array<number>(windows.count).fill(0);
  for (const { beginUs, isAnswered } of operations) {
    const window = windows.of(beginUs);
    all[window]!++;
    if (isAnswered) answered[window]!++;
  }
  const filled = all.flatMap((count, window) => (count === 0 ? [] : [window]));
  return {
    atMs: filled.map((window) => windows.middleMs(window)),
    share: filled.map((window) => answered[window]! / all[window]!),
  };
}
