/**
 * How a campaign chooses its scenarios: at random, at random with priorities for links, or all of
 * the small ones.
 */

import { withPriorities } from '../explore/pct.js';
import { scenarioArbitrary } from '../generate/scenarios.js';
import type { Profile } from '../scenario/profile.js';
import type { System } from '../simulator/system.js';
import type { RunWorkload } from './workload.js';

/** The names of the strategies. */
export const STRATEGIES = ['random', 'pct', 'bounded'] as const;

/** One of {@link STRATEGIES}. */
export type Strategy = (typeof STRATEGIES)[number];

/** What scenarios are drawn for. */
export interface DrawSettings {
  readonly system: System;
  readonly workload: RunWorkload;
  readonly bugs?: readonly string[];
  readonly profile?: Profile;
  readonly explore?: Strategy;
  /** Of `pct`: how many orderings a bug may need; default 3. */
  readonly depth?: number;
}

/** What `random` and `pct` draw from. */
export function scenariosFor({
  system,
  workload,
  bugs = [],
  profile = system.profile,
  explore = 'random',
  depth = 3,
}: DrawSettings): ReturnType<typeof scenarioArbitrary> {
  const scenarios = scenarioArbitrary({
    system: { name: system.name, bugs },
    source: workload,
    profile,
  });
  return explore === 'pct' ? withPriorities(scenarios, depth) : scenarios;
}
