/**
 * Replays a saved counterexample: the same scenario again, judged again, and compared with what was
 * saved.
 */

import type { Counterexample } from '../report/counterexample.js';
import { TRACE_LINES_MAX } from '../report/counterexample.js';
import type { System } from '../simulator/system.js';
import { describeTrace, firstDifference } from '../trace/describe.js';
import { confirm } from './confirm.js';
import { findingsOf } from './hunt.js';
import { shows } from './judge.js';
import { tellStory } from './story.js';
import type { RunWorkload } from './workload.js';

/** What a replay came to. */
export interface Replayed {
  /**
   * The same violation in the same run; no such violation any more; or the violation in another
   * run.
   */
  readonly outcome: 'reproduced' | 'passes' | 'diverged';
  /** For `diverged`: the first record that differs. */
  readonly difference: string;
  /** What happened this time, with the statistics of the saved file. */
  readonly counterexample: Counterexample;
}

/** @throws DeterminismError when two runs of the scenario differ from each other. */
export async function replay(
  saved: Counterexample,
  system: System,
  workload: RunWorkload,
): Promise<Replayed> {
  const run = await confirm(saved.scenario, system);
  const trace = describeTrace(run.trace, TRACE_LINES_MAX);
  const counterexample: Counterexample = {
    ...saved,
    traceHash: run.trace.hash,
    trace,
    findings: findingsOf(run, workload, saved.fingerprint),
    story: await tellStory(saved.scenario, system),
  };
  if (!shows(run, workload, saved.fingerprint)) {
    return { outcome: 'passes', difference: '', counterexample };
  }
  if (run.trace.hash === saved.traceHash) {
    return { outcome: 'reproduced', difference: '', counterexample };
  }
  const difference = firstDifference(saved.trace, trace);
  return {
    outcome: 'diverged',
    difference: difference || `a record after the first ${trace.length}, or the content of one`,
    counterexample,
  };
}
