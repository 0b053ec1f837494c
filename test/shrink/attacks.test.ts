/**
 * Faults of traffic, trust and behaviour under the shrinker: every weaker form is weaker and valid,
 * a fault that does not matter goes, one that does stays as weak as the failure allows, and the
 * report of what is left names it and the messages it hit.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultScheduleArbitrary } from '../../src/generate/fault-schedules.js';
import { renderText } from '../../src/report/text-report.js';
import { hunt } from '../../src/run/hunt.js';
import { faultSchema } from '../../src/scenario/fault-catalogue.js';
import type { Fault, FaultKind } from '../../src/scenario/fault.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import type { Run } from '../../src/simulator/simulate.js';
import { severity, weakerFaults } from '../../src/shrink/faults/all.js';
import { minimize } from '../../src/shrink/minimize.js';
import { abd } from '../../src/systems/abd.js';
import { PROFILE } from '../generate/sources.js';
import { registers } from '../run/registers.js';
import { COUNT, heard, item, stream } from '../simulator/message-streams.js';
import { faultOf, scenarioOf } from '../simulator/small-cluster.js';

const KINDS = [
  'partition',
  'corruption',
  'hold',
  'latency',
  'geography',
  'bandwidth',
  'message-limit',
  'tampering',
  'spoofing',
  'replay',
  'credential',
  'omission',
  'byzantine',
] as const satisfies readonly FaultKind[];

function drawn(kind: FaultKind): Fault[] {
  const arbitrary = faultScheduleArbitrary({
    profile: {
      ...PROFILE,
      faultWeights: { [kind]: 1 },
      partitionShapes: { ring: 1, custom: 1 },
      messageTypes: ['store'],
    },
    servers: ['n0', 'n1', 'n2', 'n3'],
    clients: ['c0', 'c1'],
    loadUs: 100_000,
  });
  return fc.sample(arbitrary, { seed: 2, numRuns: 15 }).flat();
}

describe('weaker forms', () => {
  const scenario = scenarioOf({ topology: { servers: 4, clients: 2 } });

  test.each(KINDS)('of %s are weaker, valid, at the same time, and end', (kind) => {
    const faults = drawn(kind);
    expect(faults.some((fault) => weakerFaults(fault, scenario).length > 0)).toBe(true);
    for (const fault of faults) {
      for (const form of weakerFaults(fault, scenario)) {
        expect(severity(form)).toBeLessThan(severity(fault));
        expect(faultSchema.parse(form)).toEqual(form);
        const { id, atUs, forUs } = form;
        expect({ id, atUs, forUs }).toEqual({ id: fault.id, atUs: fault.atUs, forUs: fault.forUs });
      }
      let steps = 0;
      let current: Fault | undefined = fault;
      while (current !== undefined && steps < 200) {
        current = weakerFaults(current, scenario).at(-1);
        steps++;
      }
      expect(steps).toBeLessThan(200);
    }
  });
});

type Predicate = (run: Run) => boolean;

const isWrong: Predicate = (run) =>
  heard(run).some(({ body }) => JSON.stringify(body) !== JSON.stringify(item(body.number)));
const isWrongAt = (run: Run, at: number): boolean =>
  JSON.stringify(heard(run)[at]?.body) !== JSON.stringify(item(at));
const isMissing: Predicate = (run) => heard(run).length < COUNT;
const isForeign: Predicate = (run) => heard(run).some(({ from }) => from !== 'n0');
const isAgain: Predicate = (run) => heard(run).length > COUNT;
const isLate: Predicate = (run) => heard(run).some(({ atUs }) => atUs > 30_000);

const UNRELATED: readonly Fault[] = [
  faultOf({ kind: 'clock-offset', node: 'n2', byUs: 5_000 }, { id: 'f8' }),
  faultOf({ kind: 'slow', node: 'n2', byUs: 3_000 }, { id: 'f9' }),
];

/** Shrinks a stream under the fault and two others that do nothing to it. */
async function shrunk(fault: Fault, fails: Predicate): Promise<Fault[]> {
  // The stream needs a client to last until the heal, whatever becomes of the program.
  const runOf = ({ faults, seed, topology: { servers } }: Scenario): Run =>
    stream(faults, item, { seed, topology: { servers, clients: 2 } });
  const topology = { servers: 4, clients: 2 };
  const { scenario, minimality } = await minimize(
    scenarioOf({ topology, faults: [UNRELATED[0] as Fault, fault, UNRELATED[1] as Fault] }),
    { reproduces: (candidate) => fails(runOf(candidate)), postings: () => [] },
    { simulationsMax: 600 },
  );
  expect(minimality).toBe('1-minimal');
  return [...scenario.faults];
}

const MILLION = 1_000_000;

describe('minimisation', () => {
  test.each<[string, Fault, Predicate, Partial<Fault>]>([
    [
      'corruption that garbles stays, of fewer messages',
      faultOf({ kind: 'corruption', node: 'n1', ppm: MILLION }),
      isWrong,
      { kind: 'corruption' },
    ],
    [
      'tampering that changes a value stays',
      faultOf({ kind: 'tampering', node: 'n0', ppm: MILLION }),
      isWrong,
      { kind: 'tampering' },
    ],
    [
      'spoofing stays where the sender matters',
      faultOf({ kind: 'spoofing', node: 'n0', as: 'n2', ppm: MILLION }),
      isForeign,
      { kind: 'spoofing', as: 'n2' },
    ],
    [
      'replay becomes a duplication where once more is enough',
      faultOf({ kind: 'replay', node: 'n0', ppm: MILLION, byUs: 1_000 }),
      isAgain,
      { kind: 'duplication' },
    ],
    [
      'a lie becomes a loss where silence is enough',
      faultOf({ kind: 'byzantine', node: 'n0', behaviour: 'replay', ppm: MILLION }),
      (run) => new Set(heard(run).map(({ body }) => body.number)).size < COUNT,
      { kind: 'loss' },
    ],
    [
      'equivocation becomes the same lie to all',
      faultOf({ kind: 'byzantine', node: 'n0', behaviour: 'equivocate', ppm: MILLION }),
      (run) => heard(run).length === COUNT && isWrong(run),
      { kind: 'byzantine', behaviour: 'lie' },
    ],
    [
      'omission becomes a loss',
      faultOf({ kind: 'omission', node: 'n1', direction: 'receive', ppm: MILLION }),
      isMissing,
      { kind: 'loss' },
    ],
    [
      'a hold becomes a delay',
      faultOf({ kind: 'hold', from: ['n0'], to: ['n1', 'n2'] }),
      isLate,
      { kind: 'delay' },
    ],
    [
      'a narrow line becomes a delay',
      faultOf({
        kind: 'bandwidth',
        node: 'n0',
        bytesPerSecond: 900,
        queueBytes: 99,
        overflow: 'drop',
      }),
      (run) => heard(run).some(({ atUs, body }) => atUs > 12_000 + 100 * body.number),
      { kind: 'delay' },
    ],
    [
      'a limit on sizes is as wide as it may be',
      faultOf({ kind: 'message-limit', node: 'n0', maxBytes: 10 }),
      isMissing,
      { kind: 'message-limit', maxBytes: 80 },
    ],
  ])('%s', async (_name, fault, fails, expected) => {
    const faults = await shrunk(fault, fails);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(expected);
  });

  test('leaves as few messages garbled as the failure needs', async () => {
    const fault = faultOf({ kind: 'corruption', node: 'n1', ppm: MILLION });
    const wrong = (run: Run): number => heard(run).filter((_, at) => isWrongAt(run, at)).length;
    const [left] = await shrunk(fault, (run) => wrong(run) >= 3);
    expect(left).toMatchObject({ kind: 'corruption' });
    expect((left as { ppm: number }).ppm).toBeLessThan(MILLION / 4);
  });

  test.each(KINDS)('%s that does not matter goes', async (kind) => {
    const [fault] = drawn(kind);
    expect(await shrunk({ ...(fault as Fault), id: 'f1' }, () => true)).toEqual([]);
  });
});

describe('a register that trusts its replicas', () => {
  test.each<[FaultKind, RegExp, RegExp]>([
    ['byzantine', /n\d is Byzantine: it /, /changed on the way: .* became /],
    ['tampering', /a field is replaced by one of an earlier message/, /changed on the way: /],
    ['corruption', /a field is garbled/, /changed on the way: .*, [\w.]+: .* became /],
  ])('fails under %s, and the report says what it did', async (kind, fault, message) => {
    const none = { min: 0, max: 0 };
    const { counterexample } = await hunt({
      system: abd,
      workload: registers,
      profile: {
        ...abd.profile,
        faults: { min: 1, max: 3 },
        lossPpm: none,
        duplicationPpm: none,
        operations: { min: 10, max: 20 },
        faultWeights: { [kind]: 1 },
      },
      seed: 1,
      scenariosMax: 200,
      simulationsMax: 1_000,
      measureOdds: false,
    });
    if (counterexample === undefined) throw new Error(`nothing fails under ${kind}`);
    const { scenario } = counterexample;
    expect(scenario.faults.map((each) => each.kind)).toEqual([kind]);
    expect(scenario.program.length).toBeLessThanOrEqual(3);
    const text = renderText(counterexample, { columns: 200 });
    expect(text).toMatch(fault);
    expect(text).toMatch(message);
  });
});
