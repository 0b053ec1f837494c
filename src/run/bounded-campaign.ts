/**
 * The bounded search from its first level to its end, on as many threads as there are; and the same
 * as a campaign, which is counted and reported like any other.
 */

import { availableParallelism } from 'node:os';
import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Fingerprint } from '../report/counterexample.js';
import { countOf } from '../report/quantities.js';
import type { Scenario } from '../scenario/scenario.js';
import { explorePart, partsOf, scopeText } from './bounded.js';
import type { BoundedPart, BoundedScope, BoundedSubject, PartResult } from './bounded.js';
import { confirm } from './confirm.js';
import { fingerprintOf, judgeRun } from './judge.js';
import { canSearchInThreads, resultsInThreads } from './parallel/bounded-threads.js';

/** A search and who may watch or end it. */
export interface BoundedOptions extends Omit<BoundedSubject, 'scope'> {
  /** Default: 3 operations, 2 late messages. */
  readonly scope?: BoundedScope;
  /** As for a campaign: by which other threads find the system and the workload. */
  readonly module?: string;
  /** Threads at most, where there is a `module`; default as many as the machine runs at once. */
  readonly jobs?: number;
  readonly shouldStop?: () => boolean;
  /** Told of the numbers so far, now and then. */
  readonly onCount?: (count: BoundedCount) => void;
}

/** The numbers of a search. */
export type BoundedCount = Pick<
  PartResult,
  'executions' | 'simulations' | 'unknown' | 'operations' | 'marks'
>;

/** How a search ended. */
export interface BoundedResult extends BoundedCount {
  /** `exhausted`: there is no violation in the scope, and no run that could not be judged. */
  readonly outcome: 'exhausted' | 'violation' | 'undecided' | 'stopped';
  /** Fewest operations and deviations together; the last of the executions that were counted. */
  readonly violation: Scenario | undefined;
  /** What was exhausted or not, as a sentence without its full stop. */
  readonly statement: string;
}

const DEFAULT_SCOPE: BoundedScope = { operations: 3, deviations: 2 };

/** Threads start when the search has proved to be long. */
const EXECUTIONS_BEFORE_THREADS = 2_000;

/** Searches a scope; the result does not depend on the number of threads. */
export async function runBounded(options: BoundedOptions): Promise<BoundedResult> {
  const subject: BoundedSubject = { ...options, scope: options.scope ?? DEFAULT_SCOPE };
  const sum = new Sum();
  const parts = partsOf(subject);
  let done = 0;
  let outcome: BoundedResult['outcome'] = 'exhausted';
  for await (const result of resultsOf(subject, parts, options, sum)) {
    sum.add(result);
    const isWhole = result.programs === parts[done++]?.programs;
    options.onCount?.(sum);
    if (sum.violation !== undefined) outcome = 'violation';
    else if (!isWhole || (options.shouldStop?.() === true && done < parts.length)) {
      outcome = 'stopped';
    }
    if (outcome !== 'exhausted') break;
  }
  if (outcome === 'exhausted' && sum.unknown > 0) outcome = 'undecided';
  const { executions, simulations, unknown, operations, marks, violation } = sum;
  const statement = statementOf(outcome, executions, scopeText(subject));
  return { executions, simulations, unknown, operations, marks, violation, outcome, statement };
}

/** The search as a campaign. @throws DeterminismError when a violation does not repeat itself. */
export async function boundedCampaign(
  options: BoundedOptions & {
    readonly seed: number;
    readonly onProgress?: (summary: CampaignSummary) => void;
  },
): Promise<{
  readonly summary: CampaignSummary;
  readonly discovery:
    | { readonly scenario: Scenario; readonly fingerprint: Fingerprint; readonly foundIn: number }
    | undefined;
}> {
  const { system, workload, bugs = [], seed, onProgress } = options;
  const summaryOf = (count: BoundedCount, violations: number): CampaignSummary => ({
    system: system.name,
    bugs,
    workload: workload.name,
    seed,
    scenarios: count.executions,
    operations: count.operations,
    scenariosWithFaults: 0,
    scenariosOverlapping: 0,
    unknown: count.unknown,
    violations,
    marks: new Map([...(system.marks ?? []).map((mark) => [mark, 0] as const), ...count.marks]),
  });
  const onCount = (count: BoundedCount): void => onProgress?.(summaryOf(count, 0));
  const result = await runBounded({ ...options, onCount });
  const { violation, statement } = result;
  const summary = { ...summaryOf(result, violation === undefined ? 0 : 1), coverage: statement };
  if (violation === undefined) return { summary, discovery: undefined };
  const run = await confirm(violation, system);
  const fingerprint = fingerprintOf(judgeRun(run, workload, options.check));
  if (fingerprint === undefined) throw new Error('a violation was not judged one again');
  const discovery = { scenario: violation, fingerprint, foundIn: result.executions };
  return { summary, discovery };
}

/** The first pieces here; if they take long, the others on threads. */
async function* resultsOf(
  subject: BoundedSubject,
  parts: readonly BoundedPart[],
  { module, jobs = availableParallelism(), shouldStop, check }: BoundedOptions,
  sum: Sum,
): AsyncGenerator<PartResult> {
  const threads = module !== undefined && jobs > 1 && canSearchInThreads() ? jobs : 1;
  for (const [at, part] of parts.entries()) {
    if (module !== undefined && threads > 1 && sum.executions >= EXECUTIONS_BEFORE_THREADS) {
      const { system, workload, bugs = [], scope } = subject;
      const reference = { module, system: system.name, workload: workload.name };
      const { shouldStop: _, ...plain } = check ?? {};
      yield* resultsInThreads({ reference, bugs, scope, check: plain }, parts.slice(at), threads);
      return;
    }
    yield await explorePart(subject, part, shouldStop);
    // Signals and the progress of the host get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

class Sum implements BoundedCount {
  executions = 0;
  simulations = 0;
  unknown = 0;
  violation: Scenario | undefined;
  readonly operations = { ok: 0, fail: 0, info: 0 };
  readonly marks: Map<string, number> = new Map();

  add(result: PartResult): void {
    this.executions += result.executions;
    this.simulations += result.simulations;
    this.unknown += result.unknown;
    this.violation = result.violation;
    for (const type of ['ok', 'fail', 'info'] as const) {
      this.operations[type] += result.operations[type];
    }
    for (const [mark, count] of result.marks) {
      this.marks.set(mark, (this.marks.get(mark) ?? 0) + count);
    }
  }
}

function statementOf(outcome: BoundedResult['outcome'], executions: number, scope: string): string {
  const count = countOf(executions, 'execution');
  switch (outcome) {
    case 'exhausted':
      return `exhausted: all ${scope}: ${count}`;
    case 'violation':
      return `the first of the ${scope}, smallest first: after ${count}`;
    case 'undecided':
      return `undecided: all ${scope}: ${count}, some of which no checker could decide`;
    case 'stopped':
      return `stopped early: of the ${scope}: ${count}`;
  }
}
