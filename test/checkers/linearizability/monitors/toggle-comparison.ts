/**
 * Compares the monitors of sets, multisets, counters, semaphores and locks with the oracle and with
 * the search, and sends all their evidence through the verifier. What a comparison counts, its
 * caller asserts.
 */

import { expect } from 'vitest';
import { linearizable } from '../../../../checkers/linearizability/linearizable.js';
import type {
  Monitor,
  MonitorAnswer,
} from '../../../../checkers/linearizability/monitors/monitor.js';
import { monitorFor } from '../../../../checkers/linearizability/monitors/index.js';
import type { Part } from '../../../../checkers/linearizability/part.js';
import { partition } from '../../../../checkers/linearizability/partition.js';
import type { Model } from '../../../../checkers/model.js';
import { counter } from '../../../../checkers/models/counter.js';
import { multiset } from '../../../../checkers/models/multiset.js';
import { mutex } from '../../../../checkers/models/mutex.js';
import { semaphore } from '../../../../checkers/models/semaphore.js';
import { set } from '../../../../checkers/models/set.js';
import type { Verdict } from '../../../../checkers/verdict.js';
import type { Specification } from '../../../../checkers/verify/specification.js';
import { counterSpecification } from '../../../../checkers/verify/specifications/counters.js';
import {
  mutexSpecification,
  semaphoreSpecification,
} from '../../../../checkers/verify/specifications/semaphore.js';
import {
  multisetSpecification,
  setSpecification,
} from '../../../../checkers/verify/specifications/sets.js';
import { verify } from '../../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../../src/history/operation.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  randomToggleHistory,
  smallToggleShape,
  type ToggleShape,
} from '../../oracle/random-toggles.js';
import { isToggleLegal, type ToggleObject } from '../../oracle/toggles.js';

/** How many histories were what. */
export interface ToggleTally {
  histories: number;
  legal: number;
  illegal: number;
  declined: number;
  /** Declined although all answers are told. */
  declinedTold: number;
  crashed: number;
  /** False certificates that were offered to the verifier. */
  tampered: number;
}

interface Subject {
  readonly model: Model;
  readonly monitor: Monitor;
  readonly specification: Specification;
}

/** The object as everybody sees it. Elements stay together, as monitors want them. */
export function subjectOf(name: ToggleObject, permits: number): Subject {
  const subject = {
    set: () => subjectFrom(set(), setSpecification(null, {})),
    multiset: () => subjectFrom(multiset(), multisetSpecification(null, {})),
    counter: () => subjectFrom(counter(), counterSpecification(null, {})),
    semaphore: () => subjectFrom(semaphore({ permits }), semaphoreSpecification(permits, {})),
    mutex: () => subjectFrom(mutex(), mutexSpecification(null, {})),
  }[name];
  return subject();
}

function subjectFrom(model: Model, specification: Specification): Subject {
  const monitor = monitorFor(model.object!);
  return { model, monitor, specification };
}

/** The parts of a history by key. */
export function partsByKey(history: History, model: Model): Part[] {
  const { partition: _, ...whole } = model;
  return partition(history, whole, undefined);
}

/** `count` small random histories against the oracle; throws at a disagreement. */
export function compareWithOracle(name: ToggleObject, count: number, seed: number): ToggleTally {
  const random = seeded(seed);
  const tally = newTally();
  for (let number = 0; number < count; number++) {
    const shape = smallToggleShape(random);
    const history = randomToggleHistory(name, random, shape);
    const subject = subjectOf(name, shape.permits);
    const expected = keysOf(history).every((key) =>
      isToggleLegal(name, ofKey(history, key), shape.permits),
    );
    const found = judge(history, subject);
    report(name, tally, history, found, expected);
    offerFalse(history, subject, tally, random, (operations) =>
      isToggleLegal(name, operations, shape.permits),
    );
  }
  return tally;
}

/** `count` longer random histories against the search; throws at a disagreement. */
export function compareWithSearch(
  name: ToggleObject,
  count: number,
  seed: number,
  lengths: readonly number[],
): ToggleTally {
  const random = seeded(seed);
  const tally = newTally();
  for (let number = 0; number < count; number++) {
    const shape = longShape(random, random.pick(lengths));
    const history = randomToggleHistory(name, random, shape);
    const subject = subjectOf(name, shape.permits);
    const searched = linearizable(subject.model, { monitors: false }).check(history);
    if (searched.kind === 'unknown') continue;
    const problems = verify(history, searched, subject.specification);
    if (problems.length > 0) expect({ history: text(history), problems }).toEqual({});
    report(name, tally, history, judge(history, subject), searched.kind === 'legal');
    checkBlame(history, subject, searched.kind === 'legal');
  }
  return tally;
}

function longShape(random: Random, operations: number): ToggleShape {
  return {
    operations,
    width: 2 + random.below(6),
    crashes: random.pick([0, 0, 2 / operations]),
    keys: random.pick([0, 0, 3]),
    elements: 1 + random.below(10),
    permits: 1 + random.below(4),
    amounts: random.pick([[null], [2], [1, -1], [5, 0]]),
    changes: random.pick([0, 1, 2, 3]),
    silence: 0,
  };
}

function newTally(): ToggleTally {
  return {
    histories: 0,
    legal: 0,
    illegal: 0,
    declined: 0,
    declinedTold: 0,
    crashed: 0,
    tampered: 0,
  };
}

type Found = Verdict['kind'] | 'unverified';

/** What the monitor says of the whole history; `unknown` when it declines. */
function judge(history: History, subject: Subject): Found {
  const parts = partsByKey(history, subject.model);
  const answers = parts.map((part) => subject.monitor.judge(part, subject.model.object!));
  for (const [at, answer] of answers.entries()) {
    if (answer?.kind !== 'illegal') continue;
    const problems = verify(history, illegalVerdict(parts[at]!, answer), subject.specification);
    return problems.length > 0 ? 'unverified' : 'illegal';
  }
  if (answers.includes(undefined)) return 'unknown';
  const verdict: Verdict = {
    ...HEAD,
    kind: 'legal',
    certificate: {
      kind: 'linearization',
      parts: parts.map((part, at) => {
        const answer = answers[at]!;
        const order = answer.kind === 'legal' ? answer.order : new Int32Array(0);
        return { ...keyOf(part), order: order.map((member) => part.place[member]!) };
      }),
    },
  };
  return verify(history, verdict, subject.specification).length > 0 ? 'unverified' : 'legal';
}

const HEAD = {
  checker: 'linearizable',
  algorithm: 'x',
  effort: { judged: 0, configurations: 0 },
};

function keyOf(part: Pick<Part, 'key'>): Pick<Part, 'key'> {
  return part.key === undefined ? {} : { key: part.key };
}

function illegalVerdict(part: Part, answer: MonitorAnswer): Verdict {
  if (answer?.kind !== 'illegal') throw new Error('the answer is not illegal');
  const { rule, groups } = answer.refutation;
  const ids = groups.map((group) => Array.from(group, (member) => part.place[member]!));
  const until = groups
    .flatMap((group) => [...group])
    .reduce((last, member) => (part.return[member]! > part.return[last]! ? member : last));
  return claim(part, rule, part.place[until]!, ids);
}

function claim(
  part: Pick<Part, 'key'>,
  rule: string,
  until: number,
  groups: readonly (readonly number[])[],
): Verdict {
  return {
    ...HEAD,
    kind: 'illegal',
    anomalies: [{ kind: 'non-linearizable', message: '', operations: [], explanation: [] }],
    certificate: { kind: 'refutation', ...keyOf(part), rule, until, groups },
  };
}

function report(
  name: ToggleObject,
  tally: ToggleTally,
  history: History,
  found: Found,
  expected: boolean,
): void {
  const { operations } = history;
  tally.histories += 1;
  if (operations.some(({ outcome }) => outcome === 'info')) tally.crashed += 1;
  tally[expected ? 'legal' : 'illegal'] += 1;
  if (found === 'unknown') {
    tally.declined += 1;
    const isSilent = operations.some(
      ({ f, output, outcome }) => outcome === 'ok' && output === null && TELLING[name].includes(f),
    );
    if (!isSilent) tally.declinedTold += 1;
    return;
  }
  // Only a disagreement is worth the cost of an assertion.
  const wanted = expected ? 'legal' : 'illegal';
  if (found !== wanted) expect({ history: text(history), found }).toEqual({ found: wanted });
}

/** Answers that would have said something, but were not told. */
const TELLING: Readonly<Record<ToggleObject, readonly string[]>> = {
  set: ['add', 'remove', 'contains'],
  multiset: ['remove', 'count'],
  counter: ['read'],
  semaphore: [],
  mutex: [],
};

/** What the whole checker says, with the shortest beginning that is illegal as its evidence. */
function checkBlame(history: History, subject: Subject, expected: boolean): void {
  if (expected) return;
  const verdict = linearizable(subject.model).check(history);
  const problems = verify(history, verdict, subject.specification);
  if (verdict.kind === 'illegal' && problems.length === 0) return;
  expect({ history: text(history), verdict, problems }).toEqual({});
}

const RULES = ['flag', 'count', 'permits', 'bounds'];

/** Names an operation that nothing is wrong with, by every rule; nobody may believe it. */
function offerFalse(
  history: History,
  subject: Subject,
  tally: ToggleTally,
  random: Random,
  isLegal: (operations: readonly Operation[]) => boolean,
): void {
  const stuck = random.pick(history.operations);
  const part = ofKey(history, stuck.key);
  const known = part.filter((operation) => operation.return > stuck.return && random.chance(0.5));
  const returned = [stuck, ...known].filter((operation) => operation.return !== Infinity);
  returned.sort((one, other) => one.return - other.return);
  const until = returned.at(-1) ?? stuck;
  const prefix = part
    .filter(({ call }) => call < until.return)
    .filter((each) => each.return <= until.return || !subject.specification.observes(each))
    .map((operation): Operation => {
      if (operation.return <= until.return) return operation;
      return { ...operation, outcome: 'info', output: null, return: Infinity };
    });
  if (!isLegal(prefix)) return;
  tally.tampered += 1;
  const key = stuck.key === undefined ? {} : { key: stuck.key };
  for (const rule of RULES) {
    const groups = rule === 'bounds' ? [[stuck.id]] : [[stuck.id], known.map(({ id }) => id)];
    const verdict = claim(key, rule, until.id, groups);
    if (verify(history, verdict, subject.specification).length > 0) continue;
    expect({ history: text(history), rule, groups }).toEqual('refused');
  }
}

function keysOf(history: History): readonly Operation['key'][] {
  return [...new Set(history.operations.map(({ key }) => key))];
}

function ofKey(history: History, key: Operation['key']): readonly Operation[] {
  return history.operations.filter((operation) => operation.key === key);
}

function text(history: History): string {
  const line = ({ f, key, input, output, outcome, call, return: end }: Operation): string =>
    `${JSON.stringify({ key, f, input, output })} ${outcome} [${call}, ${end}]`;
  return history.operations.map((operation, at) => `#${at} ${line(operation)}`).join('\n');
}
