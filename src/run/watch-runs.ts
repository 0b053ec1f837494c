/**
 * Watches the first scenarios of a campaign once more: their latencies, messages and faults over
 * time, for the plots of its report. A campaign itself counts and forgets, so that it stays fast.
 */

import { exploreRandom } from '../explore/random.js';
import type { Shard } from '../explore/random.js';
import { sampleOf } from '../measure/sample.js';
import type { RunSample } from '../measure/sample.js';
import type { Posting } from '../trace/posting.js';
import { runScenario } from './run-scenario.js';
import { scenariosFor } from './strategy.js';
import type { DrawSettings } from './strategy.js';

/** So many runs are watched at most. */
export const WATCHED_MAX = 50;

/** The campaign, of which the scenarios from the first on are watched. */
export interface WatchOptions extends DrawSettings {
  /** 32-bit; the campaign's. */
  readonly seed: number;
  /** How many scenarios the campaign was to run, all its shards together. */
  readonly scenariosMax: number;
  /** How many of them it ran before it stopped, where it did; none beyond is watched. */
  readonly ran?: number;
  readonly shard?: Shard;
  /** Asked before each scenario; `true` ends it with what it has. */
  readonly shouldStop?: () => boolean;
}

/**
 * The first runs of a campaign, at most {@link WATCHED_MAX}; none of a bounded one, whose scenarios
 * are all alike. Time is the sum of the simulations.
 */
export async function watchRuns(options: WatchOptions): Promise<RunSample[]> {
  const { system, seed, scenariosMax, ran = scenariosMax, shard, shouldStop, explore } = options;
  const samplesMax = Math.min(WATCHED_MAX, ran);
  const samples: RunSample[] = [];
  if (explore === 'bounded') return samples;
  await exploreRandom({
    scenarios: scenariosFor(options),
    seed,
    scenariosMax,
    ...(shard === undefined ? {} : { shard }),
    visit: async (scenario) => {
      if (shouldStop?.() === true || samples.length >= samplesMax) return 'stop';
      const postings: Posting[] = [];
      const onPosting = (posting: Posting): number => postings.push(posting);
      samples.push(sampleOf(await runScenario(scenario, system, { onPosting }), postings));
      return 'continue';
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  return samples;
}
