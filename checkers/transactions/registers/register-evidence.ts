/**
 * Why one transaction on registers depends on another: finds again, for an edge that a person will
 * see, the versions that made it and what orders them. Of several reasons the one that assumes
 * least is given.
 */

import { describeValue, reference } from '../../describe.js';
import type {
  DataDependency,
  DependencyEvidence,
  EdgeEvidence,
} from '../explain/dependency-evidence.js';
import { INITIAL } from '../observation.js';
import { describeVersion, versionReason } from './explain-version.js';
import type { VersionOrder } from './infer-versions.js';
import type { RegisterObservation } from './register-observation.js';
import type { VersionEdge } from './version-cycles.js';
import { VERSION_SOURCES } from './version-edges.js';
import type { VersionSource } from './version-edges.js';

/** Evidence of the edges of `dependencyEdges`; linear in the transactions and their versions. */
export class RegisterEvidence implements DependencyEvidence {
  readonly #observation: RegisterObservation;
  readonly #order: VersionOrder;

  constructor(observation: RegisterObservation, order: VersionOrder) {
    this.#observation = observation;
    this.#order = order;
  }

  find(from: number, to: number, kind: DataDependency): EdgeEvidence | undefined {
    if (kind === 'wr') return this.#observed(from, to);
    const edge = this.#edgeBetween(from, to, kind);
    return edge && this.#overwritten(from, to, kind, edge);
  }

  /** What an edge rests on; `undefined` for one that needs no order of versions. */
  sourceOf(from: number, to: number, kind: DataDependency): VersionSource | undefined {
    return kind === 'wr' ? undefined : this.#edgeBetween(from, to, kind)?.source;
  }

  #observed(from: number, to: number): EdgeEvidence | undefined {
    const { columns, readStart, readWriter, readMicro, readKey } = this.#observation;
    for (let read = readStart[to]!; read < readStart[to + 1]!; read++) {
      if (readWriter[read] !== from) continue;
      const value = columns.values.valueOf(columns.value[readMicro[read]!]!);
      const key = columns.keys[readKey[read]!]!;
      const words = [value, key].map(describeValue);
      return {
        key,
        value,
        next: value,
        because: (first, second) =>
          `${second} read ${first}'s write of ${words[0]!} to ${words[1]!}`,
      };
    }
    return undefined;
  }

  #overwritten(from: number, to: number, kind: 'ww' | 'rw', edge: VersionEdge): EdgeEvidence {
    const observation = this.#observation;
    const { versions } = this.#order;
    const { columns, transaction } = observation;
    const valueOf = (version: number): EdgeEvidence['key'] =>
      columns.values.valueOf(columns.value[versions.microOf(version)]!);
    const key = columns.keys[versions.keyOf(edge.to)]!;
    const older = describeVersion(observation, versions, edge.from);
    const newer = describeVersion(observation, versions, edge.to);
    const where = describeValue(key);
    const because = (first: string, second: string): string => {
      const nameOf = (node: number): string => {
        if (node === from) return first;
        return node === to ? second : reference(transaction[node]!);
      };
      const claim =
        kind === 'ww'
          ? `${second} overwrote ${first}'s write of ${older} to ${where} with ${newer}`
          : `${first} read ${older} of ${where}, which ${second} overwrote with ${newer}`;
      if (edge.source === 'initial-state') return claim;
      return `${claim}, since ${versionReason(observation, versions, edge, nameOf)}`;
    };
    return {
      key,
      ...(versions.isInitial(edge.from) ? {} : { value: valueOf(edge.from) }),
      next: valueOf(edge.to),
      because,
    };
  }

  /** Versions that make `to` depend on `from`, by the source that assumes least. */
  #edgeBetween(from: number, to: number, kind: 'ww' | 'rw'): VersionEdge | undefined {
    const { versions, start, source, first, second } = this.#order;
    let best: VersionEdge | undefined;
    let bestSource: number = VERSION_SOURCES.length;
    for (const version of this.#versionsOf(from, kind)) {
      if (versions.isInitial(version)) {
        const next = this.#writeOf(to, versions.keyOf(version));
        if (next < 0) continue;
        return { from: version, to: next, source: 'initial-state', first: INITIAL, second: to };
      }
      for (let at = start[version]!; at < start[version + 1]!; at++) {
        const next = this.#order.to[at]!;
        if (versions.writer[next] !== to || source[at]! >= bestSource) continue;
        if (kind === 'ww' && VERSION_SOURCES[source[at]!] === 'wfr-keys') continue;
        bestSource = source[at]!;
        best = {
          from: version,
          to: next,
          source: VERSION_SOURCES[bestSource]!,
          first: first[at]!,
          second: second[at]!,
        };
      }
    }
    return best;
  }

  /** Versions that a node wrote, or read. */
  *#versionsOf(node: number, kind: 'ww' | 'rw'): Iterable<number> {
    const { readStart, writeStart } = this.#observation;
    const [start, end] =
      kind === 'ww'
        ? [writeStart[node]!, writeStart[node + 1]!]
        : [readStart[node]!, readStart[node + 1]!];
    for (let at = start; at < end; at++) {
      yield kind === 'ww' ? at : this.#order.versions.readBy(at);
    }
  }

  /** The version of a key that a node wrote; -1 when it did not. */
  #writeOf(node: number, key: number): number {
    const { writeStart, writeKey } = this.#observation;
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      if (writeKey[version] === key) return version;
    }
    return -1;
  }
}
