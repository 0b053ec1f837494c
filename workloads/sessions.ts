/**
 * The workload of sessions: the programs of the causal workload, judged by each guarantee of a
 * session first (Terry et al., "Session Guarantees for Weakly Consistent Replicated Data", PDIS
 * 1994), so that the report names the one that was lost.
 */

import {
  monotonicReads,
  monotonicWrites,
  readYourWrites,
  writesFollowReads,
} from '../checkers/sessions/session-guarantees.js';
import { causalWorkload } from './causal.js';
import type { Workload } from './workload.js';

/** Reads and unique writes, half and half. */
export const sessionsWorkload: Workload = {
  ...causalWorkload,
  name: 'sessions',
  summary: 'reads and unique writes of a few registers: the four session guarantees, and causality',
  checkers: [
    readYourWrites(),
    monotonicReads(),
    monotonicWrites(),
    writesFollowReads(),
    ...causalWorkload.checkers,
  ],
};
