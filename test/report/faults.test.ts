/**
 * Every kind of fault in one plain line.
 */

import { expect, test } from 'vitest';
import { describeFault } from '../../src/report/faults.js';
import type { Fault } from '../../src/scenario/fault.js';

const window = { id: 'f1', atUs: 5000, forUs: 3000 } as const;
const onNode = { ...window, node: 'n0', ppm: 100_000, byUs: 5000 } as const;
const onClient = { ...window, kind: 'client-link', client: 'c0' } as const;

const FAULTS: readonly Fault[] = [
  { ...window, kind: 'partition', shape: 'halves', groups: [['n0', 'n1'], ['n2']] },
  { ...window, kind: 'partition', shape: 'isolate', groups: [['n2'], ['n0', 'n1']] },
  {
    ...window,
    kind: 'partition',
    shape: 'bridge',
    groups: [
      ['n0', 'n1'],
      ['n1', 'n2'],
    ],
  },
  { ...window, kind: 'one-way', from: ['n0'], to: ['n1', 'n2'] },
  { ...onClient, direction: 'request', servers: ['n0'] },
  { ...onClient, direction: 'reply', servers: ['n0', 'n1', 'n2'] },
  { ...onClient, direction: 'both', servers: [] },
  { ...onNode, kind: 'loss' },
  { ...onNode, kind: 'duplication' },
  { ...onNode, kind: 'reordering' },
  { ...onNode, kind: 'delay' },
  { ...onNode, kind: 'crash' },
  { ...onNode, kind: 'pause' },
  { ...onNode, kind: 'slow' },
  { ...onNode, kind: 'clock-offset' },
  { ...onNode, kind: 'clock-jump', byUs: -5000 },
  { ...onNode, kind: 'clock-drift', ppm: -200 },
];

test('describeFault', () => {
  expect(`\n${FAULTS.map((fault) => describeFault(fault)).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    partition n0 n1 | n2, from 5 ms on for 3 ms
    n2 is cut off from n0 and n1, from 5 ms on for 3 ms
    partition n0 n1 | n1 n2, n1 reaching both sides, from 5 ms on for 3 ms
    messages from n0 to n1 and n2 are lost, from 5 ms on for 3 ms
    requests of c0 to n0 are lost, from 5 ms on for 3 ms
    replies to c0 from n0, n1 and n2 are lost, from 5 ms on for 3 ms
    requests of c0 to every server and their replies are lost, from 5 ms on for 3 ms
    10 % of the messages from and to n0 are lost, from 5 ms on for 3 ms
    10 % of the messages from and to n0 arrive twice, a copy up to 5 ms later, from 5 ms on for 3 ms
    10 % of the messages from and to n0 are held back by up to 5 ms, from 5 ms on for 3 ms
    every message from and to n0 takes 5 ms longer, from 5 ms on for 3 ms
    n0 crashes and loses what it had not synced, from 5 ms on for 3 ms
    n0 stands still, from 5 ms on for 3 ms
    each event takes n0 5 ms, from 5 ms on for 3 ms
    the clock of n0 is 5 ms ahead, from 5 ms on for 3 ms
    the clock of n0 jumps 5 ms back, from 5 ms on
    the clock of n0 runs 0.02 % slow, from 5 ms on for 3 ms
    "
  `);
});
