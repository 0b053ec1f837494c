/**
 * Dependencies of lists by their definition, from plain values: for every pair of transactions all
 * that Elle's rules say, found by comparing lists.
 */

import { describeValue } from '../../../../checkers/describe.js';
import { transactionAt } from '../../../../src/history/transactions/transaction-at.js';
import type { ListHistory } from './tiny-history.js';

interface Plain {
  readonly at: number;
  readonly outcome: string;
  readonly reads: readonly { key: string; list: readonly number[] }[];
  readonly appends: readonly { key: string; element: number }[];
}

/**
 * The edges as `from kind to`, by places in the columns. Elements must be unique within their key,
 * and longest lists must be unique in length.
 */
export function naiveDependencies(columns: ListHistory): ReadonlySet<string> {
  const all = Array.from({ length: columns.size }, (_, at) => plain(columns, at));
  const seen = (one: Plain): boolean =>
    one.appends.some(({ key, element }) =>
      all.some(({ reads }) =>
        reads.some((read) => read.key === key && read.list.includes(element)),
      ),
    );
  const nodes = all.filter((one) => one.outcome === 'ok' || (one.outcome === 'info' && seen(one)));
  const edges = new Set<string>();
  for (const key of new Set(all.flatMap(({ reads, appends }) => keysOf(reads, appends)))) {
    for (const edge of edgesOfKey(key, nodes)) edges.add(edge);
  }
  return edges;
}

function edgesOfKey(key: string, nodes: readonly Plain[]): string[] {
  const lists = nodes.flatMap(({ reads }) => reads.filter((read) => read.key === key));
  const longest = lists.reduce<readonly number[]>(
    (best, { list }) => (list.length > best.length ? list : best),
    [],
  );
  const writerOf = (element: number): Plain | undefined =>
    nodes.find(({ appends }) => appends.some((one) => one.key === key && one.element === element));
  const committed = longest.filter((element) => writerOf(element) !== undefined);
  const unread = nodes.flatMap(({ appends }) =>
    appends.filter((one) => one.key === key && !longest.includes(one.element)),
  );
  const edges: string[] = [];
  const add = (from: Plain | undefined, kind: string, to: Plain | undefined): void => {
    if (from && to && from !== to) edges.push(`${from.at} ${kind} ${to.at}`);
  };
  committed.forEach((element, at) => {
    if (at > 0) add(writerOf(committed[at - 1]!), 'ww', writerOf(element));
  });
  for (const { element } of unread) {
    if (committed.length > 0) add(writerOf(committed.at(-1)!), 'ww', writerOf(element));
  }
  for (const reader of nodes) {
    for (const { list } of reader.reads.filter((read) => read.key === key)) {
      if (list.length > 0) add(writerOf(list.at(-1)!), 'wr', reader);
      const place = list.length === 0 ? -1 : longest.indexOf(list.at(-1)!);
      if (list.length > 0 && place < 0) continue;
      const next = longest.slice(place + 1).find((element) => committed.includes(element));
      if (next !== undefined) add(reader, 'rw', writerOf(next));
      else for (const { element } of unread) add(reader, 'rw', writerOf(element));
    }
  }
  return edges;
}

function plain(columns: ListHistory, at: number): Plain {
  const { outcome, micros } = transactionAt(columns, at);
  const isOk = outcome === 'ok';
  return {
    at,
    outcome,
    reads: micros
      .filter(({ f }) => f === 'r' && isOk)
      .map(({ key, value }) => ({ key: describeValue(key), list: value as readonly number[] })),
    appends: micros
      .filter(({ f }) => f === 'append')
      .map(({ key, value }) => ({ key: describeValue(key), element: Number(value) })),
  };
}

function keysOf(...lists: readonly (readonly { key: string }[])[]): string[] {
  return lists.flatMap((list) => list.map(({ key }) => key));
}
