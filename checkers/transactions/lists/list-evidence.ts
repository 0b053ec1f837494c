/**
 * Why one transaction on lists depends on another: finds again, for an edge that a person will see,
 * the key and the elements that made it.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { Value } from '../../../src/history/value.js';
import { describeValue } from '../../describe.js';
import type {
  DataDependency,
  DependencyEvidence,
  EdgeEvidence,
} from '../explain/dependency-evidence.js';
import { keyName, shortKeyName } from '../explain/describe-transaction.js';
import { versionRead, type ListObservation } from './list-observation.js';
import type { VersionOrder } from './version-order.js';

/** Evidence of the edges of {@link dependencyEdges}; linear in the two transactions. */
export class ListEvidence implements DependencyEvidence {
  readonly #observation: ListObservation;
  readonly #order: VersionOrder;

  constructor(observation: ListObservation, order: VersionOrder) {
    this.#observation = observation;
    this.#order = order;
  }

  find(from: number, to: number, kind: DataDependency): EdgeEvidence | undefined {
    if (kind === 'ww') return this.#overwritten(from, to);
    return kind === 'wr' ? this.#observed(from, to) : this.#missed(from, to);
  }

  #overwritten(from: number, to: number): EdgeEvidence | undefined {
    const { columns, versions, writers } = this.#observation;
    for (const micro of this.#micros(to, MICRO.write)) {
      const on = columns.key[micro]!;
      const version = writers.index.find(on, columns.value[micro]!);
      const isRead = version >= 0 && version < writers.index.longestSize;
      const before = isRead ? this.#order.before(on, version) : this.#order.lastOf(on);
      if (before < 0 || versions.writer[before] !== from) continue;
      if (isRead && versions.writer[version] !== to) continue;
      const value = this.#elementOf(before);
      const next = columns.values.valueOf(columns.value[micro]!);
      const key = columns.keys[on]!;
      const words = [describeValue(next), describeValue(value), shortKeyName(key)];
      return {
        key,
        value,
        next,
        because: (first, second) =>
          `${second} appended ${words[0]} after ${first} appended ${words[1]} to ${words[2]}`,
      };
    }
    return undefined;
  }

  #observed(from: number, to: number): EdgeEvidence | undefined {
    const { columns, writers, transaction } = this.#observation;
    for (const micro of this.#micros(to, MICRO.read)) {
      const version = versionRead(columns, writers, micro);
      if (version < 0 || writers.transaction[version] !== transaction[from]) continue;
      const value = this.#elementOf(version);
      const key = columns.keys[columns.key[micro]!]!;
      const words = [describeValue(value), keyName(key)];
      return {
        key,
        value,
        next: value,
        because: (first, second) =>
          `${second} observed ${first}'s append of ${words[0]} to ${words[1]}`,
      };
    }
    return undefined;
  }

  #missed(from: number, to: number): EdgeEvidence | undefined {
    const { columns, writers } = this.#observation;
    for (const micro of this.#micros(from, MICRO.read)) {
      const next = this.#nextAppend(micro, to);
      if (next === undefined) continue;
      const version = versionRead(columns, writers, micro);
      const key = columns.keys[columns.key[micro]!]!;
      const words = [describeValue(next), shortKeyName(key)];
      return {
        key,
        ...(version < 0 ? {} : { value: this.#elementOf(version) }),
        next,
        because: (first, second) =>
          `${first} did not observe ${second}'s append of ${words[0]} to ${words[1]}`,
      };
    }
    return undefined;
  }

  /** What `to` appended right after what was read. */
  #nextAppend(micro: number, to: number): Value | undefined {
    const { columns, versions, unreadStart, unreadNode, unreadMicro } = this.#observation;
    const next = this.#order.afterRead(micro);
    if (next >= 0) return versions.writer[next] === to ? this.#elementOf(next) : undefined;
    if (next === -2) return undefined;
    const on = columns.key[micro]!;
    for (let at = unreadStart[on]!; at < unreadStart[on + 1]!; at++) {
      if (unreadNode[at] !== to) continue;
      return columns.values.valueOf(columns.value[unreadMicro[at]!]!);
    }
    return undefined;
  }

  #elementOf(version: number): Value {
    const { columns, writers } = this.#observation;
    return columns.values.valueOf(writers.index.elementOf(version));
  }

  #micros(node: number, kind: number): number[] {
    const { columns, transaction } = this.#observation;
    const at = transaction[node]!;
    if (kind === MICRO.read && columns.outcome[at] !== OUTCOME.ok) return [];
    const found: number[] = [];
    for (let micro = columns.start[at]!; micro < columns.start[at + 1]!; micro++) {
      if (columns.f[micro] === kind) found.push(micro);
    }
    return found;
  }
}
