/**
 * Eventual convergence: once updates have ended, all replicas come to the same value, which holds
 * what was acknowledged (Vogels 2009). Which reads are final the user may say; otherwise they are
 * the last read of each process that began after the last acknowledged update of its key had ended.
 *
 * Final reads must agree. A collection must contain every acknowledged element and nothing that was
 * never added; a register must hold a value that was written, or the initial one where no write was
 * acknowledged.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { Checker } from '../checker.js';
import { describeKey, describeValue, reference } from '../describe.js';
import type { Anomaly } from '../verdict.js';
import { convergenceChecker, type Finding } from './convergence-checker.js';
import { contentOf, elementsOf, updatesOf, type KeyUpdates } from './updates.js';

/** How final reads are known. */
export interface EventualOptions {
  /** What registers hold before they are written; default `null`. */
  readonly initial?: Value;
  /** Whether a read was made after replicas had time to converge. */
  readonly isFinal?: (read: Operation) => boolean;
}

/**
 * Checks eventual convergence, key by key; `unknown` when no key has a final read. Linear, but for
 * the sorting of the elements that final reads returned.
 */
export function eventual(options: EventualOptions = {}): Checker {
  return convergenceChecker('eventual', 'final reads', (history) => judge(history, options));
}

function judge(history: History, { initial = null, isFinal }: EventualOptions): Finding {
  let judged = 0;
  for (const ofKey of updatesOf(history)) {
    const finals = isFinal === undefined ? lastReads(ofKey) : ofKey.reads.filter(isFinal);
    judged += finals.length;
    for (const read of finals) {
      const wrong = ofKey.isCollection
        ? wrongElements(ofKey, read)
        : wrongValue(ofKey, read, initial);
      if (wrong !== undefined) return { kind: 'violated', anomaly: wrong };
    }
    const [first] = finals;
    const other = finals.find((read) => contentOf(ofKey, read) !== contentOf(ofKey, first!));
    if (other !== undefined) return { kind: 'violated', anomaly: divergence(ofKey, first!, other) };
  }
  if (judged > 0) return { kind: 'holds' };
  const reason =
    'no read began after the last update of its key had ended; let clients read once more at the ' +
    'end, or say which reads are final';
  return { kind: 'unknown', reason };
}

function lastReads({ reads, updates }: KeyUpdates): Operation[] {
  let end = -1;
  for (const { outcome, return: returned } of updates) {
    if (outcome === 'ok') end = Math.max(end, returned);
  }
  const last = new Map<Operation['process'], Operation>();
  for (const read of reads) if (read.call > end) last.set(read.process, read);
  return [...last.values()];
}

function wrongElements(ofKey: KeyUpdates, read: Operation): Anomaly | undefined {
  const found = new Set(elementsOf(read).map(canonicalKey));
  const added = new Set(ofKey.updates.map(({ input }) => canonicalKey(input)));
  const lost = ofKey.updates.find(
    ({ input, outcome, return: returned }) =>
      outcome === 'ok' && returned < read.call && !found.has(canonicalKey(input)),
  );
  if (lost !== undefined) {
    const element = `${describeValue(lost.input)}${describeKey(ofKey.key)}`;
    return anomaly(ofKey, 'lost-update', [lost, read], `${element} was added, but is gone`, [
      `${reference(lost.id)} added ${element}, and was acknowledged.`,
      `However the final read ${reference(read.id)} does not have it: a contradiction.`,
    ]);
  }
  const garbage = elementsOf(read).find((element) => !added.has(canonicalKey(element)));
  if (garbage === undefined) return undefined;
  const element = `${describeValue(garbage)}${describeKey(ofKey.key)}`;
  return anomaly(ofKey, 'thin-air-read', [read], `${element} was read, but nobody added it`, [
    `The final read ${reference(read.id)} has ${element}.`,
    'However nobody added it: a contradiction.',
  ]);
}

function wrongValue(ofKey: KeyUpdates, read: Operation, initial: Value): Anomaly | undefined {
  const value = canonicalKey(read.output);
  if (ofKey.updates.some(({ input }) => canonicalKey(input) === value)) return undefined;
  const text = `${describeValue(read.output)}${describeKey(ofKey.key)}`;
  if (value !== canonicalKey(initial)) {
    return anomaly(ofKey, 'thin-air-read', [read], `${text} was read, but nobody wrote it`, [
      `The final read ${reference(read.id)} returned ${text}.`,
      'However nobody wrote it: a contradiction.',
    ]);
  }
  const lost = ofKey.updates.find(
    ({ outcome, return: returned }) => outcome === 'ok' && returned < read.call,
  );
  if (lost === undefined) return undefined;
  return anomaly(ofKey, 'lost-update', [lost, read], 'what was written is gone', [
    `${reference(lost.id)} wrote ${describeValue(lost.input)}${describeKey(ofKey.key)}.`,
    `However the final read ${reference(read.id)} returned the initial value: a contradiction.`,
  ]);
}

function divergence(ofKey: KeyUpdates, one: Operation, other: Operation): Anomaly {
  const returned = (read: Operation): string =>
    `${reference(read.id)} returned ${describeValue(read.output)}${describeKey(ofKey.key)}`;
  const writers = ofKey.isCollection
    ? missing(ofKey, one, other)
    : [one, other].flatMap(({ output }) =>
        ofKey.updates
          .filter(({ input }) => canonicalKey(input) === canonicalKey(output))
          .slice(0, 1),
      );
  return anomaly(ofKey, 'divergence', [...writers, one, other], 'replicas did not converge', [
    `The final read ${returned(one)}.`,
    `However the final read ${returned(other)}: a contradiction.`,
  ]);
}

/** The updates whose elements one of two reads has and the other has not. */
function missing(ofKey: KeyUpdates, one: Operation, other: Operation): Operation[] {
  const [left, right] = [one, other].map((read) => new Set(elementsOf(read).map(canonicalKey)));
  return ofKey.updates.filter(({ input }) => {
    const element = canonicalKey(input);
    return left!.has(element) || right!.has(element);
  });
}

function anomaly(
  { key }: KeyUpdates,
  kind: string,
  operations: readonly Operation[],
  message: string,
  explanation: readonly string[],
): Anomaly {
  const ids = [...new Set(operations.map(({ id }) => id))];
  return { kind, message, operations: ids, ...(key === undefined ? {} : { key }), explanation };
}
