/**
 * Counts a campaign, scenario by scenario.
 */

import type { CampaignSummary } from '../report/campaign-summary.js';
import type { ScenarioOutcome } from './scenario-outcome.js';

/** What is known of a campaign before it begins. */
export interface Identity extends Pick<CampaignSummary, 'system' | 'bugs' | 'workload' | 'seed'> {
  /** The marks of which the system says that it has them. */
  readonly declared: readonly string[];
}

/** As much of an outcome as is counted. */
export interface CountedOutcome extends Omit<ScenarioOutcome, 'violation'> {
  /** Anything but `undefined` is one. */
  readonly violation?: unknown;
}

/** The running count of a campaign. */
export class Tally {
  private scenarios = 0;
  private readonly operations = { ok: 0, fail: 0, info: 0 };
  private scenariosWithFaults = 0;
  private scenariosOverlapping = 0;
  private unknown = 0;
  private violations = 0;
  private readonly marks: Map<string, number>;
  private readonly identity: Omit<Identity, 'declared'>;

  constructor({ declared, ...identity }: Identity) {
    this.identity = identity;
    this.marks = new Map(declared.map((mark) => [mark, 0]));
  }

  add({ activity, isUnknown, marks, violation }: CountedOutcome): void {
    this.scenarios++;
    this.operations.ok += activity.ok;
    this.operations.fail += activity.fail;
    this.operations.info += activity.info;
    if (activity.hasFaults) this.scenariosWithFaults++;
    if (activity.overlaps) this.scenariosOverlapping++;
    if (isUnknown) this.unknown++;
    if (violation !== undefined) this.violations++;
    for (const [mark, count] of marks) this.marks.set(mark, (this.marks.get(mark) ?? 0) + count);
  }

  summary(): CampaignSummary {
    return {
      ...this.identity,
      scenarios: this.scenarios,
      operations: { ...this.operations },
      scenariosWithFaults: this.scenariosWithFaults,
      scenariosOverlapping: this.scenariosOverlapping,
      unknown: this.unknown,
      violations: this.violations,
      marks: new Map([...this.marks].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}
