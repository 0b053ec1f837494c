/**
 * Observations made directly from plain histories, of registers or of lists, so that the engines
 * are tested by themselves. Reads of values that nobody wrote are left out.
 */

import { OUTCOME } from '../../../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE, ValueTable } from '../../../../../src/history/columns/value-table.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../../../src/history/transactions/transaction-columns.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import { externalReads, type OracleHistory } from '../../../oracle/transactions/weak-levels.js';

/** The observation of a history; node numbers are places plus one, less what is left out. */
export function observationOf(history: OracleHistory): Observation {
  const columns = columnsOf(history);
  const reads = externalReads(history);
  const taken = [...history.keys()].filter(
    (at) => history[at]!.outcome === 'ok' || isSeen(history, at),
  );
  const transaction = Int32Array.from([-1, ...taken]);
  const node = new Int32Array(history.length).fill(-1);
  for (const [at, place] of taken.entries()) node[place] = at + 1;
  const rows = taken.map((place) => ({
    reads: reads.filter(({ reader }) => reader === place),
    writes: lastWrites(columns, place),
  }));
  const flatReads = rows.flatMap((row) => row.reads);
  const flatWrites = rows.flatMap((row) => row.writes);
  return {
    columns,
    size: taken.length + 1,
    transaction,
    node,
    readStart: starts(rows.map((row) => row.reads.length)),
    readKey: Int32Array.from(flatReads, ({ key }) => key),
    readWriter: Int32Array.from(flatReads, ({ from }) => (from < 0 ? 0 : node[from]!)),
    readMicro: Int32Array.from(flatReads, ({ reader, at }) => columns.start[reader]! + at),
    writeStart: starts(rows.map((row) => row.writes.length)),
    writeKey: Int32Array.from(flatWrites, (micro) => columns.key[micro]!),
    writeMicro: Int32Array.from(flatWrites),
    previous: previousOf(history, taken),
    ...(columns.kind === 'list-append' ? { versions: versionsOf(history, columns, node) } : {}),
  };
}

/** Whether somebody read what the transaction wrote last, or any of its appends. */
function isSeen(history: OracleHistory, at: number): boolean {
  if (externalReads(history).some(({ from }) => from === at)) return true;
  return history[at]!.micros.some(({ f, key, value: element }) =>
    history.some(({ micros }) =>
      micros.some(
        (read) =>
          f === 'append' &&
          read.f === 'r' &&
          read.key === key &&
          Array.isArray(read.value) &&
          read.value.includes(element),
      ),
    ),
  );
}

/** Rows begin at the sums of their lengths; node 0 has none. */
function starts(lengths: readonly number[]): Int32Array {
  const start = new Int32Array(lengths.length + 2);
  for (const [at, length] of lengths.entries()) start[at + 2] = start[at + 1]! + length;
  return start;
}

function lastWrites({ start, f, key }: TransactionColumns, place: number): number[] {
  const last = new Map<number, number>();
  for (let micro = start[place]!; micro < start[place + 1]!; micro++) {
    if (f[micro] === MICRO.write) last.set(key[micro]!, micro);
  }
  return [...last.values()];
}

function previousOf(history: OracleHistory, taken: readonly number[]): Int32Array {
  const before = taken.map((place, at) => {
    const earlier = taken
      .slice(0, at)
      .findLastIndex(
        (other) =>
          history[other]!.process === history[place]!.process && history[other]!.outcome === 'ok',
      );
    return earlier + 1;
  });
  return Int32Array.from([0, ...before]);
}

function versionsOf(
  history: OracleHistory,
  { keys, lists }: TransactionColumns,
  node: Int32Array,
): { start: Int32Array; writer: Int32Array } {
  const writer = new Int32Array(lists.elements.length).fill(-1);
  for (const key of keys.keys()) {
    for (let at = lists.start[key]!; at < lists.start[key + 1]!; at++) {
      const place = history.findIndex(({ micros }) =>
        micros.some(
          (each) => each.f !== 'r' && each.key === key && each.value === lists.elements[at],
        ),
      );
      if (place >= 0) writer[at] = node[place]!;
    }
  }
  return { start: lists.start, writer };
}

/** Columns of a history whose keys are 0, 1 and so on. */
function columnsOf(history: OracleHistory): TransactionColumns {
  const micros = history.flatMap((each) => each.micros.map((micro) => ({ ...micro, of: each })));
  const keys = Math.max(-1, ...micros.map(({ key }) => key)) + 1;
  const longest = Array.from({ length: keys }, (_, at) =>
    micros
      .filter(({ f, key }) => f === 'r' && key === at)
      .map(({ value }) => (Array.isArray(value) ? (value as number[]) : []))
      .reduce((left, right) => (right.length > left.length ? right : left), []),
  );
  const codeOf = (micro: (typeof micros)[number]): number => {
    if (micro.f !== 'r') return micro.value;
    if (micro.of.outcome !== 'ok') return NO_VALUE;
    if (Array.isArray(micro.value)) return micro.value.length;
    return (micro.value as number | null) ?? NULL_CODE;
  };
  const isLists = micros.some(({ f, value }) => f === 'append' || Array.isArray(value));
  return {
    kind: isLists ? 'list-append' : 'rw-register',
    size: history.length,
    outcome: Uint8Array.from(history, ({ outcome }) => OUTCOME[outcome]),
    process: Int32Array.from(history, ({ process }) => process),
    processNames: [],
    call: Int32Array.from(history, ({ call }) => call),
    // Of a transaction without an answer this is when its client was told so.
    return: Int32Array.from(history, (each) => each.return),
    ranks: Math.max(0, ...history.flatMap((each) => [each.call, each.return])) + 1,
    index: Int32Array.from(history, (each) => each.return),
    start: starts(history.map((each) => each.micros.length)).slice(1),
    f: Uint8Array.from(micros, ({ f }) => (f === 'r' ? MICRO.read : MICRO.write)),
    key: Int32Array.from(micros, ({ key }) => key),
    value: Int32Array.from(micros, codeOf),
    keys: [...Array.from({ length: keys }).keys()],
    values: new ValueTable(),
    lists: {
      start: starts(longest.map((list) => list.length)).slice(1),
      elements: Int32Array.from(longest.flat()),
      others: [],
    },
  };
}
