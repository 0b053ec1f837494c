/**
 * One fault of each kind that acts on nodes and not on messages, for the tests of schema, words and
 * weakening.
 */

import type { Fault } from '../../src/scenario/fault.js';

const window = { id: 'f1', atUs: 5000, forUs: 3000 } as const;
const onNode = { ...window, node: 'n0' } as const;
const onClient = { ...window, client: 'c0' } as const;

/** What each is called, as a report says it. */
export const FAULTS_ON_NODES: readonly (readonly [fault: Fault, words: string])[] = [
  [{ ...onNode, kind: 'crash', disk: 'all' }, 'n0 crashes and keeps all that it had written'],
  [{ ...onNode, kind: 'crash', disk: 'none' }, 'n0 crashes and loses its disk'],
  [
    { ...onNode, kind: 'crash', disk: 'torn' },
    'n0 crashes and finds its first unsynced write damaged',
  ],
  [
    { ...onNode, kind: 'crash-point', point: 'before-persist' },
    'n0 crashes as it first asks for a sync and loses what it had not synced',
  ],
  [
    { ...onNode, kind: 'crash-point', point: 'after-persist', disk: 'none' },
    'n0 crashes as its first sync has ended and loses its disk',
  ],
  [
    { ...onNode, kind: 'crash-point', point: 'before-reply' },
    'n0 crashes as it first answers and loses what it had not synced',
  ],
  [{ ...onNode, kind: 'stop' }, 'n0 stops for ever, and nobody knows'],
  [{ ...onNode, kind: 'disk-slow', byUs: 5000 }, 'each sync takes n0 5 ms longer'],
  [{ ...onNode, kind: 'disk-full' }, 'the disk of n0 is full, and its syncs fail'],
  [{ ...onNode, kind: 'disk-error' }, 'syncs of n0 fail, and what was written is dropped'],
  [{ ...onNode, kind: 'disk-lies' }, 'the disk of n0 says that it has synced, and has not'],
  [{ ...onNode, kind: 'bit-rot' }, 'one value on the disk of n0 is silently changed'],
  [{ ...onNode, kind: 'misdirected-write' }, 'one write of n0 lands on another key'],
  [
    { ...onNode, kind: 'clock-strobe', byUs: -5000, periodUs: 1000 },
    'the clock of n0 is 5 ms behind and right in turns of 1 ms',
  ],
  [{ ...onNode, kind: 'clock-freeze' }, 'the clock of n0 stands still, and its timers wait'],
  [{ ...onClient, kind: 'refuse', servers: ['n0', 'n1'] }, 'c0 cannot find n0 and n1 and knows it'],
  [{ ...onClient, kind: 'client-crash' }, 'c0 crashes and leaves what it had begun'],
  [
    { ...onClient, kind: 'retry', byUs: 5000, sameId: true },
    'requests of c0 are sent again 5 ms later, with the same id',
  ],
  [
    { ...onClient, kind: 'retry', byUs: 5000, sameId: false },
    'requests of c0 are sent again 5 ms later, with a new id',
  ],
  [
    { ...onNode, kind: 'membership', change: 'replace', by: 'n2' },
    'an operator tells all servers to replace n0 by n2',
  ],
  [
    { ...onNode, kind: 'membership', change: 'remove' },
    'an operator tells all servers to remove n0',
  ],
  [
    {
      ...onNode,
      kind: 'administrators',
      nodes: ['n1', 'n2'],
      changes: ['add', 'remove'],
      by: 'n1',
    },
    'operators tell n1 to add n0 and n2 to remove n1',
  ],
  [{ ...onNode, kind: 'readdress' }, 'n0 moves, and messages to its old address are lost'],
  [
    { ...onNode, kind: 'config-drift', setting: '*', ppm: -200_000 },
    'each setting of n0 is 20 % smaller',
  ],
  [
    { ...window, kind: 'upgrade', nodes: ['n1', 'n0'], version: 2, everyUs: 1000 },
    'n1 and n0 restart with version 2, 1 ms apart',
  ],
  [
    { ...onNode, kind: 'restore-backup', ageUs: 4000 },
    'n0 goes down, and its disk back to what it was 4 ms before',
  ],
];
