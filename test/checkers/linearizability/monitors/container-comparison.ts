/**
 * Compares the monitors of queues and priority queues with other judges on many histories, and has
 * the verifier recheck all that they say. The counts are arguments, for long campaigns.
 */

import { monitorFor } from '../../../../checkers/linearizability/monitors/index.js';
import type { MonitorAnswer } from '../../../../checkers/linearizability/monitors/monitor.js';
import type { Part } from '../../../../checkers/linearizability/part.js';
import { linearizable } from '../../../../checkers/linearizability/linearizable.js';
import { partition } from '../../../../checkers/linearizability/partition.js';
import type { Model } from '../../../../checkers/model.js';
import type { Certificate, RefutationCertificate } from '../../../../checkers/certificate.js';
import { verifyLinearization } from '../../../../checkers/verify/linearization.js';
import { PartedHistory } from '../../../../checkers/verify/parts.js';
import { verifyRefutation } from '../../../../checkers/verify/refutation.js';
import type { Problem, Specification } from '../../../../checkers/verify/specification.js';
import { verify } from '../../../../checkers/verify/verify.js';
import type { History } from '../../../../src/history/operation.js';
import { isContainerLegal, type ContainerKind } from '../../oracle/containers.js';
import { seeded, type Random } from '../../oracle/random.js';
import { randomContainerHistory } from '../../oracle/random-containers.js';

/** A kind of container with everything that judges it. */
export interface Subject {
  readonly kind: ContainerKind;
  readonly model: Model;
  readonly specification: Specification;
}

/** What the monitor says of a history without keys. */
export function certify(subject: Subject, history: History): Certificate | undefined {
  const judged = judge(subject, history);
  if (judged === undefined) return { kind: 'linearization', parts: [] };
  const { part, answer } = judged;
  if (answer === undefined) return undefined;
  const idsOf = (members: readonly number[] | Int32Array): number[] =>
    Array.from(members, (member) => part.place[member]!);
  if (answer.kind === 'legal') {
    return { kind: 'linearization', parts: [{ order: idsOf(answer.order) }] };
  }
  const { rule, groups } = answer.refutation;
  return { kind: 'refutation', rule, until: lastToReturn(history), groups: groups.map(idsOf) };
}

/** After it nothing more was learned. */
function lastReturn({ operations }: History): number {
  const returns = operations.map((operation) => operation.return);
  return returns.reduce((last, each) => (each < Infinity ? Math.max(last, each) : last), -1);
}

function lastToReturn(history: History): number {
  const last = lastReturn(history);
  return history.operations.findIndex((operation) => operation.return === last);
}

/**
 * Rule, groups, headline and argument of a refutation, one below the other; `undefined` for a legal
 * history. Throws when the verifier does not accept the certificate.
 */
export function explain(subject: Subject, history: History): string | undefined {
  const certificate = certify(subject, history)!;
  const problems = problemsOf(subject, history, certificate);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const answer = judge(subject, history)?.answer;
  if (answer?.kind !== 'illegal') return undefined;
  const { rule, groups, message, explanation } = answer.refutation;
  const members = JSON.stringify(groups.map((group) => Array.from(group)));
  const sentences = [`${rule} ${members}: ${message}`, ...explanation];
  return sentences.map((sentence) => sentence.replaceAll(/(.{1,80})(?: |$)/g, '$1\n')).join('');
}

function judge(
  { model }: Subject,
  history: History,
): { readonly part: Part; readonly answer: MonitorAnswer } | undefined {
  const last = lastReturn(history);
  // What was called when nothing returned any more tells nothing, nor may a certificate name it.
  const operations = history.operations.filter(({ call }) => call < last);
  const [part] = partition({ operations }, model, undefined);
  if (part === undefined) return undefined;
  const view = model.object!;
  return { part, answer: monitorFor(view).judge(part, view) };
}

/** What the verifier has against a certificate of the monitor. */
export function problemsOf(
  subject: Subject,
  history: History,
  certificate: Certificate,
): Problem[] {
  const specification = subject.specification;
  const parted = new PartedHistory(history, specification);
  if (certificate.kind === 'linearization') {
    return verifyLinearization(parted, certificate, specification);
  }
  const [part] = parted.parts.values();
  return verifyRefutation(parted, part!, certificate as RefutationCertificate, specification);
}

/** How often the monitor said what. */
export interface Tally {
  legal: number;
  illegal: number;
  /** Histories that insert some value twice. */
  repeated: number;
  /** Histories that were declined. */
  declined: number;
  /** Of these, histories that insert no value twice. */
  undue: number;
  /** Histories with a crashed remove. */
  crashed: number;
  /** Refutations by rule. */
  readonly rules: Record<string, number>;
  /** Tampered certificates that the verifier did not refuse. */
  unrefused: number;
}

function emptyTally(): Tally {
  return {
    legal: 0,
    illegal: 0,
    repeated: 0,
    declined: 0,
    undue: 0,
    crashed: 0,
    rules: {},
    unrefused: 0,
  };
}

/** Up to `count` histories of up to 7 operations, against the oracle that tries every order. */
export function compareWithOracle(subject: Subject, count: number, seed: number): Tally {
  const random = seeded(seed);
  const tally = emptyTally();
  for (let number = 0; number < count; number++) {
    const history = randomContainerHistory(subject.kind, random, {
      operationsMax: 7,
      crashes: random.pick([0, 0, 0.15, 0.3]),
      crashedRemoves: random.pick([0, 0, 0.3]),
      duplicates: random.chance(0.1) ? 0.3 : 0,
    });
    const isLegal = isContainerLegal(subject.kind, history.operations);
    const certificate = certify(subject, history);
    compare(subject, { number, history, isLegal, certificate }, tally);
    if (certificate !== undefined) tamper(subject, history, certificate, random, tally);
    if (isLegal) forge(subject, history, random);
  }
  return tally;
}

/** Histories of 50 to `operationsMax` operations, against the generic search. */
export function compareWithSearch(
  subject: Subject,
  count: number,
  seed: number,
  operationsMax: number,
): Tally & { undecided: number } {
  const random = seeded(seed);
  const tally = { ...emptyTally(), undecided: 0 };
  const search = linearizable(subject.model, { monitors: false });
  for (let number = 0; number < count; number++) {
    // Longer ones are rarer, and with many crashes the search would decide next to none.
    const size = 50 + random.below(random.below(operationsMax - 49) + 1);
    const history = randomContainerHistory(subject.kind, random, {
      operationsMax: size,
      crashes: random.pick([0, 0, 2, 5]) / size,
      simulated: 1,
      mutations: [0, 0, 1, 1, 2],
    });
    const verdict = search.check(history, { configurationsMax: 5000 });
    const certificate = certify(subject, history);
    if (verdict.kind === 'unknown') {
      tally.undecided += 1;
      continue;
    }
    const [problem] = verify(history, verdict, subject.specification);
    if (problem !== undefined) throw new Error(`history ${number}: ${problem.message}`);
    const isLegal = verdict.kind === 'legal';
    compare(subject, { number, history, isLegal, certificate }, tally);
  }
  return tally;
}

interface Compared {
  readonly number: number;
  readonly history: History;
  readonly isLegal: boolean;
  readonly certificate: Certificate | undefined;
}

function compare(subject: Subject, compared: Compared, tally: Tally): void {
  const { number, history, isLegal, certificate } = compared;
  tally[isLegal ? 'legal' : 'illegal'] += 1;
  if (history.operations.some(({ outcome, input }) => outcome === 'info' && input === null)) {
    tally.crashed += 1;
  }
  const inserted = history.operations.flatMap(({ input }) => (input === null ? [] : [input]));
  const isRepeated = new Set(inserted).size < inserted.length;
  if (isRepeated) tally.repeated += 1;
  if (certificate === undefined) {
    tally.declined += 1;
    if (!isRepeated) tally.undue += 1;
    return;
  }
  if (certificate.kind === 'refutation') {
    tally.rules[certificate.rule] = (tally.rules[certificate.rule] ?? 0) + 1;
  }
  const problems = problemsOf(subject, history, certificate);
  if ((certificate.kind === 'linearization') === isLegal && problems.length === 0) return;
  throw new Error(
    `history ${number}: ${JSON.stringify({ isLegal, certificate, problems, history })}`,
  );
}

/** Takes one operation out of a certificate. */
function tamper(
  subject: Subject,
  history: History,
  certificate: Certificate,
  random: Random,
  tally: Tally,
): void {
  const lists =
    certificate.kind === 'linearization'
      ? certificate.parts.map(({ order }) => [...order])
      : (certificate as RefutationCertificate).groups.map((group) => [...group]);
  if (lists.length === 0) return;
  const list = random.pick(lists);
  const at = random.below(list.length);
  // What crashed may be left out of an order.
  const isNeeded =
    certificate.kind === 'refutation' || history.operations[list[at]!]?.outcome === 'ok';
  if (!isNeeded) return;
  list.splice(at, 1);
  const tampered =
    certificate.kind === 'linearization'
      ? { ...certificate, parts: lists.map((order) => ({ order })) }
      : { ...(certificate as RefutationCertificate), groups: lists };
  if (problemsOf(subject, history, tampered).length === 0) tally.unrefused += 1;
}

/** A legal history has no refutation: none that is made up may pass. */
function forge(subject: Subject, history: History, random: Random): void {
  const { operations } = history;
  if (operations.every(({ outcome }) => outcome === 'info')) return;
  const until = lastToReturn(history);
  const pick = (): number => random.below(operations.length);
  for (const rule of Object.keys(subject.specification.rules ?? {})) {
    const groups = [2, 1 + random.below(6)].map((size) => Array.from({ length: size }, pick));
    if (random.chance(0.5)) groups[0]!.pop();
    // A covered remove has most to be covered by when all the others are listed.
    if (random.chance(0.3)) {
      groups[1] = operations.map(({ id }) => id).filter((id) => !groups[0]!.includes(id));
    }
    const certificate = { kind: 'refutation', rule, until, groups } as const;
    if (problemsOf(subject, history, certificate).length > 0) continue;
    throw new Error(`a legal history was refuted: ${JSON.stringify({ certificate, history })}`);
  }
}
