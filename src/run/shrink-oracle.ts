/**
 * The shrinker's oracle for a simulated system: runs a candidate, and asks the judge that found the
 * violation whether it still sees the same kind.
 */

import type { Fingerprint } from '../report/counterexample.js';
import type { ShrinkOracle } from '../shrink/oracle.js';
import { simulate } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import type { Posting } from '../trace/posting.js';
import { shows } from './judge.js';
import type { RunWorkload } from './workload.js';

/** Asks `system` by simulation; one simulation a question. */
export function shrinkOracle(
  system: System,
  workload: RunWorkload,
  fingerprint: Fingerprint,
): ShrinkOracle {
  return {
    reproduces: (scenario) => shows(simulate(scenario, system), workload, fingerprint),
    postings: (scenario) => {
      const postings: Posting[] = [];
      simulate(scenario, system, { onPosting: (posting) => postings.push(posting) });
      return postings;
    },
    ...(workload.simplify === undefined
      ? {}
      : { simplify: (ask) => workload.simplify?.(ask) ?? [] }),
  };
}
