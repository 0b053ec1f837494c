/**
 * Counts a campaign, scenario by scenario.
 */

import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Activity } from './activity.js';

interface Judgement {
  readonly isViolation: boolean;
  readonly isUnknown: boolean;
  readonly marks: ReadonlyMap<string, number>;
}

/** The running count of a campaign. */
export class Tally {
  private scenarios = 0;
  private readonly operations = { ok: 0, fail: 0, info: 0 };
  private scenariosWithFaults = 0;
  private scenariosOverlapping = 0;
  private unknown = 0;
  private violations = 0;
  private readonly marks = new Map<string, number>();

  constructor(
    private readonly identity: Pick<CampaignSummary, 'system' | 'bugs' | 'workload' | 'seed'>,
  ) {}

  add(activity: Activity, { isViolation, isUnknown, marks }: Judgement): void {
    this.scenarios++;
    this.operations.ok += activity.ok;
    this.operations.fail += activity.fail;
    this.operations.info += activity.info;
    if (activity.hasFaults) this.scenariosWithFaults++;
    if (activity.overlaps) this.scenariosOverlapping++;
    if (isUnknown) this.unknown++;
    if (isViolation) this.violations++;
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
