/**
 * The shrinker's oracle for a simulated system: runs a candidate, and asks the judge that found the
 * violation whether it still sees the same kind.
 */

import type { Fingerprint } from '../report/counterexample.js';
import type { ShrinkOracle } from '../shrink/oracle.js';
import type { System } from '../simulator/system.js';
import type { Posting } from '../trace/posting.js';
import { shows } from './judge.js';
import { runScenario } from './run-scenario.js';
import type { RunWorkload } from './workload.js';

/** Asks `system` by simulation; one simulation a question. */
export function shrinkOracle(
  system: System,
  workload: RunWorkload,
  fingerprint: Fingerprint,
): ShrinkOracle {
  return {
    reproduces: (scenario) => {
      const run = runScenario(scenario, system);
      if (run instanceof Promise) {
        return run.then((ended) => shows(ended, workload, fingerprint));
      }
      return shows(run, workload, fingerprint);
    },
    postings: async (scenario) => {
      const postings: Posting[] = [];
      await runScenario(scenario, system, { onPosting: (posting) => postings.push(posting) });
      return postings;
    },
    ...(workload.simplify === undefined
      ? {}
      : { simplify: (ask) => workload.simplify?.(ask) ?? [] }),
  };
}
