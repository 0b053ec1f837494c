/**
 * The log workload: messages are sent to logs, and polled from them in their order, as Kafka's.
 */

import * as fc from 'fast-check';
import { kafka } from '../checkers/jepsen/kafka/kafka.js';
import { overHistory } from '../checkers/jepsen/over-history.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

/** Some clients are late: what they send is polled by the last of these. */
const FINAL_POLLS = 5;

/** A poll says which logs it wants, and is answered with a map from log to messages. */
function poll(keys: readonly Value[]): Ask {
  return { f: 'poll', value: [['poll', null, keys]] };
}

/** Sends of unique messages and polls, half and half. */
export const logWorkload: Workload = {
  name: 'log',
  summary: 'sends and polls of a few logs, none lost, doubled or out of order',
  ask: (keys, serial) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, sends]) => (sends ? { f: 'send', value: [['send', key, serial]] } : poll(keys))),
  finals: (key) => Array.from({ length: FINAL_POLLS }, () => poll([key])),
  simplify: ({ f, value }) => {
    const [[, key = null] = []] = value as readonly (readonly Value[])[];
    return f === 'send' ? [poll([key])] : [];
  },
  checkers: [overHistory(kafka())],
  invariants: [],
};
