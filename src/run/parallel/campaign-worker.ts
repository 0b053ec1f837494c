/**
 * Runs in a thread: visits every n-th scenario of a campaign and reports the outcomes in batches.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { exploreRandom } from '../../explore/random.js';
import { outcomeOf } from '../scenario-outcome.js';
import type { ScenarioOutcome } from '../scenario-outcome.js';
import { scenariosFor } from '../strategy.js';
import type { CampaignReport, CampaignTask } from './campaign-task.js';
import { subjectOf } from './subject-reference.js';

/** A report costs about as much as a small scenario. */
const OUTCOMES_A_REPORT = 8;

const task = workerData as CampaignTask;
const subject = { ...(await subjectOf(task.reference)), check: task.check };
const { bugs, profile, explore, depth } = task;

let outcomes: ScenarioOutcome[] = [];

function report(isLast: boolean): void {
  parentPort?.postMessage({ outcomes, isLast } satisfies CampaignReport);
  outcomes = [];
}

try {
  await exploreRandom({
    scenarios: scenariosFor({
      ...subject,
      bugs,
      profile,
      explore,
      ...(depth === undefined ? {} : { depth }),
    }),
    seed: task.seed,
    from: task.from,
    scenariosMax: task.scenariosMax,
    shard: task.shard,
    visit: async (scenario, number): Promise<'continue'> => {
      outcomes.push(await outcomeOf(scenario, number, subject));
      if (outcomes.length >= OUTCOMES_A_REPORT) report(false);
      return 'continue';
    },
    pause: () => Promise.resolve(),
  });
  report(true);
} catch (error) {
  // What was found before is not lost.
  report(false);
  throw error;
}
