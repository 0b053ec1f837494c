/**
 * Pairs of versions of a key of which known edges do not tell which came first. Of those that they
 * do tell, the edges from readers of the earlier version are added here, as far as they do not
 * follow from others: to the first overwriter in each chain, or to the first few in order.
 */

import type { Polygraph } from './polygraph.js';
import { REASON } from './polygraph-edges.js';
import { readersBefore } from './readers-before.js';
import type { Chains } from './chains.js';
import type { ChainReachability, Reachability } from './reachability.js';

const CAPACITY_MIN = 1024;

/** Pairs of written versions, each once. */
export class PairList {
  first: Int32Array = new Int32Array(CAPACITY_MIN);
  second: Int32Array = new Int32Array(CAPACITY_MIN);
  length = 0;
  readonly lengthMax: number;

  constructor(lengthMax: number) {
    this.lengthMax = lengthMax;
  }

  /** More pairs were found than may be kept; they are not all here. */
  get isOverfull(): boolean {
    return this.length >= this.lengthMax;
  }

  add(first: number, second: number): void {
    if (this.length === this.first.length) {
      const capacity = this.length * 2;
      const { first: firsts, second: seconds } = this;
      this.first = new Int32Array(capacity);
      this.second = new Int32Array(capacity);
      this.first.set(firsts);
      this.second.set(seconds);
    }
    this.first[this.length] = first;
    this.second[this.length++] = second;
  }
}

/** Looks through the versions of every key with what known edges reach. */
export class VersionPairing {
  readonly pairs: PairList;
  readonly #polygraph: Polygraph;
  /** Edges that reachability knows of. */
  readonly #known: number;
  /** Place of each graph node in a topological order. */
  readonly #places: Int32Array;
  readonly #sources: number[] = [];

  constructor(polygraph: Polygraph, places: Int32Array, pairs: PairList) {
    this.#polygraph = polygraph;
    this.#known = polygraph.edges.length;
    this.#places = places;
    this.pairs = pairs;
  }

  /**
   * Versions times chains that wrote their key, with a logarithm of writes in a chain; and the
   * pairs found.
   */
  byChains(reachability: ChainReachability): void {
    const { keys, keyStart, written } = this.#polygraph.versions;
    const sorted = versionsByChain(this.#polygraph, reachability.chains);
    for (let block = 0; block < reachability.blocks && !this.pairs.isOverfull; block++) {
      reachability.load(block);
      for (let key = 0; key < keys; key++) {
        const end = keyStart[key + 1]!;
        for (let from = keyStart[key]!, to = from; from < end; from = to) {
          const chain = this.#chainOf(reachability, sorted[from]!);
          while (to < end && this.#chainOf(reachability, sorted[to]!) === chain) to++;
          if (chain < reachability.first || chain >= reachability.end) continue;
          this.#pairWithChain(reachability, sorted, chain, key, from, to);
          this.#readersOfInitial(reachability, written + key, sorted[from]!);
        }
      }
    }
  }

  /** Quadratic in the versions of a key. */
  byVersions(reachability: Reachability): void {
    const { keys, keyStart, keyVersion, written, writer } = this.#polygraph.versions;
    const { nodes, isFree } = this.#polygraph;
    const place = (version: number): number => this.#places[nodes.commit(writer[version]!)]!;
    const sorted = keyVersion.slice();
    for (let key = 0; key < keys; key++) {
      sorted
        .subarray(keyStart[key], keyStart[key + 1])
        .sort((left, right) => place(left) - place(right));
    }
    const nearest = new Int32Array(written + keys).fill(-1);
    for (let block = 0; block < reachability.blocks && !this.pairs.isOverfull; block++) {
      reachability.load(block);
      for (let key = 0; key < keys && !this.pairs.isOverfull; key++) {
        for (let second = keyStart[key]!; second < keyStart[key + 1]!; second++) {
          const later = sorted[second]!;
          if (isFree[later] === 0 || !reachability.covers(writer[later]!)) continue;
          this.#overwritten(reachability, written + key, later, nearest);
          for (let first = keyStart[key]!; first < second; first++) {
            const earlier = sorted[first]!;
            if (isFree[earlier] === 0) continue;
            if (!this.#isBefore(reachability, earlier, later)) this.#pair(earlier, later);
            else this.#overwritten(reachability, earlier, later, nearest);
          }
        }
      }
    }
  }

  #chainOf(reachability: ChainReachability, version: number): number {
    return reachability.chains.chain[this.#polygraph.versions.writer[version]!]!;
  }

  /** Pairs every version of a key with those that one chain wrote, `from` to `to - 1`. */
  #pairWithChain(
    reachability: ChainReachability,
    sorted: Int32Array,
    chain: number,
    key: number,
    from: number,
    to: number,
  ): void {
    const { versions, nodes, isFree } = this.#polygraph;
    const { writer, keyStart } = versions;
    const commit = (at: number): number => nodes.commit(writer[sorted[at]!]!);
    for (let at = keyStart[key]!; at < keyStart[key + 1]!; at++) {
      const version = sorted[at]!;
      if (isFree[version] === 0) continue;
      const own = nodes.commit(writer[version]!);
      const reached = reachability.firstReached(nodes.arrival(writer[version]!), chain);
      let bound = lowest(from, to, (other) => reachability.placeOf(commit(other)) >= reached);
      const isOwn = at >= from && at < to;
      if (!isOwn) {
        const ownPlace = this.#places[own]!;
        const start = lowest(from, bound, (other) => this.#places[commit(other)]! > ownPlace);
        for (let other = start; other < bound; other++) {
          if (isFree[sorted[other]!] === 1) this.#pair(version, sorted[other]!);
        }
      } else if (bound === at) bound++;
      while (bound < to && isFree[sorted[bound]!] === 0) bound++;
      if (bound < to) this.#order(reachability, version, sorted[bound]!);
    }
  }

  #readersOfInitial(reachability: Reachability, initial: number, first: number): void {
    if (this.#polygraph.isFree[first] === 0) return;
    if (this.#polygraph.observation.versions !== undefined) return;
    this.#edgesFromReaders(reachability, initial, first, REASON.rw);
  }

  /** Whether the writer of `later` cannot commit before that of `earlier`. */
  #isBefore(reachability: Reachability, earlier: number, later: number): boolean {
    const { nodes, versions } = this.#polygraph;
    const { writer } = versions;
    return reachability.reaches(nodes.arrival(writer[earlier]!), nodes.commit(writer[later]!));
  }

  /** Orders the two, unless that follows from the version that came after `earlier` before. */
  #overwritten(
    reachability: Reachability,
    earlier: number,
    later: number,
    nearest: Int32Array,
  ): void {
    const { nodes, versions, observation } = this.#polygraph;
    const { writer, written } = versions;
    const between = nearest[earlier]!;
    if (between >= 0) {
      const from = nodes.commit(writer[between]!);
      if (reachability.reaches(from, nodes.arrival(writer[later]!))) return;
    }
    nearest[earlier] = later;
    if (earlier < written) this.#order(reachability, earlier, later);
    else if (observation.versions === undefined) {
      this.#edgesFromReaders(reachability, earlier, later, REASON.rw);
    }
  }

  /** Which of two came first is nobody's concern when nobody read them and they may overlap. */
  #matters(first: number, second: number): boolean {
    const { level, versions } = this.#polygraph;
    const { readerStart } = versions;
    if (level.axiom === 'snapshot-isolation') return true;
    if (readerStart[first]! < readerStart[first + 1]!) return true;
    return readerStart[second]! < readerStart[second + 1]!;
  }

  #pair(first: number, second: number): void {
    if (!this.pairs.isOverfull && this.#matters(first, second)) this.pairs.add(first, second);
  }

  /** Adds that the writer of `earlier` commits before that of `later`, which is deduced. */
  #order(reachability: Reachability, earlier: number, later: number): void {
    const { nodes, edges, versions } = this.#polygraph;
    const first = versions.writer[earlier]!;
    const second = versions.writer[later]!;
    const before = edges.length;
    const reason = edges.deductions.length;
    if (!reachability.reaches(nodes.commit(first), nodes.arrival(second))) {
      edges.add(nodes.commit(first), nodes.arrival(second), reason);
    }
    this.#edgesFromReaders(reachability, earlier, later, reason);
    if (edges.length === before) return;
    const forbidden = nodes.commit(second);
    edges.deductions.add(first, second, forbidden, nodes.arrival(first), this.#known);
  }

  #edgesFromReaders(
    reachability: Reachability,
    earlier: number,
    later: number,
    reason: number,
  ): void {
    const { nodes, edges, versions } = this.#polygraph;
    const { readerStart, reader, writer } = versions;
    const overwriter = writer[later]!;
    const commit = nodes.commit(overwriter);
    for (let at = readerStart[earlier]!; at < readerStart[earlier + 1]!; at++) {
      const begin = nodes.begin(reader[at]!);
      if (reader[at] === overwriter || reachability.reaches(begin, commit)) continue;
      this.#sources.length = 0;
      readersBefore(this.#polygraph, earlier, overwriter, this.#sources);
      for (const source of this.#sources) {
        if (!reachability.reaches(source, commit)) edges.add(source, commit, reason);
      }
      return;
    }
  }
}

/** The first of `from` to `to - 1` for which a condition that stays true is true; else `to`. */
function lowest(from: number, to: number, isReached: (at: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The versions of each key by chain and place, in the rows of `keyStart`. Linear. */
function versionsByChain({ observation, versions }: Polygraph, chains: Chains): Int32Array {
  const { size, writeStart, writeKey } = observation;
  const start = new Int32Array(chains.count + 1);
  for (let node = 1; node < size; node++) start[chains.chain[node]! + 1]!++;
  for (let chain = 0; chain < chains.count; chain++) start[chain + 1]! += start[chain]!;
  const sorted = new Int32Array(size - 1);
  for (let node = 1; node < size; node++) {
    sorted[start[chains.chain[node]!]! + chains.place[node]!] = node;
  }
  const next = versions.keyStart.slice(0, versions.keys);
  const byChain = new Int32Array(versions.written);
  for (const node of sorted) {
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      byChain[next[writeKey[version]!]!++] = version;
    }
  }
  return byChain;
}
