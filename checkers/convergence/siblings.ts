/**
 * Registers that keep what concurrent writers wrote side by side (the multi-value register of
 * Shapiro, Preguiça, Baquero, Zawirski, "A Comprehensive Study of Convergent and Commutative
 * Replicated Data Types", INRIA RR-7506, section 3.2.2), on quorums that meet.
 *
 * `get` answers with a list of values, `put` and `delete` with the values that they replaced. A
 * value that was acknowledged is in every later `get`, unless a write replaced it; a value that an
 * acknowledged write replaced is in none. A write without an answer may have replaced anything.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import { operationAt } from '../../src/history/columns/operation-columns.js';
import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { Checker } from '../checker.js';
import { describeCall, describeKey, describeValue, reference } from '../describe.js';
import { ModelError } from '../model.js';
import type { Anomaly } from '../verdict.js';
import { convergenceChecker, type Finding } from './convergence-checker.js';

interface KeyOperations {
  readonly gets: Operation[];
  /** Puts and deletes that may have happened. */
  readonly writes: Operation[];
}

/** Checks registers with siblings, key by key. Written values are unique. Quadratic. */
export function siblings(): Checker {
  return convergenceChecker('siblings', 'what was replaced by whom', judge);
}

function judge(history: History): Finding {
  for (const ofKey of byKey(history)) {
    for (const get of ofKey.gets) {
      const anomaly = wrongValue(ofKey, get) ?? lostValue(ofKey, get);
      if (anomaly !== undefined) return { kind: 'violated', anomaly };
    }
  }
  return { kind: 'holds' };
}

/** @throws ModelError for a function other than `get`, `put` and `delete`. */
function byKey(history: History): Iterable<KeyOperations> {
  const keys = new Map<string, KeyOperations>();
  const columns = columnsOf(history);
  for (let at = 0; at < columns.size; at++) {
    const operation = operationAt(columns, at);
    const { f, outcome } = operation;
    if (f !== 'get' && f !== 'put' && f !== 'delete') throw refused(operation);
    if (outcome === 'fail' || (f === 'get' && outcome === 'info')) continue;
    const name = operation.key === undefined ? '' : canonicalKey(operation.key);
    let ofKey = keys.get(name);
    if (ofKey === undefined) keys.set(name, (ofKey = { gets: [], writes: [] }));
    (f === 'get' ? ofKey.gets : ofKey.writes).push(operation);
  }
  return keys.values();
}

/** A value that nobody wrote, or that was replaced before the read began. */
function wrongValue({ writes }: KeyOperations, get: Operation): Anomaly | undefined {
  for (const value of valuesIn(get)) {
    const name = `${describeValue(value)}${describeKey(get.key)}`;
    const isIt = ({ f, input }: Operation): boolean =>
      f === 'put' && canonicalKey(input) === canonicalKey(value);
    const put = writes.find((write) => isIt(write) && write.call < get.return);
    if (put === undefined) {
      return anomaly('thin-air-read', [get], `${name} was read, but nobody wrote it`, [
        `${reference(get.id)} returned ${name}.`,
        'However nobody had written it: a contradiction.',
      ]);
    }
    const replacing = writes.find((write) => write.return < get.call && replaces(write, value));
    if (replacing === undefined) continue;
    const message = `${name} was replaced, and is back`;
    return anomaly('replaced-value-read', [put, replacing, get], message, [
      `${reference(put.id)} wrote ${name}.`,
      `${reference(replacing.id)} (${describeCall(replacing)}) replaced it, and was acknowledged.`,
      `However ${reference(get.id)}, which began later, returned it: a contradiction.`,
    ]);
  }
  return undefined;
}

/** A value that was acknowledged before the read began, that nobody replaced, and that it lacks. */
function lostValue({ writes }: KeyOperations, get: Operation): Anomaly | undefined {
  const found = new Set(valuesIn(get).map(canonicalKey));
  const mayReplace = writes.filter(({ call }) => call < get.return);
  for (const put of writes) {
    if (put.f !== 'put' || put.return >= get.call || found.has(canonicalKey(put.input))) continue;
    const isReplaced = mayReplace.some(
      (write) => write !== put && (write.outcome !== 'ok' || replaces(write, put.input)),
    );
    if (isReplaced) continue;
    const name = `${describeValue(put.input)}${describeKey(get.key)}`;
    return anomaly('lost-update', [put, get], `${name} was written, but is gone`, [
      `${reference(put.id)} wrote ${name}, and was acknowledged; no write replaced it.`,
      `However ${reference(get.id)}, which began later, returned ` +
        `${describeValue(get.output)}: a contradiction.`,
    ]);
  }
  return undefined;
}

function replaces(write: Operation, value: Value): boolean {
  return write.outcome === 'ok' && valuesIn(write).some((one) => equalText(one, value));
}

function equalText(left: Value, right: Value): boolean {
  return canonicalKey(left) === canonicalKey(right);
}

function valuesIn(operation: Operation): readonly Value[] {
  const { output } = operation;
  if (Array.isArray(output)) return output as readonly Value[];
  throw new ModelError(
    `${reference(operation.id)} must answer with a list of values; it answered ` +
      describeValue(output),
  );
}

function anomaly(
  kind: string,
  operations: readonly Operation[],
  message: string,
  explanation: readonly string[],
): Anomaly {
  const { key } = operations[0]!;
  const ids = operations.map(({ id }) => id);
  return { kind, message, operations: ids, ...(key === undefined ? {} : { key }), explanation };
}

function refused(operation: Operation): ModelError {
  return new ModelError(
    `siblings knows get, put and delete; operation ${reference(operation.id)} is ` +
      describeCall(operation),
  );
}
