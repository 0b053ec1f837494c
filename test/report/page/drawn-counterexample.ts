/**
 * A counterexample with all that a drawing shows: messages of every fate, marks, faults, an order,
 * the log of its shrinking, and the run as it was found.
 */

import type { Counterexample, StoryArrow, StoryMark } from '../../../src/report/counterexample.js';
import { stray } from '../build-counterexample.js';
import { abdNoWriteBack } from '../counterexamples.js';

const [found] = abdNoWriteBack.findings;
const { story } = abdNoWriteBack;

function arrow(
  cause: string,
  route: readonly [type: string, from: string, to: string],
  sentUs: number,
  arrivedUs?: number,
): StoryArrow {
  const [type, from, to] = route;
  const message = { cause, type, from, to, nth: 1 };
  const fate = arrivedUs === undefined ? 'lost' : 'sent';
  return { message, sentUs, fate, ...(arrivedUs === undefined ? {} : { arrivedUs }) };
}

function mark(atUs: number, node: string, kind: StoryMark['kind'], text: string): StoryMark {
  return { atUs, node, kind, text };
}

/** The story of the no-write-back bug, as a hunt keeps it. */
export const drawn: Counterexample = {
  ...abdNoWriteBack,
  trace: [
    '0 us invoke c0 write #1',
    '2000 us send c0->n0 store #0',
    '3000 us deliver c0->n2 store',
  ],
  story: {
    ...story,
    clients: ['c0', 'c1', 'idle'],
    arrows: [
      arrow('op 11', ['store', 'c0', 'n0'], 2000, 12_000),
      arrow('op 11', ['store', 'c0', 'n1'], 2000, 12_000),
      arrow('op 11', ['store', 'c0', 'n2'], 2000, 3000),
      arrow('op 12', ['query', 'c1', 'n0'], 3000, 13_000),
      arrow('op 12', ['query', 'c1', 'n1'], 3000),
      arrow('op 12', ['query', 'c1', 'n2'], 3000, 4000),
      arrow('op 12', ['found', 'n2', 'c1'], 4000, 5000),
      arrow('op 13', ['query', 'c1', 'n0'], 6000, 7000),
      arrow('op 13', ['found', 'n0', 'c1'], 7000, 8000),
      arrow('n1/1 gossip 1', ['gossip', 'n1', 'n2'], 9000, 10_000),
    ],
    messages: [
      ...story.messages,
      stray('drop', 3000, 'op 12', ['query', 'c1', 'n1']),
      { ...stray('duplicate', 7000, 'op 13', ['found', 'n0', 'c1'], 2000), arrivedUs: 10_000 },
      {
        ...stray('changed', 10_000, 'n1/1 gossip 1', ['gossip', 'n1', 'n2']),
        what: 'x: 1 became 3',
      },
    ],
    marks: [
      mark(3000, 'n2', 'sync', '1 write durable'),
      mark(4000, 'n1', 'clock', 'clock 3 ms ahead'),
      mark(9000, 'n2', 'crash', ''),
      mark(11_000, 'n2', 'restart', ''),
    ],
    faults: [
      {
        fault: { kind: 'crash', id: 'f1', node: 'n2', atUs: 9000, forUs: 2000 },
        beganUs: 9000,
        endedUs: 11_000,
        effects: 1,
      },
    ],
  },
  originalStory: abdNoWriteBack.story,
  shrinkLog: [
    {
      pass: 'operations',
      size: { operations: 40, faults: 4, deviations: 100, servers: 3, clients: 4 },
      simulations: 20,
    },
    {
      pass: 'deviations',
      size: { operations: 3, faults: 0, deviations: 3, servers: 3, clients: 2 },
      simulations: 600,
    },
  ],
  findings: [
    {
      ...found!,
      partialOrder: {
        model: 'register',
        operations: [0, 1, 2],
        initial: '0',
        order: [
          { operation: 0, state: '1' },
          { operation: 1, state: '1' },
        ],
        stuck: [{ operation: 2, because: 'read 0, but the register holds 1' }],
        alternatives: 0,
      },
    },
    ...abdNoWriteBack.findings.slice(1),
  ],
};
