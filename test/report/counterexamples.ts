/**
 * Hand-made counterexamples for the report tests: small stories as a shrinker leaves them.
 */

import type { Counterexample } from '../../src/report/counterexample.js';
import {
  STATISTICS,
  counterexample,
  held,
  operation,
  states,
  stray,
  violated,
} from './build-counterexample.js';

export const abdNoWriteBack: Counterexample = counterexample(
  'abd-3f9a',
  { name: 'abd', bugs: ['no-write-back'] },
  {
    clients: ['c0', 'c1'],
    servers: ['n0', 'n1', 'n2'],
    operations: [
      operation(1, 'c0', 'write', { key: 'x', input: 1, output: 1, startUs: 0, endUs: 13_100 }),
      operation(2, 'c1', 'read', { key: 'x', output: 1, startUs: 3000, endUs: 5000 }),
      operation(3, 'c1', 'read', { key: 'x', output: 0, startUs: 6000, endUs: 8000 }),
    ],
    states: states(
      [0, 'n0', '0'],
      [0, 'n1', '0'],
      [0, 'n2', '0'],
      [3000, 'n2', '1'],
      [12_000, 'n0', '1'],
      [12_000, 'n1', '1'],
    ),
    messages: [
      stray('late', 2000, 'op 11', ['store', 'c0', 'n0'], 9000),
      stray('late', 2000, 'op 11', ['store', 'c0', 'n1'], 9000),
      stray('late', 3000, 'op 12', ['query', 'c1', 'n0'], 9000),
    ],
    faults: [],
    endUs: 13_100,
  },
  [
    violated('linearizability', {
      kind: 'non-linearizable',
      message: 'register x: read returned 0 after 1 had been read',
      operations: [0, 1, 2],
      key: 'x',
      explanation: [
        '#1 returned 1, so #0 had taken effect before #1 returned.',
        'However #2 began after #1 returned and read 0, the value before #0: a contradiction.',
      ],
    }),
    violated('sequential', {
      kind: 'non-sequential',
      message: 'register x: read returned 0 after 1 had been read',
      operations: [0, 1, 2],
      key: 'x',
      explanation: [],
    }),
    violated('sessions', {
      kind: 'monotonic-reads',
      message: 'c1 read 0 after it had read 1',
      operations: [1, 2],
      key: 'x',
      explanation: [],
    }),
    ...held('convergence', 'no-lost-updates'),
  ],
  {
    likelihood: [
      { atUs: 0, runs: 200, violations: 10 },
      { atUs: 1000, runs: 200, violations: 11 },
      { atUs: 2000, runs: 200, violations: 13 },
      { atUs: 3000, runs: 200, violations: 48 },
      { atUs: 4000, runs: 200, violations: 120 },
      { atUs: 5000, runs: 200, violations: 200 },
      { atUs: 6000, runs: 200, violations: 200 },
      { atUs: 8000, runs: 200, violations: 200 },
    ],
  },
);

export const lostWrite: Counterexample = counterexample(
  'primary-backup-77ab',
  { name: 'primary-backup', bugs: ['acknowledge-early'] },
  {
    clients: ['c0', 'c1', 'c2'],
    servers: ['n0', 'n1'],
    operations: [
      operation(1, 'c0', 'write', {
        key: 'x',
        input: 5,
        output: 5,
        startUs: 31_000,
        endUs: 33_000,
      }),
      operation(2, 'c2', 'write', {
        key: 'x',
        input: 6,
        outcome: 'info',
        error: 'timeout',
        startUs: 46_000,
        endUs: 146_000,
      }),
      operation(3, 'c1', 'read', {
        key: 'x',
        output: null,
        startUs: 200_000,
        endUs: 202_000,
        final: true,
      }),
    ],
    states: states(
      [0, 'n0', 'primary x=-'],
      [0, 'n1', 'backup x=-'],
      [32_000, 'n0', 'primary x=5'],
      [60_000, 'n1', 'primary x=-'],
      [75_000, 'n0', 'backup x=-'],
    ),
    messages: [stray('drop', 32_000, 'op 11', ['replicate', 'n0', 'n1'])],
    faults: [
      {
        fault: { kind: 'crash', id: 'f2', node: 'n0', atUs: 45_000, forUs: 30_000 },
        beganUs: 45_000,
        endedUs: 75_000,
        effects: 1,
      },
    ],
    endUs: 202_000,
  },
  [
    violated('linearizability', {
      kind: 'non-linearizable',
      message: 'register x: read returned null though 5 had been written and nothing replaced it',
      operations: [0, 2],
      key: 'x',
      explanation: [
        '#0 wrote 5 and was acknowledged before #2 began.',
        '#1 may have written 6, but nothing ever wrote null: #2 can only return 5 or 6.',
        'It returned null: the acknowledged write #0 was lost.',
      ],
    }),
    ...held('agreement'),
    { checker: 'sequential', kind: 'unknown', anomalies: [] },
  ],
  {
    likelihood: [
      { atUs: 0, runs: 200, violations: 62 },
      { atUs: 15_000, runs: 200, violations: 61 },
      { atUs: 31_000, runs: 200, violations: 70 },
      { atUs: 39_000, runs: 200, violations: 200 },
      { atUs: 45_000, runs: 200, violations: 200 },
    ],
    statistics: {
      ...STATISTICS,
      violations: 1,
      foundIn: 412,
      minimality: 'budget',
      shrunk: { operations: 3, faults: 1, deviations: 1, servers: 2, clients: 3 },
    },
  },
);

export const twoLeaders: Counterexample = counterexample(
  'raft-c01d',
  { name: 'raft', bugs: ['double-vote'] },
  {
    clients: ['c0', 'c1'],
    servers: ['n0', 'n1', 'n2'],
    operations: [],
    states: states(
      [0, 'n0', 'follower t0'],
      [0, 'n1', 'follower t0'],
      [0, 'n2', 'follower t0'],
      [152_310, 'n0', 'candidate t1'],
      [153_040, 'n2', 'candidate t1'],
      [153_310, 'n1', 'follower t1 voted n0'],
      [154_040, 'n1', 'follower t1 voted n2'],
      [154_310, 'n0', 'leader t1'],
      [155_040, 'n2', 'leader t1'],
    ),
    messages: [
      stray('drop', 152_310, 'n0/1 election 1', ['request-vote', 'n0', 'n2']),
      stray('late', 153_040, 'n2/1 election 1', ['request-vote', 'n2', 'n0'], 40_000),
    ],
    faults: [
      {
        fault: {
          kind: 'partition',
          id: 'f1',
          shape: 'bridge',
          groups: [
            ['n0', 'n1'],
            ['n1', 'n2'],
          ],
          atUs: 150_000,
          forUs: 100_000,
        },
        beganUs: 150_000,
        endedUs: 155_040,
        effects: 2,
      },
    ],
    endUs: 155_040,
  },
  [
    {
      checker: 'election-safety',
      kind: 'illegal',
      atUs: 155_040,
      anomalies: [
        {
          kind: 'two-leaders',
          message: 'n0 and n2 both became leader in term 1',
          operations: [],
          explanation: [
            'n0 became leader of term 1 at 154.31 ms.',
            'n2 became leader of the same term 1 at 155.04 ms.',
            'A term has at most one leader (Raft, section 5.2: Election Safety).',
          ],
        },
      ],
    },
    ...held('log-matching', 'linearizability'),
  ],
  {
    statistics: {
      ...STATISTICS,
      shrunk: { operations: 0, faults: 1, deviations: 2, servers: 3, clients: 2 },
    },
  },
);

export const duplicateAppend: Counterexample = counterexample(
  'log-00e1',
  { name: 'replicated-log', bugs: ['no-deduplication'] },
  {
    clients: ['c0', 'c1'],
    servers: ['n0', 'n1', 'n2'],
    operations: [
      operation(1, 'c0', 'append', {
        key: 'log',
        input: 7,
        output: 7,
        startUs: 500,
        endUs: 52_750,
      }),
      operation(2, 'c1', 'read', { key: 'log', output: [7, 7], startUs: 53_000, endUs: 54_000 }),
    ],
    states: states(
      [0, 'n0', '[]'],
      [0, 'n1', '[]'],
      [0, 'n2', '[]'],
      [1500, 'n0', '[7]'],
      [2500, 'n1', '[7]'],
      [2500, 'n2', '[7]'],
      [51_750, 'n0', '[7 7]'],
      [52_250, 'n1', '[7 7]'],
    ),
    messages: [
      stray('drop', 1500, 'op 11', ['appended', 'n0', 'c0']),
      stray('duplicate', 51_750, 'op 11', ['replicate', 'n0', 'n1'], 1250),
    ],
    faults: [],
    endUs: 54_000,
  },
  [
    violated('exactly-once', {
      kind: 'duplicate',
      message: 'append of 7 appears twice in log',
      operations: [0, 1],
      key: 'log',
      explanation: ['#0 appended 7 once.', '#1 read [7, 7]: 7 is there twice.'],
    }),
    ...held('prefix'),
  ],
  {
    statistics: {
      ...STATISTICS,
      shrunk: { operations: 2, faults: 0, deviations: 2, servers: 3, clients: 2 },
    },
  },
);
