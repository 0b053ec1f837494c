/**
 * Configurations, and when one covers another: whatever could still be completed from the other,
 * can from it. The three rules and their proof are in docs/linearizability.md.
 */

import { ROLE, type Kinds } from './kinds.js';
import { scatter, type Numbering } from './numbering.js';

/** A state, and which of the operations in flight have taken effect. */
export interface Configuration {
  /** Number of the state. */
  readonly state: number;
  /** Numbers of operations, ascending. */
  readonly taken: readonly number[];
  /** Equal for equal configurations. */
  readonly hash: number;
  /** Equal for configurations of one state that have taken the same kinds of live mutators. */
  readonly kindHash: number;
  /** Bits of the kinds of crashed operations taken; kinds may share a bit. */
  readonly crashedBits: number;
}

/** The configuration of a state and the numbers of some operations, ascending. */
export function configurationOf(
  state: number,
  taken: readonly number[],
  { mark, kindMark, crashedBit }: Numbering,
): Configuration {
  let hash = scatter(state);
  let kindHash = hash;
  let crashedBits = 0;
  for (const number of taken) {
    hash = (hash + mark[number]!) | 0;
    kindHash = (kindHash + kindMark[number]!) | 0;
    crashedBits |= crashedBit[number]!;
  }
  return { state, taken, hash, kindHash, crashedBits };
}

/** What is listed at one return, ready to be asked what covers a configuration. */
export class Listing {
  readonly #numbering: Numbering;
  readonly #kinds: Kinds;
  readonly #byHash = new Map<number, Configuration[]>();
  readonly #byKindHash = new Map<number, Configuration[]>();

  constructor(numbering: Numbering, kinds: Kinds) {
    this.#numbering = numbering;
    this.#kinds = kinds;
  }

  add(configuration: Configuration): void {
    enter(this.#byHash, configuration.hash, configuration);
    enter(this.#byKindHash, configuration.kindHash, configuration);
  }

  /** A listed configuration that covers the given one; itself, where it is listed. */
  find(wanted: Configuration): Configuration | undefined {
    const same = this.#byHash.get(wanted.hash);
    const exact = same?.find((listed) => isEqual(listed, wanted));
    if (exact !== undefined) return exact;
    const alike = this.#byKindHash.get(wanted.kindHash);
    return alike?.find((listed) => covers(listed, wanted, this.#numbering, this.#kinds));
  }
}

function enter(index: Map<number, Configuration[]>, hash: number, entry: Configuration): void {
  const entries = index.get(hash);
  if (entries === undefined) index.set(hash, [entry]);
  else entries.push(entry);
}

function isEqual(first: Configuration, second: Configuration): boolean {
  if (first.state !== second.state || first.taken.length !== second.taken.length) return false;
  for (let at = 0; at < first.taken.length; at++) {
    if (first.taken[at] !== second.taken[at]) return false;
  }
  return true;
}

/** Compares kind by kind; both lists have the operations of a kind together, by return. */
function covers(
  better: Configuration,
  worse: Configuration,
  numbering: Numbering,
  kinds: Kinds,
): boolean {
  if (better.state !== worse.state) return false;
  // Quick, and mostly the reason: it has used a kind of crashed ones that the other has not.
  if ((better.crashedBits & ~worse.crashedBits) !== 0) return false;
  let inBetter = 0;
  let inWorse = 0;
  while (inBetter < better.taken.length || inWorse < worse.taken.length) {
    const kind = Math.min(
      kindAt(better.taken, inBetter, numbering),
      kindAt(worse.taken, inWorse, numbering),
    );
    const betterEnd = endOfKind(better.taken, inBetter, kind, numbering);
    const worseEnd = endOfKind(worse.taken, inWorse, kind, numbering);
    const more = betterEnd - inBetter - (worseEnd - inWorse);
    const role = kinds.role[kind]!;
    if (role === ROLE.crashed && more > 0) return false;
    if (role === ROLE.mutator && more !== 0) return false;
    if (role === ROLE.observer && more < 0) return false;
    if (role !== ROLE.crashed) {
      for (let at = inWorse; at < worseEnd; at++) {
        const other = better.taken[inBetter + at - inWorse]!;
        if (returnOf(other, numbering) > returnOf(worse.taken[at]!, numbering)) return false;
      }
    }
    inBetter = betterEnd;
    inWorse = worseEnd;
  }
  return true;
}

function kindAt(taken: readonly number[], at: number, { kind }: Numbering): number {
  return at < taken.length ? kind[taken[at]!]! : Infinity;
}

/** Where the operations of `kind` end that begin at `from`; `from` where there are none. */
function endOfKind(
  taken: readonly number[],
  from: number,
  kind: number,
  numbering: Numbering,
): number {
  let end = from;
  while (end < taken.length && numbering.kind[taken[end]!] === kind) end += 1;
  return end;
}

function returnOf(number: number, { operations }: Numbering): number {
  return operations[number]!.return;
}
