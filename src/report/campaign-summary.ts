/**
 * What a campaign comes to, in counts, and whether it tested anything at all: where nearly nothing
 * succeeded or no fault met an operation, finding nothing means nothing.
 */

import { countOf, formatShare } from './quantities.js';

/** One campaign in counts. */
export interface CampaignSummary {
  readonly system: string;
  readonly bugs: readonly string[];
  readonly workload: string;
  /** Scenarios that ran. */
  readonly scenarios: number;
  /** Client operations by outcome, over all scenarios. */
  readonly operations: { readonly ok: number; readonly fail: number; readonly info: number };
  /** Scenarios with at least one fault in their schedule. */
  readonly scenariosWithFaults: number;
  /** Those in which an operation was open while a fault made a difference. */
  readonly scenariosOverlapping: number;
  /** Scenarios that some checker could not decide. */
  readonly unknown: number;
  readonly violations: number;
  /**
   * How often each `sometimes` mark was reached, those never reached included where they are known.
   */
  readonly marks: ReadonlyMap<string, number>;
  readonly seed: number;
  /** Of a search that tries everything: what was exhausted. */
  readonly coverage?: string;
  /** The saved counterexamples that ran first. */
  readonly regressions?: RegressionCounts;
}

/** A corpus of saved counterexamples, none of which failed again. */
export interface RegressionCounts {
  readonly passed: number;
  /** Those of other systems. */
  readonly leftOut: number;
  /** Those that cannot be replayed any more. */
  readonly outdated: number;
}

/** A campaign's outcome, worst first: a violation stands whatever else was the case. */
export type CampaignOutcome = 'violation' | 'unknown' | 'vacuous' | 'clean';

/** Below this many percent of operations that succeed, a campaign shows little. */
const OK_PERCENT_MIN = 20;

/**
 * Below this many percent of faulty scenarios in which a fault made a difference to an operation,
 * likewise.
 */
const OVERLAP_PERCENT_MIN = 20;

/** Why the campaign says little, a clause each; empty when it is sound. */
export function vacuityReasons(summary: CampaignSummary): string[] {
  const { scenarios, operations, scenariosWithFaults, scenariosOverlapping } = summary;
  if (scenarios === 0) return ['no scenario ran'];
  const all = operations.ok + operations.fail + operations.info;
  if (all === 0) return ['no client did anything'];
  const reasons: string[] = [];
  if (operations.ok === 0) {
    reasons.push(`none of ${countOf(all, 'operation')} succeeded`);
  } else if (operations.ok * 100 < all * OK_PERCENT_MIN) {
    reasons.push(`only ${formatShare(operations.ok, all)} of the operations succeeded`);
  }
  if (scenariosOverlapping === 0 && scenariosWithFaults > 0) {
    reasons.push('no operation was open while a fault made a difference');
  } else if (scenariosOverlapping * 100 < scenariosWithFaults * OVERLAP_PERCENT_MIN) {
    const share = formatShare(scenariosOverlapping, scenariosWithFaults);
    reasons.push(`faults made a difference to operations in only ${share} of the faulty scenarios`);
  }
  return reasons;
}

/** What to make of a campaign. */
export function campaignOutcome(summary: CampaignSummary): CampaignOutcome {
  if (summary.violations > 0) return 'violation';
  if (summary.unknown > 0) return 'unknown';
  return vacuityReasons(summary).length > 0 ? 'vacuous' : 'clean';
}
