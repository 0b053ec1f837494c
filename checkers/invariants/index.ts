/**
 * What must hold inside, read from a run's notes: the invariants of replicated logs (Figure 3 of
 * the Raft paper, Ongaro and Ousterhout 2014), agreement, and mutual exclusion under leases. For a
 * system that writes no such notes they hold vacuously.
 */

export { agreement } from './agreement.js';
export { authorizedOnly } from './authorized-only.js';
export { electionSafety } from './election-safety.js';
export { leaderCompleteness } from './leader-completeness.js';
export { logMatching } from './log-matching.js';
export { mutualExclusion } from './mutual-exclusion.js';
export { stateMachineSafety } from './state-machine-safety.js';
