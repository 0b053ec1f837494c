/**
 * What a thread of a campaign is told, and what it answers.
 */

import type { CheckOptions } from '../../../checkers/checker.js';
import type { Shard } from '../../explore/random.js';
import type { Profile } from '../../scenario/profile.js';
import type { ScenarioOutcome } from '../scenario-outcome.js';
import type { Strategy } from '../strategy.js';
import type { SubjectReference } from './subject-reference.js';

/** Scenarios for one thread: plain data. */
export interface CampaignTask {
  readonly reference: SubjectReference;
  readonly bugs: readonly string[];
  readonly profile: Profile;
  readonly explore: Strategy;
  readonly depth: number | undefined;
  readonly seed: number;
  readonly from: number;
  readonly scenariosMax: number;
  readonly shard: Shard;
  /** Without `shouldStop`, which cannot cross over. */
  readonly check: Omit<CheckOptions, 'shouldStop'>;
}

/** Outcomes in the order of their numbers; nothing follows the last. */
export interface CampaignReport {
  readonly outcomes: readonly ScenarioOutcome[];
  readonly isLast: boolean;
}
