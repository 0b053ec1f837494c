/**
 * The stream workload: the log workload on a system that takes its time: in the end clients poll as
 * transactions, which wait for what is under way.
 */

import { logWorkload } from './log.js';
import type { Workload } from './workload.js';

/** Each of them waits for a while only. */
const FINAL_POLLS = 8;

/** Sends and polls as of a log, and final polls that wait. */
export const streamWorkload: Workload = {
  ...logWorkload,
  name: 'stream',
  summary:
    'sends to a few logs and polls of what was made of them, none lost, doubled or reordered',
  finals: (key) =>
    Array.from({ length: FINAL_POLLS }, () => ({ f: 'txn', value: [['poll', null, [key]]] })),
};
