/**
 * The invariants of replicated logs: Figure 3 of the Raft paper (Ongaro and Ousterhout 2014), read
 * from a run's notes. For a system that writes no such notes they hold vacuously.
 */

export { electionSafety } from './election-safety.js';
export { leaderCompleteness } from './leader-completeness.js';
export { logMatching } from './log-matching.js';
export { stateMachineSafety } from './state-machine-safety.js';
