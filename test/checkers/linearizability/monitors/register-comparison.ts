/**
 * Compares the monitor of registers with other judges on many histories in which no value is
 * written twice, and has the verifier recheck all that it says. The counts are arguments, for long
 * campaigns.
 */

import type { Certificate, RefutationCertificate } from '../../../../checkers/certificate.js';
import { blame } from '../../../../checkers/linearizability/blame.js';
import { linearizable } from '../../../../checkers/linearizability/linearizable.js';
import type { Refutation } from '../../../../checkers/linearizability/monitors/monitor.js';
import {
  registerMonitor,
  type RegisterMonitor,
} from '../../../../checkers/linearizability/monitors/register/register-monitor.js';
import { callAt, partUpTo, type Part } from '../../../../checkers/linearizability/part.js';
import { partition } from '../../../../checkers/linearizability/partition.js';
import type { Model, RegisterView } from '../../../../checkers/model.js';
import { casRegister } from '../../../../checkers/models/cas-register.js';
import { keyValue } from '../../../../checkers/models/key-value.js';
import { register } from '../../../../checkers/models/register.js';
import { verifyLinearization } from '../../../../checkers/verify/linearization.js';
import { PartedHistory } from '../../../../checkers/verify/parts.js';
import { verifyRefutation } from '../../../../checkers/verify/refutation.js';
import type { Problem } from '../../../../checkers/verify/specification.js';
import { specificationNamed } from '../../../../checkers/verify/specifications.js';
import { verify } from '../../../../checkers/verify/verify.js';
import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { History, Operation } from '../../../../src/history/operation.js';
import type { Value } from '../../../../src/history/value.js';
import { isLinearizable } from '../../oracle/brute-force.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  uniqueHistory,
  type UniqueObject,
  type UniqueShape,
} from '../../oracle/unique-registers.js';

/** What is compared. */
export const monitor: RegisterMonitor = registerMonitor;

/** How often the monitor said what. */
export interface Tally {
  legal: number;
  illegal: number;
  declined: number;
  /** Of the declined ones, those without a compare-and-set that compared unequal. */
  undue: number;
  /** Refutations by rule, of whole histories and of their shortest illegal prefixes. */
  readonly rules: Record<string, number>;
  /** Certificates of other histories, or made up, that were held against a legal history. */
  refused: number;
}

/** The model called `object`, all of them with one initial value. */
export function modelOf(object: UniqueObject, initial: Value): Model {
  if (object === 'register') return register({ initial });
  return object === 'cas-register' ? casRegister({ initial }) : keyValue({ initial });
}

/** Up to `count` histories of up to 7 operations, against the oracle that tries every order. */
export function compareWithOracle(object: UniqueObject, count: number, seed: number): Tally {
  const random = seeded(seed);
  const tally = emptyTally();
  for (let number = 0; number < count; number++) {
    const shape = smallShape(random, object);
    const history = uniqueHistory(object, random, shape);
    const expected = isLinearizable(object, history.operations, shape);
    check(object, history, shape.initial, expected, tally);
    if (expected) holdAgainst(object, history, randomCertificate(history, random), shape, tally);
  }
  return tally;
}

/** `count` histories of 50 to 2,000 operations, against the search. */
export function compareWithSearch(object: UniqueObject, count: number, seed: number): Tally {
  const random = seeded(seed);
  const tally = emptyTally();
  for (let number = 0; number < count; number++) {
    const shape = longShape(random);
    const history = uniqueHistory(object, random, shape);
    const checker = linearizable(modelOf(object, shape.initial), { monitors: false });
    const verdict = checker.check(history);
    const { kind } = verdict;
    if (kind === 'unknown') continue;
    check(object, history, shape.initial, kind === 'legal', tally);
    const [problem] = verify(history, verdict, specificationNamed(object, shape.initial)!);
    if (problem !== undefined) fail(problem.message, history, kind);
  }
  return tally;
}

/** Certificates of illegal histories against their legal neighbours. */
export function holdCertificatesAgainstNeighbours(
  object: UniqueObject,
  count: number,
  seed: number,
): Tally {
  const random = seeded(seed);
  const tally = emptyTally();
  for (let number = 0; number < count; number++) {
    const shape = smallShape(random, object);
    const { operations } = uniqueHistory(object, random, shape);
    const certificate = certify(modelOf(object, shape.initial), { operations });
    if (certificate?.kind !== 'refutation') continue;
    for (const neighbour of neighboursOf(operations, shape.initial)) {
      if (!isLinearizable(object, neighbour, shape)) continue;
      holdAgainst(object, { operations: neighbour }, certificate, shape, tally);
    }
  }
  return tally;
}

function emptyTally(): Tally {
  return { legal: 0, illegal: 0, declined: 0, undue: 0, rules: {}, refused: 0 };
}

function smallShape(random: Random, object: UniqueObject): UniqueShape {
  const shape = {
    operations: 1 + Math.max(random.below(7), random.below(7), random.below(7)),
    width: 1 + random.below(4),
    crashes: random.pick([0, 0, 0.15, 0.4]),
    unequal: random.pick([0, 0, 0.3, 0.8]),
    initial: random.pick<Value>([0, null, 'x']),
  };
  return {
    ...shape,
    changes: random.chance(0.4)
      ? undefined
      : random.pick(object === 'register' ? [1, 3, 5, 7] : [0, 1, 2]),
  };
}

function longShape(random: Random): UniqueShape {
  return {
    operations: 50 + random.below(random.pick([50, 200, 1950])),
    width: 2 + random.below(5),
    crashes: random.pick([0, 0, 0.003]),
    unequal: random.pick([0, 0, 0, 0.02]),
    initial: 0,
    changes: random.pick([0, 1, 2, 4, 6]),
  };
}

function check(
  object: UniqueObject,
  history: History,
  initial: Value,
  expected: boolean,
  tally: Tally,
): void {
  const model = modelOf(object, initial);
  const certificate = certify(model, history);
  if (certificate === undefined) {
    tally.declined += 1;
    if (!history.operations.some(({ output }) => output === false)) tally.undue += 1;
    return;
  }
  const isLegal = certificate.kind === 'linearization';
  if (isLegal !== expected) fail(`expected ${expected}`, history, certificate);
  tally[isLegal ? 'legal' : 'illegal'] += 1;
  expectProof(object, history, initial, certificate);
  if (isLegal) return;
  const [part] = partition(history, model, undefined);
  const blamed = blameOf(part!, model);
  const shortest = nameOperations(blamed.prefix, blamed.until, blamed.refutation);
  expectProof(object, history, initial, shortest);
  const offender = blamed.until;
  const shown = blamed.refutation.shown ?? blamed.refutation.groups.flatMap((group) => [...group]);
  const ids = new Set(Array.from(shown, (member) => blamed.prefix.place[member]!));
  if (!shortest.groups.some((group) => group.includes(offender)))
    fail('the offender is not named', history, shortest);
  const few = history.operations.filter(({ id }) => ids.has(id));
  if (few.length <= 8 && isLinearizable(object, few, { initial })) {
    fail('what is shown is legal by itself', history, [shortest, blamed.refutation.message]);
  }
  for (const { rule } of [certificate as RefutationCertificate, shortest]) {
    tally.rules[rule] = (tally.rules[rule] ?? 0) + 1;
  }
}

/** What the monitor says of a history without keys. */
export function certify(model: Model, history: History): Certificate | undefined {
  const [part] = partition(history, model, undefined);
  if (part === undefined) return { kind: 'linearization', parts: [] };
  const answer = monitor.judge(part, model.object as RegisterView);
  if (answer === undefined) return undefined;
  if (answer.kind === 'illegal') return refuteAtEnd(part, model);
  const order = answer.order.map((member) => part.place[member]!);
  return { kind: 'linearization', parts: [{ order }] };
}

/** Of what was known when the last operation returned. */
function refuteAtEnd(part: Part, model: Model): RefutationCertificate {
  const last = lastReturning(part);
  const known = partUpTo(part, part.return[last]!, (member) =>
    model.observes!(callAt(part, member)),
  );
  const answer = monitor.judge(known, model.object as RegisterView);
  if (answer?.kind !== 'illegal') throw new Error('expected a refutation at the last return');
  return nameOperations(known, part.place[last]!, answer.refutation);
}

function blameOf(part: Part, model: Model): ReturnType<typeof blame> {
  const view = model.object as RegisterView;
  const answer = monitor.judge(part, view);
  if (answer?.kind !== 'illegal') throw new Error('expected a refutation');
  return blame(part, model, view, monitor, answer.refutation);
}

function nameOperations(
  part: Part,
  until: number,
  { rule, groups }: Refutation,
): RefutationCertificate {
  const named = groups.map((group) => Array.from(group, (member) => part.place[member]!));
  return { kind: 'refutation', rule, until, groups: named };
}

function lastReturning(part: Part): number {
  const returns = part.return.map((rank) => (rank === OPEN ? -1 : rank));
  return returns.indexOf(returns.reduce((latest, rank) => Math.max(latest, rank), -1));
}

function expectProof(
  object: UniqueObject,
  history: History,
  initial: Value,
  certificate: Certificate,
): void {
  const problems = problemsOf(object, history, initial, certificate);
  if (problems.length > 0) fail(problems[0]!.message, history, certificate);
}

/** What the verifier has against a certificate. */
export function problemsOf(
  object: UniqueObject,
  history: History,
  initial: Value,
  certificate: Certificate,
): Problem[] {
  const specification = specificationNamed(object, initial)!;
  const parted = new PartedHistory(history, specification);
  if (certificate.kind === 'linearization') {
    return verifyLinearization(parted, certificate, specification);
  }
  const [part] = parted.parts.values();
  if (part === undefined) return [{ message: 'the history is empty' }];
  return verifyRefutation(parted, part, certificate as RefutationCertificate, specification);
}

/** A legal history cannot be refuted, whatever somebody claims. */
function holdAgainst(
  object: UniqueObject,
  history: History,
  certificate: RefutationCertificate,
  { initial }: UniqueShape,
  tally: Tally,
): void {
  if (problemsOf(object, history, initial, certificate).length === 0) {
    fail('a legal history was refuted', history, certificate);
  }
  tally.refused += 1;
}

const RULES = ['phantom', 'replaced-twice', 'cycle', 'chain', 'blocks', 'present'];

function randomCertificate({ operations }: History, random: Random): RefutationCertificate {
  const counted = operations.filter(({ outcome }) => outcome !== 'fail');
  const returned = counted.filter(({ outcome }) => outcome === 'ok');
  const group = (): number[] =>
    counted.length === 0
      ? []
      : Array.from({ length: random.below(4) }, () => random.pick(counted).id);
  return {
    kind: 'refutation',
    rule: random.pick(RULES),
    until: returned.length === 0 ? 0 : random.pick([random.pick(returned), returned.at(-1)!]).id,
    groups: [group(), group(), group(), group()],
  };
}

/** The histories in which one operation is told otherwise. */
function neighboursOf(operations: readonly Operation[], initial: Value): Operation[][] {
  const answers: Value[] = [initial, ...operations.map((_, at) => at + 1)];
  return operations.flatMap((chosen) => {
    const { f, input } = chosen;
    const changed =
      f === 'read' || f === 'get'
        ? answers.map((output): Operation => ({ ...chosen, output }))
        : f === 'cas'
          ? answers.map((from): Operation => ({ ...chosen, input: [from, (input as Value[])[1]!] }))
          : [{ ...chosen, outcome: 'info', return: Infinity } as const];
    return changed.map((other) => operations.map((each) => (each === chosen ? other : each)));
  });
}

function fail(what: string, history: History, certificate: unknown): never {
  const rows = history.operations.map(
    ({ f, input, output, outcome, call, return: end }) =>
      `${f} ${JSON.stringify(input)} ${JSON.stringify(output)} ${outcome} ${call} ${end}`,
  );
  throw new Error([what, JSON.stringify(certificate), ...rows].join('\n'));
}
