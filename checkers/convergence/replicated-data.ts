/**
 * Strong eventual consistency of replicated data types, one of each in a key: what a read shows
 * follows from the updates it has seen, whenever and in whatever order they arrived (Shapiro et al.
 * 2011; Burckhardt et al. 2014). Nothing needs to settle first, so that no time is involved.
 *
 * Updates are `increment`, `add`, `remove`, `assign`, `insert` and `delete` of `[serial, argument]`
 * and answer what they had seen; a `read` answers what it has seen and what each type holds.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Checker } from '../checker.js';
import { describeKey, reference } from '../describe.js';
import type { Anomaly } from '../verdict.js';
import { convergenceChecker, type Finding } from './convergence-checker.js';
import { readUpdates, type KeyUpdates, type Read, type Update } from './replicated/read-updates.js';
import { ListOrder, RULES } from './replicated/rules.js';

/** Checks replicated data, key by key. Quadratic in the updates of a key. */
export function replicatedData(): Checker {
  return convergenceChecker('replicated-data', 'values by what was seen', judge);
}

function judge(history: History): Finding {
  for (const ofKey of readUpdates(history)) {
    const order = new ListOrder();
    const known = new Map<string, Read>();
    for (const read of ofKey.reads) {
      const anomaly =
        wrongRead(ofKey, read) ?? wrongOrder(order, read) ?? differentRead(known, read);
      if (anomaly !== undefined) return { kind: 'violated', anomaly };
    }
  }
  return { kind: 'holds' };
}

function wrongRead({ updates }: KeyUpdates, read: Read): Anomaly | undefined {
  const seen = new Map<number, Update>();
  for (const serial of read.seen) {
    const update = updates.get(serial);
    if (update === undefined || update.operation.call > read.operation.return) {
      return anomaly('thin-air-read', [read.operation], [`it has seen ${serial}, not yet made`]);
    }
    seen.set(serial, update);
  }
  for (const [serial, { operation }] of updates) {
    const isOwn = operation.process === read.operation.process;
    if (!isOwn || operation.return >= read.operation.call || seen.has(serial)) continue;
    const why = `it has not seen ${reference(operation.id)}, which its own process had made`;
    return anomaly('lost-update', [operation, read.operation], [why]);
  }
  for (const rule of RULES) {
    const why = rule(read, seen);
    if (why === undefined) continue;
    const made = [...seen.values()].map(({ operation }) => operation);
    return anomaly('wrong-value', [...made, read.operation], [why]);
  }
  return undefined;
}

function wrongOrder(order: ListOrder, read: Read): Anomaly | undefined {
  const found = order.contradicts(read);
  if (found === undefined) return undefined;
  const others = found.others.map(({ operation }) => operation);
  const names = others.map(({ id }) => reference(id)).join(' and ');
  const why = `its list has another order than ${names}, with ${found.pair}`;
  return anomaly('divergence', [...others, read.operation], [why]);
}

function differentRead(known: Map<string, Read>, read: Read): Anomaly | undefined {
  const { counter, set, register, list } = read;
  const seen = [...read.seen].sort((left, right) => left - right).join(' ');
  const other = known.get(seen);
  if (other === undefined) {
    known.set(seen, read);
    return undefined;
  }
  const left = canonicalKey([other.counter, other.set, other.register, other.list]);
  if (left === canonicalKey([counter, set, register, list])) return undefined;
  const why = `it has seen what ${reference(other.operation.id)} had, and shows something else`;
  return anomaly('divergence', [other.operation, read.operation], [why]);
}

function anomaly(kind: string, operations: readonly Operation[], why: readonly string[]): Anomaly {
  const read = operations.at(-1)!;
  const ids = operations.map(({ id }) => id);
  const message = `${reference(read.id)}${describeKey(read.key)} is wrong: ${why.join(', ')}`;
  return {
    kind,
    message,
    operations: ids,
    ...(read.key === undefined ? {} : { key: read.key }),
    explanation: [`${message}.`],
  };
}
