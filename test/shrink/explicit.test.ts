/**
 * From dice to explicit messages, and between faults and the messages they hit.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { explicitForms, isolation, withoutFault } from '../../src/shrink/explicit.js';
import { pinStarts } from '../../src/shrink/pin.js';
import type { Posting } from '../../src/trace/posting.js';
import { crash, late, operation, scenarioOf } from './scenarios.js';

function posting(cause: string, change: Partial<Posting> = {}, to = 'n0'): Posting {
  const message = { cause, type: 'store', from: 'c0', to, nth: 1 };
  return { message, bytes: 0, sentUs: 0, delayUs: 1000, fate: 'sent', copyDelayUs: -1, ...change };
}

describe('explicit forms', () => {
  test('list what the dice did, and nothing else', () => {
    const postings = [
      posting('op 1'),
      posting('op 2', { delayUs: 4500 }),
      posting('op 3', { fate: 'lost' }),
      posting('op 4', { copyDelayUs: 300 }),
      posting('op 5', { fate: 'cut' }),
    ];
    const [form] = explicitForms(scenarioOf(), postings);
    expect(form?.network.latency).toEqual({ kind: 'fixed', us: 1000 });
    expect(form?.deviations.map(({ message, kind, byUs }) => [message.cause, kind, byUs])).toEqual([
      ['op 2', 'late', 3500],
      ['op 3', 'drop', 0],
      ['op 4', 'duplicate', 300],
    ]);
  });

  test('fall back to the fastest message: nothing can be early', () => {
    const forms = [...explicitForms(scenarioOf(), [posting('op 1', { delayUs: 620 })])];
    expect(new Set(forms.map(({ network }) => network.latency))).toEqual(
      new Set([
        { kind: 'fixed', us: 1000 },
        { kind: 'fixed', us: 620 },
      ]),
    );
  });

  test('leave out the faults whose doing is in the list', () => {
    const loss: Fault = { id: 'f9', atUs: 0, forUs: 1, kind: 'loss', node: 'n0', ppm: 1, byUs: 0 };
    const [form] = explicitForms(scenarioOf({ faults: [loss, crash(1)] }), []);
    expect(form?.faults).toEqual([crash(1)]);
  });
});

describe('a fault as messages', () => {
  const fixed = scenarioOf({
    network: { ...scenarioOf().network, latency: { kind: 'fixed', us: 1000 } },
  });

  test('a crash loses what arrives while the server is down', () => {
    const scenario = { ...fixed, faults: [crash(1, { atUs: 5000, forUs: 2000 })] };
    const postings = [
      posting('op 1', { sentUs: 3000 }, 'n1'),
      posting('op 2', { sentUs: 4000 }, 'n1'),
      posting('op 3', { sentUs: 5000 }, 'n0'),
      posting('op 4', { sentUs: 6000 }, 'n1'),
    ];
    const { faults, deviations } = withoutFault(scenario, scenario.faults[0]!, postings);
    expect(faults).toEqual([]);
    expect(deviations.map(({ message, kind }) => [message.cause, kind])).toEqual([
      ['op 2', 'drop'],
    ]);
  });

  test('a pause holds it back until the end', () => {
    const pause: Fault = { id: 'f1', atUs: 5000, forUs: 4000, kind: 'pause', node: 'n0' };
    const { deviations } = withoutFault({ ...fixed, faults: [pause] }, pause, [
      posting('op 1', { sentUs: 6000 }),
    ]);
    expect(deviations).toMatchObject([{ kind: 'late', byUs: 3000 }]);
  });

  test('a cut loses what is sent and what is under way', () => {
    const groups = [['n0'], ['n1', 'c0']];
    const cut: Fault = {
      id: 'f1',
      atUs: 5000,
      forUs: 4000,
      kind: 'partition',
      shape: 'isolate',
      groups,
    };
    const { deviations } = withoutFault({ ...fixed, faults: [cut] }, cut, [
      posting('op 1', { sentUs: 6000, fate: 'cut' }),
      posting('op 2', { sentUs: 4500 }),
      posting('op 3', { sentUs: 4500 }, 'n1'),
    ]);
    expect(deviations.map(({ message, kind }) => [message.cause, kind])).toEqual([
      ['op 1', 'drop'],
      ['op 2', 'drop'],
    ]);
  });

  test('and messages as a fault: one isolated server for all of its late messages', () => {
    const deviations = [
      late('op 1', 5000, 'n1'),
      late('op 2', 5000, 'n1'),
      late('op 3', 5000, 'n2'),
    ];
    const postings = [
      posting('op 1', { sentUs: 2000, delayUs: 6000 }, 'n1'),
      posting('op 2', { sentUs: 9000, delayUs: 6000 }, 'n1'),
    ];
    const scenario = { ...fixed, faults: [], deviations, program: [operation(3)] };
    const isolated = isolation(scenario, 'n1', postings);
    expect(isolated?.deviations).toEqual([late('op 3', 5000, 'n2')]);
    expect(isolated?.faults).toMatchObject([
      { kind: 'partition', atUs: 2000, forUs: 13_000, groups: [['n1'], ['n0', 'n2', 'c0']] },
    ]);
    expect(isolation(scenario, 'n0', postings)).toBeUndefined();
  });
});

test('pinning writes down when operations really began', () => {
  const program = [
    operation(1, { atUs: 0 }),
    operation(2, { atUs: 0 }),
    operation(4, { atUs: 500 }),
  ];
  const postings = [
    posting('op 2', { sentUs: 7000 }),
    posting('op 2', { sentUs: 9000 }),
    posting('op 1', { sentUs: 0 }),
  ];
  const pinned = pinStarts(scenarioOf({ program }), postings);
  expect(pinned.program.map(({ id, atUs }) => [id, atUs])).toEqual([
    [1, 0],
    [4, 500],
    [2, 7000],
  ]);
});
