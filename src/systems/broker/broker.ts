/**
 * A message broker as a system: n0 keeps the topics, the other servers work on the messages, and
 * clients send messages and watch the results. Each message that was taken is processed once, in
 * the order of its topic (Kreps, Narkhede, Rao, "Kafka: a Distributed Messaging System for Log
 * Processing", NetDB 2011; Wang et al., SIGMOD 2021).
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { BrokerServer } from './broker-server.js';
import { BrokerClient } from './client.js';
import { Worker } from './worker.js';

const PROFILE: Profile = {
  servers: [2, 2, 3],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 2 },
  operations: { min: 15, max: 40 },
  loadUs: { min: 150_000, max: 400_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 300, maxUs: 4_000 },
    { kind: 'long-tail', minUs: 300, scaleUs: 1_000, maxUs: 40_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 30_000 },
  disk: { syncMinUs: 100, syncMaxUs: 4_000 },
  faults: { min: 2, max: 8 },
  clientsPartedPpm: 500_000,
  faultUs: { min: 5_000, max: 120_000 },
  faultWeights: {
    crash: 12,
    pause: 3,
    'client-link': 3,
    partition: 2,
    'one-way': 2,
    delay: 2,
    loss: 1,
    duplication: 1,
    reordering: 1,
    slow: 1,
    'disk-error': 6,
    'disk-full': 1,
  },
  crashDisks: ['synced', 'torn', 'torn'],
};

/** Topics, workers and streams. */
export const broker: System = {
  name: 'broker',
  summary: 'a durable log, workers that process each message once, and streams of the results',
  source: 'Kreps, Narkhede, Rao, NetDB 2011; Wang et al., SIGMOD 2021',
  bugs: [
    { name: 'remove-before-work', summary: 'a worker has the message removed, then works on it' },
    { name: 'no-dedup', summary: 'the result of a message that was delivered twice counts twice' },
    {
      name: 'requeue-at-tail',
      summary: 'a message that is delivered again comes after later ones',
    },
    { name: 'resume-at-end', summary: 'a stream that is opened again begins with what is to come' },
    { name: 'resume-at-last-seen', summary: 'a stream that is opened again repeats a message' },
    { name: 'ack-before-fsync', summary: 'says that a message is taken before it is on disk' },
    { name: 'ignores-disk-error', summary: 'a sync that failed is taken for one that succeeded' },
    { name: 'no-checksum', summary: 'a record that was half written is read like any other' },
  ],
  workloads: ['stream', 'log'],
  profile: PROFILE,
  marks: ['published again', 'redelivery', 'sync failed', 'torn record', 'watched again'],
  build: ({ bugs, servers }) => ({
    server: (name) => (name === servers[0] ? new BrokerServer(bugs) : new Worker(bugs)),
    client: () => new BrokerClient(bugs),
  }),
};
