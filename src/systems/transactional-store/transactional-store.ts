/**
 * The transactional store as a system: one server, clients that send transactions step by step, so
 * that they interleave. Right, it is strictly serializable: multi-version, with the newest snapshot
 * for reads and backward validation at commit (Kung and Robinson, "On Optimistic Methods for
 * Concurrency Control", TODS 1981). A switch for each weaker level makes it give no more than that.
 */

import type { Profile } from '../../scenario/profile.js';
import type { BugSwitch, System } from '../../simulator/system.js';
import { StoreClient } from './client.js';
import { isolationNamed, isolations } from './isolation.js';
import { planners } from './plans.js';
import { StoreServer } from './server.js';

const STRONGEST = 'strong-serializable';
const ONLY = 'only-';

/** One name of each level is enough. */
const levelSwitches: readonly BugSwitch[] = isolations
  .filter(({ model }) => model !== STRONGEST && model !== 'consistent-view')
  .map(({ model }) => ({ name: ONLY + model, summary: `gives no more than ${model}` }));

// Many clients and few keys, or transactions would not meet; faults are few, for each of them ends
// what is open.
const PROFILE: Profile = {
  servers: [1],
  clients: { min: 3, max: 6 },
  keys: { min: 1, max: 3 },
  operations: { min: 20, max: 50 },
  loadUs: { min: 60_000, max: 300_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 5_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 30_000 },
  ],
  lossPpm: { min: 0, max: 40_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 6_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 5_000, max: 60_000 },
  faultWeights: {
    'client-link': 3,
    delay: 2,
    loss: 1,
    duplication: 2,
    reordering: 1,
    crash: 4,
    pause: 2,
    slow: 1,
  },
};

/** The store; which level of isolation it keeps is a switch. */
export const transactionalStore: System = {
  name: 'store',
  summary: 'transactions on one server, at any level of isolation',
  source: 'Kung, Robinson, TODS 1981; Cerone, Bernardi, Gotsman, CONCUR 2015',
  bugs: [
    ...levelSwitches,
    { name: 'ack-before-fsync', summary: 'says that a commit is done before it is on disk' },
    { name: 'no-dedup', summary: 'a commit that a client asks for again is done again' },
  ],
  workloads: Object.keys(planners),
  profile: PROFILE,
  build: ({ bugs, workload }) => {
    const only = [...bugs].find((name) => name.startsWith(ONLY));
    const isolation = isolationNamed(only === undefined ? STRONGEST : only.slice(ONLY.length));
    const planner = planners[workload] ?? planners['register']!;
    return {
      server: () => new StoreServer(isolation, bugs),
      client: () => new StoreClient(planner),
    };
  },
};
