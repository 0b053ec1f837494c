/**
 * What the operations of a history say of registers: who writes and reads which value of which key.
 * The form in which all checkers of this house's consistency models for registers take a history.
 * Writes that failed and reads without an answer are left out; a crashed write stays, as somebody
 * may have read it.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import { operationAt, OPEN, OUTCOME } from '../../src/history/columns/operation-columns.js';
import type { OperationColumns } from '../../src/history/columns/operation-columns.js';
import type { History } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { describeCall, reference } from '../describe.js';
import { ModelError } from '../model.js';

/** What registers hold before they are written. */
export interface RegisterHistoryOptions {
  /** The value that every key holds at first; default `null`. */
  readonly initial?: Value;
}

/** Reads and writes in order of call, one entry each; numbers of keys and versions are dense. */
export interface RegisterAccesses {
  readonly columns: OperationColumns;
  readonly size: number;
  /** Ids in the history. */
  readonly id: Int32Array;
  readonly isWrite: Uint8Array;
  readonly key: Int32Array;
  readonly keys: number;
  /** A version is a value of a key: the one that was written or read. */
  readonly version: Int32Array;
  readonly versions: number;
  /** Where the writers of each version begin in `writers`; one entry more than versions. */
  readonly writerStart: Int32Array;
  /** Accesses that write a version, in order of call. */
  readonly writers: Int32Array;
  /** 1 for the versions that keys hold at first. */
  readonly isInitial: Uint8Array;
  /** Dense numbers of processes. */
  readonly session: Int32Array;
  readonly sessions: number;
  /** Ranks, `OPEN` for a crashed write. */
  readonly call: Int32Array;
  readonly return: Int32Array;
}

const READS: readonly string[] = ['read', 'get'];
const WRITES: readonly string[] = ['write', 'put'];

/**
 * The accesses of a history of `read` and `write`, or of a store's `get` and `put`. Linear.
 * @throws ModelError when an operation has another function.
 */
export function accessesOf(
  history: History,
  options: RegisterHistoryOptions = {},
): RegisterAccesses {
  const columns = columnsOf(history);
  const writesOfFunction = Uint8Array.from(columns.functions, (name) =>
    WRITES.includes(name) ? 1 : 0,
  );
  refuseOthers(columns);
  const chosen: number[] = [];
  for (let at = 0; at < columns.size; at++) {
    const outcome = columns.outcome[at]!;
    const isWrite = writesOfFunction[columns.f[at]!] === 1;
    if (outcome === OUTCOME.ok || (isWrite && outcome === OUTCOME.info)) chosen.push(at);
  }
  const id = Int32Array.from(chosen);
  const isWrite = Uint8Array.from(chosen, (at) => writesOfFunction[columns.f[at]!]!);
  const key = numbered(id, columns.key);
  const session = numbered(id, columns.process);
  const values = id.map((at, access) =>
    isWrite[access] === 1 ? columns.input[at]! : columns.output[at]!,
  );
  const initial = columns.values.codeOf(options.initial ?? null);
  const returned = id.map((at) =>
    columns.outcome[at] === OUTCOME.ok ? columns.return[at]! : OPEN,
  );
  return {
    columns,
    size: id.length,
    id,
    isWrite,
    key: key.numbers,
    keys: key.count,
    ...versionsOf(key.numbers, key.count, values, isWrite, initial),
    session: session.numbers,
    sessions: session.count,
    call: id.map((at) => columns.call[at]!),
    return: returned,
  };
}

function refuseOthers(columns: OperationColumns): void {
  const known = columns.functions.map((name) => READS.includes(name) || WRITES.includes(name));
  if (!known.includes(false)) return;
  const at = columns.f.findIndex((f) => !known[f]);
  if (at < 0) return;
  const operation = operationAt(columns, at);
  throw new ModelError(
    `models of registers know ${READS.join(', ')}, ${WRITES.join(', ')}; operation ` +
      `${reference(operation.id)} is ${describeCall(operation)}`,
  );
}

function numbered(
  id: Int32Array,
  codes: Int32Array,
): { readonly numbers: Int32Array; readonly count: number } {
  const known = new Map<number, number>();
  const numbers = id.map((at) => {
    const code = codes[at]!;
    let number = known.get(code);
    if (number === undefined) known.set(code, (number = known.size));
    return number;
  });
  return { numbers, count: known.size };
}

type Versions = Pick<
  RegisterAccesses,
  'version' | 'versions' | 'writerStart' | 'writers' | 'isInitial'
>;

function versionsOf(
  key: Int32Array,
  keys: number,
  values: Int32Array,
  isWrite: Uint8Array,
  initial: number,
): Versions {
  const known = Array.from({ length: keys }, () => new Map<number, number>());
  const initials: number[] = [];
  let versions = 0;
  const version = values.map((code, access) => {
    const ofKey = known[key[access]!]!;
    let number = ofKey.get(code);
    if (number === undefined) {
      number = versions++;
      ofKey.set(code, number);
      if (code === initial) initials.push(number);
    }
    return number;
  });
  const writerStart = new Int32Array(versions + 1);
  version.forEach((each, access) => (writerStart[each + 1]! += isWrite[access]!));
  for (let each = 0; each < versions; each++) writerStart[each + 1]! += writerStart[each]!;
  const writers = new Int32Array(writerStart[versions]!);
  const next = writerStart.slice();
  version.forEach((each, access) => {
    if (isWrite[access] === 1) writers[next[each]!++] = access;
  });
  const isInitial = new Uint8Array(versions);
  for (const each of initials) isInitial[each] = 1;
  return { version, versions, writerStart, writers, isInitial };
}
