/**
 * Scenarios for properties of one's own: an arbitrary for `fc.assert` that shrinks with our passes,
 * so that a property which fails ends in a small scenario, not in a seed.
 */

import { scenarioArbitrary } from '../generate/scenarios.js';
import type { Profile } from '../scenario/profile.js';
import { scenarioShrink } from '../shrink/candidates.js';
import type { System } from '../simulator/system.js';
import type { RunWorkload } from './workload.js';

/** What to draw scenarios for. */
export interface ScenariosOptions {
  readonly system: System;
  readonly workload: RunWorkload;
  /** Switches that are on. */
  readonly bugs?: readonly string[];
  /** Default: the system's own. */
  readonly profile?: Profile;
}

/**
 * Random scenarios of a system with a workload; a fast-check arbitrary. Its shrinker is greedy:
 * `hunt` shrinks further and proves what it says of the size.
 */
export function scenarios({
  system,
  workload,
  bugs = [],
  profile = system.profile,
}: ScenariosOptions): ReturnType<typeof scenarioArbitrary> {
  return scenarioArbitrary({
    system: { name: system.name, bugs },
    source: workload,
    profile,
    shrink: scenarioShrink({
      serversMin: Math.min(3, ...profile.servers),
      simplify: (ask) => workload.simplify?.(ask) ?? [],
    }),
  });
}
