/**
 * What outcomes come to, taken in the order of their numbers: counts, the first violation, and when
 * a campaign has seen enough. Campaigns and merged shards end by this one rule.
 */

import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Fingerprint } from '../report/counterexample.js';
import type { Scenario } from '../scenario/scenario.js';
import { Tally } from './tally.js';
import type { CountedOutcome, Identity } from './tally.js';

/** The first violation of a campaign, as it was found. */
export interface Discovery {
  readonly scenario: Scenario;
  readonly fingerprint: Fingerprint;
  /** In which scenario, from 1. */
  readonly foundIn: number;
}

/**
 * Scenarios drawn after the first violation to estimate its odds: as many as it took, within these
 * bounds.
 */
const ODDS_SCENARIOS = { min: 100, max: 1_000 };

/** Takes outcomes in the order of their numbers. */
export class CampaignFold {
  private readonly tally: Tally;
  private foundIn: number | undefined;

  /** @param measureOdds whether to go on after a first violation, to learn how rare it is. */
  constructor(
    identity: Identity,
    private readonly measureOdds: boolean = true,
  ) {
    this.tally = new Tally(identity);
  }

  /** Counts one more; answers whether it is the first violation. */
  add(outcome: CountedOutcome): boolean {
    this.tally.add(outcome);
    if (outcome.violation === undefined || this.foundIn !== undefined) return false;
    this.foundIn = outcome.number;
    return true;
  }

  /**
   * Whether a campaign ends with scenario `number`. Numbers are those of the whole campaign: a
   * shard, whose first violation can only be a later one, never ends before the whole would.
   */
  isEnough(number: number): boolean {
    if (this.foundIn === undefined) return false;
    const more = Math.min(ODDS_SCENARIOS.max, Math.max(ODDS_SCENARIOS.min, this.foundIn));
    return !this.measureOdds || number >= this.foundIn + more;
  }

  summary(): CampaignSummary {
    return this.tally.summary();
  }
}
