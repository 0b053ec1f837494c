/**
 * Faults of traffic, trust and behaviour in plain lines, and the messages they hit in the story of
 * a run.
 */

import { describe, expect, test } from 'vitest';
import { describeFault, wordsOf } from '../../src/report/faults.js';
import { groupStrayMessages } from '../../src/report/stray-messages.js';
import { tellStory } from '../../src/run/story.js';
import type { Fault } from '../../src/scenario/fault.js';
import {
  clusterOf,
  faultOf,
  LAST,
  operation,
  scenarioOf,
  serversOf,
} from '../simulator/small-cluster.js';
import type { Numbered } from '../simulator/small-cluster.js';

const window = { id: 'f1', atUs: 5000, forUs: 3000 } as const;
const some = { ...window, node: 'n0', ppm: 100_000 } as const;
const sides = { ...window, from: ['n0'], to: ['n1', 'n2'] } as const;

const FAULTS: readonly Fault[] = [
  {
    ...window,
    kind: 'partition',
    shape: 'ring',
    groups: [
      ['n0', 'n1'],
      ['n1', 'n2'],
      ['n2', 'n3'],
      ['n3', 'n0'],
    ],
  },
  { ...window, kind: 'partition', shape: 'custom', groups: [['n0', 'n1'], ['n2'], ['n3', 'c0']] },
  { ...some, kind: 'loss', byUs: 0, type: 'store' },
  { ...some, kind: 'duplication', byUs: 5000, peer: 'c0' },
  { ...some, kind: 'delay', byUs: 5000, type: 'store', peer: 'n1' },
  { ...some, kind: 'corruption' },
  { ...some, kind: 'corruption', field: 'value' },
  { ...sides, kind: 'hold' },
  { ...sides, kind: 'hold', type: 'store' },
  { ...sides, kind: 'latency', latency: { kind: 'fixed', us: 7000 } },
  {
    ...sides,
    kind: 'latency',
    latency: { kind: 'long-tail', minUs: 1000, scaleUs: 1, maxUs: 9000 },
  },
  {
    ...window,
    kind: 'geography',
    groups: [['n0', 'c0'], ['n1']],
    betweenUs: [
      [0, 40_000],
      [30_000, 0],
    ],
  },
  {
    ...window,
    kind: 'bandwidth',
    node: 'n0',
    bytesPerSecond: 2_000,
    queueBytes: 1,
    overflow: 'drop',
  },
  {
    ...window,
    kind: 'bandwidth',
    node: 'n0',
    bytesPerSecond: 2_000,
    queueBytes: 500,
    overflow: 'block',
  },
  { ...window, kind: 'message-limit', node: 'n0', maxBytes: 100 },
  { ...some, kind: 'tampering' },
  { ...some, kind: 'spoofing', as: 'n2' },
  { ...some, kind: 'replay', byUs: 5000 },
  { ...window, kind: 'credential', client: 'c0', state: 'forged' },
  { ...window, kind: 'credential', client: 'c0', state: 'revoked' },
  { ...some, kind: 'omission', direction: 'send' },
  { ...some, kind: 'omission', direction: 'receive', type: 'store' },
  ...(['lie', 'equivocate', 'forge-ack', 'stale-vote', 'replay'] as const).map(
    (behaviour): Fault => ({ ...some, kind: 'byzantine', behaviour }),
  ),
];

const WHEN = ', from 5 ms on for 3 ms';

test('each in one line', () => {
  const sentences = FAULTS.map((fault) => describeFault(fault));
  expect(sentences.filter((sentence) => !sentence.endsWith(WHEN))).toEqual([]);
  const words = sentences.map((sentence) =>
    sentence.replace(WHEN, '').replace(', in 10 % of its messages', ''),
  );
  expect(`\n${words.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    n0 n1 n2 n3 stand in a ring: each reaches its neighbours only
    partition n0 n1 | n2 | n3 c0
    10 % of the store messages from and to n0 are lost
    10 % of the messages between n0 and c0 arrive twice, a copy up to 5 ms later
    every store message between n0 and n1 takes 5 ms longer
    in 10 % of the messages from and to n0 a field is garbled
    in 10 % of the messages from and to n0 "value" is garbled
    messages from n0 to n1 and n2 wait and arrive together at the end
    store messages from n0 to n1 and n2 wait and arrive together at the end
    messages from n0 to n1 and n2 take 7 ms
    messages from n0 to n1 and n2 take 1 ms to 9 ms, mostly near the lower end
    regions n0 and c0 | n1, up to 40 ms apart
    what n0 sends passes a line of 2,000 bytes a second; what finds more than 1 byte waiting is lost
    what n0 sends passes a line of 2,000 bytes a second and waits for its turn
    messages from and to n0 of more than 100 bytes are lost
    in 10 % of the messages from and to n0 a field is replaced by one of an earlier message
    10 % of the messages of n0 seem to come from n2
    with 10 % of the messages from and to n0 one at least 5 ms older arrives again
    c0 asks with a forged credential
    c0 asks with a revoked credential
    n0 does not send 10 % of the messages it should
    n0 takes no notice of 10 % of the store messages that reach it
    n0 is Byzantine: it lies about values
    n0 is Byzantine: it tells each receiver another lie
    n0 is Byzantine: it grants what it should refuse, and answers requests without doing them
    n0 is Byzantine: it sends what it said before as the answer of today
    n0 is Byzantine: it sends older messages in place of new ones
    "
  `);
});

test('and its end', () => {
  const ends = new Set(FAULTS.map((fault) => wordsOf(fault).end(fault)));
  expect(`\n${[...ends].join('\n')}\n`).toMatchInlineSnapshot(`
    "
    the link is mended
    the links of n0 are well again
    the messages of n0 are whole again
    what waited from n0 to n1 and n2 arrives
    the links are as fast as before
    all nodes are near again
    the line of n0 is wide again
    n0 takes messages of every size again
    nobody meddles with the messages of n0 any more
    the credential of c0 is in order again
    n0 leaves nothing out any more
    n0 is honest again
    "
  `);
});

/** n0 sends n1 a number and the same again; c0 asks n0, which answers. */
const talk = clusterOf((name) => ({
  start: (ctx) => (name === 'n0' ? ctx.setTimer('talk', 10_000) : undefined),
  timer(ctx) {
    for (const number of [1, 2]) ctx.send('n1', { type: 'number', number } as Numbered);
    if (ctx.monotonicUs() < 30_000) ctx.setTimer('talk', 5_000);
  },
}));

async function linesOf(fault: Fault, system = talk): Promise<string[]> {
  const program = [operation(1, { atUs: 10_000 }), LAST];
  const story = await tellStory(scenarioOf({ program, faults: [fault] }), system);
  return groupStrayMessages(story.messages, story.operations).map(({ text }) => text);
}

describe('a story tells which messages', () => {
  const ALL = 1_000_000;

  test.each<[string, Fault, RegExp]>([
    [
      'were garbled',
      faultOf({ kind: 'corruption', node: 'n1', ppm: ALL }),
      /^changed on the way: talk number( \(no\. 2\))? n0→n1, number: \d became \d+$/,
    ],
    [
      'seemed to come from another',
      faultOf({ kind: 'spoofing', node: 'n0', as: 'n2', ppm: ALL }),
      /^changed on the way: talk number( \(no\. 2\))? n0→n1, sender n0 became n2$/,
    ],
    [
      'were lies',
      faultOf({ kind: 'byzantine', node: 'n0', behaviour: 'lie', ppm: ALL }),
      /^changed on the way: talk number( \(no\. 2\))? n0→n1, number: \d became \d+$/,
    ],
    [
      'were held',
      faultOf({ kind: 'hold', from: ['n0'], to: ['n1'] }, { forUs: 7_000 }),
      /^held back: talk number( \(no\. 2\))? n0→n1$/,
    ],
    [
      'came again',
      faultOf({ kind: 'replay', node: 'n0', ppm: ALL, byUs: 1_000 }),
      /^an old one again: talk number( \(no\. 2\))? n0→n1$/,
    ],
  ])('%s', async (_what, fault, pattern) => {
    const lines = await linesOf(fault);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(pattern);
  });

  test('were forged, and whose they seem to be', async () => {
    const system = serversOf(() => ({
      request: (ctx, client, { id, value }) => ctx.reply(client, id, { type: 'ok', value }),
    }));
    const fault = faultOf({ kind: 'byzantine', node: 'n0', behaviour: 'forge-ack', ppm: ALL });
    expect(await linesOf(fault, system)).toEqual(['forged: #1 reply n0→c0']);
  });

  test('none, when nothing was', async () => {
    expect(await linesOf(faultOf({ kind: 'pause', node: 'n2' }))).toEqual([]);
  });
});
