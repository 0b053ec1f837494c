/**
 * Counterexamples that are hard on a report: too long, too wide, or hostile.
 */

import type { Counterexample } from '../../src/report/counterexample.js';
import {
  STATISTICS,
  counterexample,
  operation,
  states,
  stray,
  violated,
} from './build-counterexample.js';

/** As it was found: 60 operations of 5 clients on 2 keys, with faults and states of long values. */
export const unshrunk: Counterexample = counterexample(
  'kv-6060',
  { name: 'kv', bugs: [] },
  {
    clients: ['c0', 'c1', 'c2', 'c3', 'c4'],
    servers: ['n0', 'n1', 'n2'],
    operations: Array.from({ length: 60 }, (_, at) => {
      const isWrite = at % 3 === 0;
      const startUs = at * 2300 + (at % 5) * 170;
      return operation(at + 1, `c${at % 5}`, isWrite ? 'write' : 'read', {
        key: at % 4 === 3 ? 'y' : 'x',
        input: isWrite ? at : null,
        output: at % 17 === 16 ? null : isWrite ? at : at - (at % 3),
        outcome: at % 17 === 16 ? 'info' : 'ok',
        startUs,
        endUs: startUs + 4100 + (at % 7) * 900,
      });
    }),
    states: Array.from({ length: 90 }, (_, at) => ({
      atUs: at * 1500,
      node: `n${at % 3}`,
      state: `x=${at} y=${at >> 1}`,
    })),
    messages: Array.from({ length: 25 }, (_, at) =>
      stray('drop', 5000 * at, `op ${11 + 2 * at}`, ['store', `c${at % 5}`, `n${at % 3}`]),
    ),
    faults: [1, 2, 3, 4].map((at) => ({
      fault: { kind: 'pause', id: `f${at}`, node: `n${at % 3}`, atUs: at * 30_000, forUs: 8000 },
      beganUs: at * 30_000,
      endedUs: at * 30_000 + 8000,
      effects: at % 2,
    })),
    endUs: 150_000,
  },
  [
    violated('linearizability', {
      kind: 'non-linearizable',
      message: 'register x: read returned 39 after 36 had been read',
      operations: [36, 38, 40],
      key: 'x',
      explanation: Array.from({ length: 14 }, (_, at) => `Step ${at + 1} of the argument: #${at}.`),
    }),
  ],
  {
    statistics: {
      ...STATISTICS,
      simulations: 0,
      shrunk: { operations: 60, faults: 4, deviations: 25, servers: 3, clients: 5 },
    },
  },
);

/** Twelve clients: no room for columns. */
export const manyClients: Counterexample = {
  ...unshrunk,
  name: 'kv-1212',
  story: {
    ...unshrunk.story,
    clients: Array.from({ length: 12 }, (_, at) => `c${at}`),
    operations: unshrunk.story.operations.map((one, at) => ({ ...one, client: `c${at % 12}` })),
  },
};

const HOSTILE_TEXTS = {
  ansi: '\u001b[2J\u001b[31mred\u0007',
  lines: 'one\ntwo\r\n\tthree',
  bidi: 'a\u202edcba\u2066x\u2069',
  hidden: 'zero\u200bwidth\ufeff\u00ad',
  emoji: '漢字 🪨👩\u200d🚀 e\u0301',
  lone: '\ud800',
};

/** What must not reach a terminal as it is: everything from outside is somebody's text. */
export const hostile: Counterexample = counterexample(
  'kv-bad0',
  { name: `kv${HOSTILE_TEXTS.ansi}`, bugs: [HOSTILE_TEXTS.lines] },
  {
    clients: ['c0', `c1${HOSTILE_TEXTS.bidi}`],
    servers: ['n0', `n1${HOSTILE_TEXTS.emoji}`],
    operations: [
      operation(1, 'c0', 'write', {
        key: HOSTILE_TEXTS.emoji,
        input: 'x'.repeat(1 << 20),
        output: null,
        startUs: 0,
        endUs: 2000,
      }),
      operation(2, `c1${HOSTILE_TEXTS.bidi}`, `read${HOSTILE_TEXTS.ansi}`, {
        key: HOSTILE_TEXTS.hidden,
        output: [HOSTILE_TEXTS.bidi, HOSTILE_TEXTS.lone],
        startUs: 1000,
        endUs: 3000,
      }),
      operation(3, 'c0', 'read', {
        outcome: 'fail',
        error: HOSTILE_TEXTS.lines,
        startUs: 4000,
        endUs: 5000,
      }),
      operation(4, 'c0', 'read', { output: 'déjà #1', startUs: 6000, endUs: 7000 }),
    ],
    states: states(
      [0, 'n0', HOSTILE_TEXTS.emoji],
      [0, `n1${HOSTILE_TEXTS.emoji}`, '漢'],
      [2500, 'n0', HOSTILE_TEXTS.lines],
      [2500, `n1${HOSTILE_TEXTS.emoji}`, '🪨🪨🪨'],
    ),
    messages: [stray('late', 500, 'op 11', [HOSTILE_TEXTS.ansi, 'c0', HOSTILE_TEXTS.bidi], 1000)],
    faults: [
      {
        fault: {
          kind: 'pause',
          id: HOSTILE_TEXTS.ansi,
          node: HOSTILE_TEXTS.lines,
          atUs: 1,
          forUs: 1,
        },
        beganUs: 3500,
        endedUs: 4500,
        effects: 0,
      },
    ],
    endUs: 7500,
  },
  [
    violated(`lin${HOSTILE_TEXTS.ansi}`, {
      kind: HOSTILE_TEXTS.bidi,
      message: `#3 read "déjà #1" after ${HOSTILE_TEXTS.ansi} ${HOSTILE_TEXTS.lines}`,
      operations: [0, 3],
      explanation: [
        `#3 returned "déjà #1\\" #2", see #1,#2 and (#3): ${HOSTILE_TEXTS.hidden}.`,
        `A value that was cut, "${'y'.repeat(40)}…, and then #0.`,
        'z'.repeat(3000),
      ],
    }),
  ],
);
