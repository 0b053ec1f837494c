/**
 * Arbitrary counterexamples, unruly on purpose: operations that overlap on one client, servers
 * nobody declared, times out of order, references to what does not exist, and strings of every
 * kind.
 */

import fc from 'fast-check';
import { Float, Keyword, type Value } from '../../src/history/value.js';
import type {
  Counterexample,
  Finding,
  StoryFault,
  StoryMessage,
  StoryOperation,
} from '../../src/report/counterexample.js';
import type { Fault } from '../../src/scenario/fault.js';
import { counterexample } from './build-counterexample.js';

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  fc.string({
    unit: fc.constantFrom('\u001b[31m', '\n', '\u202e', '🪨', '漢', '\ud800', '#1 ', '"'),
  }),
  fc.constantFrom('x', 'a'.repeat(5000), 'one two three '.repeat(30)),
);

const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.integer(),
    fc.bigInt(),
    anyText,
    anyText.map((name) => new Keyword(name)),
    fc.double().map((value) => new Float(value)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((list) => new Map(list)),
    fc.array(tie('value'), { maxLength: 3 }).map((list) => new Set(list)),
  ),
})).value;

const anyName = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('n0', 'n1', 'c0', 'c1') },
  anyText,
);
const anyTime = fc.oneof(
  fc.nat(20_000),
  fc.integer({ min: 0, max: 5 }).map((ms) => ms * 1000),
);

const anyFault: fc.Arbitrary<Fault> = fc
  .record({
    id: anyName,
    atUs: anyTime,
    forUs: anyTime,
    node: anyName,
    client: anyName,
    from: fc.array(anyName, { maxLength: 12 }),
    to: fc.array(anyName, { maxLength: 3 }),
    servers: fc.array(anyName, { maxLength: 3 }),
    groups: fc.array(fc.array(anyName, { maxLength: 4 }), { maxLength: 3 }),
    shape: fc.constantFrom('halves', 'isolate', 'bridge'),
    direction: fc.constantFrom('request', 'reply', 'both'),
    ppm: fc.integer({ min: -2_000_000, max: 2_000_000 }),
    byUs: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    kind: fc.constantFrom<Fault['kind'][]>(
      'partition',
      'one-way',
      'client-link',
      'loss',
      'duplication',
      'reordering',
      'delay',
      'crash',
      'pause',
      'slow',
      'clock-offset',
      'clock-jump',
      'clock-drift',
    ),
  })
  .map((fault) => fault as unknown as Fault);

const anyOperation: fc.Arbitrary<Omit<StoryOperation, 'number'>> = fc
  .record({
    programId: fc.nat(30),
    client: anyName,
    f: fc.oneof(fc.constantFrom('read', 'write'), anyText),
    key: fc.option(anyValue, { nil: undefined }),
    input: anyValue,
    output: anyValue,
    outcome: fc.constantFrom('ok', 'fail', 'info'),
    error: fc.option(anyValue, { nil: undefined }),
    startUs: anyTime,
    lastsUs: fc.option(anyTime, { nil: undefined }),
    final: fc.boolean(),
  })
  .map(({ key, error, lastsUs, ...rest }) => ({
    ...rest,
    ...(key === undefined ? {} : { key }),
    ...(error === undefined ? {} : { error }),
    ...(lastsUs === undefined ? {} : { endUs: rest.startUs + lastsUs }),
  }));

const anyMessage: fc.Arbitrary<StoryMessage> = fc.record({
  message: fc.record({
    cause: fc.oneof(fc.constantFrom('op 1', 'op 2', 'n0/1 tick 4'), anyText),
    type: anyText,
    from: anyName,
    to: anyName,
    nth: fc.integer({ min: 1, max: 3 }),
  }),
  kind: fc.constantFrom<StoryMessage['kind'][]>(
    'late',
    'drop',
    'duplicate',
    'changed',
    'repeated',
    'forged',
    'held',
  ),
  byUs: anyTime,
  sentUs: anyTime,
});

const anyHappenedFault: fc.Arbitrary<StoryFault> = fc.record({
  fault: anyFault,
  beganUs: fc.oneof(anyTime, fc.constant(-1)),
  endedUs: fc.oneof(anyTime, fc.constant(-1)),
  effects: fc.nat(3),
});

const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    checker: anyText,
    kind: fc.constantFrom('legal', 'illegal', 'unknown'),
    anomalies: fc.array(
      fc.record({
        kind: anyText,
        message: anyText,
        operations: fc.array(fc.nat(30), { maxLength: 6 }),
        explanation: fc.array(anyText, { maxLength: 14 }),
      }),
      { maxLength: 2 },
    ),
    atUs: fc.option(anyTime, { nil: undefined }),
  })
  .map(({ atUs, ...rest }) => (atUs === undefined ? rest : { ...rest, atUs }));

const anyStory = fc.record({
  clients: fc.array(anyName, { maxLength: 15 }),
  servers: fc.array(anyName, { maxLength: 9 }),
  operations: fc
    .array(anyOperation, { maxLength: 40 })
    .map((list) => list.map((one, at): StoryOperation => ({ ...one, number: at + 1 }))),
  states: fc.array(fc.record({ atUs: anyTime, node: anyName, state: anyText }), { maxLength: 30 }),
  messages: fc.array(anyMessage, { maxLength: 10 }),
  faults: fc.array(anyHappenedFault, { maxLength: 6 }),
  endUs: anyTime,
});

/** A counterexample of any shape that the types allow, likely or not. */
export const anyCounterexample: fc.Arbitrary<Counterexample> = fc
  .record({
    name: anyText,
    system: fc.record({ name: anyText, bugs: fc.array(anyText, { maxLength: 2 }) }),
    story: anyStory,
    findings: fc.array(anyFinding, { maxLength: 4 }),
    likelihood: fc.array(fc.record({ atUs: anyTime, runs: fc.nat(200), violations: fc.nat(200) }), {
      maxLength: 20,
    }),
  })
  .map(({ name, system, story, findings, likelihood }) =>
    counterexample(name, system, story, findings, { likelihood }),
  );
