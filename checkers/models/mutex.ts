/**
 * The mutual exclusion lock, Knossos's classical model: nobody acquires what is held, nobody
 * releases what is free. It does not look at who holds the lock, so a release by another process is
 * legal; recorders that want that checked use a register of owners.
 */

import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';

/** A lock with `acquire` and `release`, free at first. The state says whether it is held. */
export function mutex(): Model<boolean> {
  return {
    name: 'mutex',
    summary: 'a lock with acquire and release',
    initial: false,
    functions: ['acquire', 'release'],
    step,
    describeState: (held) => (held ? 'held' : 'free'),
    observes: (call) => call.outcome === 'fail',
    object: {
      type: 'semaphore',
      permits: 1,
      roles: { acquire: 'acquire', release: 'release' },
    },
  };
}

function step(held: boolean, call: Call): boolean | Inconsistent {
  if (call.outcome === 'fail') return held;
  if (call.f === 'acquire') return held ? inconsistent('acquired a lock that is held') : true;
  return held ? false : inconsistent('released a lock that is free');
}
