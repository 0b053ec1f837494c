/**
 * Verifies an illegal verdict. The listed configurations must contain what covers the start; each
 * must either have taken the returning operation, and then pass to what covers it at the next
 * return, or be closed under taking any operation in flight; and at the stuck operation none may
 * have taken it. docs/linearizability.md proves that then no linearization exists, and why one
 * configuration covers another by the three rules of `covers` below.
 */

import type { Operation } from '../../src/history/operation.js';
import type { ExhaustionCertificate } from '../certificate.js';
import { Hopes } from './hopes.js';
import { exactName, kindsOf, readLevels, type Level, type Listed } from './levels.js';
import type { VerifiedPart } from './parts.js';
import type { Problem, Specification } from './specification.js';

interface Reached {
  readonly level: number;
  readonly state: unknown;
  readonly listed: Listed;
}

/**
 * The problems of `certificate` as evidence that `part` has no linearization. Stops at the first
 * gap it finds.
 */
export function verifyExhaustion(
  part: VerifiedPart,
  certificate: ExhaustionCertificate,
  specification: Specification,
): Problem[] {
  const covering = new Covering(part, specification);
  const levels = readLevels(part, certificate, (text, taken) => covering.bucketName(text, taken));
  if (levels.length === 0) return [{ message: 'the certificate has no levels' }];
  if (!isLevels(levels)) return levels;
  const hopes = new Hopes(part, specification);
  const reached = new Set<Listed>();
  const pending: Reached[] = [];
  const require = (level: number, state: unknown, taken: readonly number[]): boolean => {
    const listed = covering.find(levels[level]!, specification.text(state), taken);
    if (listed === undefined) return !hopes.remain(levels[level]!, state, taken);
    if (!reached.has(listed)) pending.push({ level, state, listed });
    reached.add(listed);
    return true;
  };
  if (!require(0, specification.initial, [])) return [{ message: 'the start is not listed' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const problem = verifyClosed(next, levels, part, specification, require);
    if (problem !== undefined) return [problem];
  }
  return [];
}

function verifyClosed(
  { level, state, listed }: Reached,
  levels: readonly Level[],
  part: VerifiedPart,
  specification: Specification,
  require: (level: number, state: unknown, taken: readonly number[]) => boolean,
): Problem | undefined {
  const { returning, open } = levels[level]!;
  const configuration = `${listed.text} with [${listed.taken.join()}]`;
  const where = `at the return of #${returning.id} from ${configuration}`;
  if (listed.taken.includes(returning.id)) {
    if (level === levels.length - 1) return { message: `#${returning.id} is not stuck ${where}` };
    const rest = listed.taken.filter((id) => id !== returning.id);
    return require(level + 1, state, rest)
      ? undefined
      : { message: `nothing is listed after it ${where}` };
  }
  for (const operation of open) {
    if (listed.taken.includes(operation.id)) continue;
    const next = specification.apply(state, operation, part.failureOf(operation));
    if (next === undefined) continue;
    const taken = [...listed.taken, operation.id].sort((first, second) => first - second);
    if (!require(level, next, taken)) {
      return { message: `nothing listed covers taking #${operation.id} ${where}` };
    }
  }
  return undefined;
}

function isLevels(levels: readonly Level[] | readonly Problem[]): levels is readonly Level[] {
  return 'open' in levels[0]!;
}

/**
 * Knows when one configuration covers another: whatever could still be completed from the other,
 * can from it.
 */
class Covering {
  readonly #operations: ReadonlyMap<number, Operation>;
  readonly #kindOf: (id: number) => string;
  readonly #observers: ReadonlySet<number>;

  constructor(part: VerifiedPart, specification: Specification) {
    this.#operations = new Map(part.operations.map((operation) => [operation.id, operation]));
    this.#kindOf = kindsOf(part);
    const observers = part.operations.filter((operation) => specification.observes(operation));
    this.#observers = new Set(observers.map(({ id }) => id));
  }

  /**
   * Configurations can cover each other only within one name: same state, same kinds of live
   * mutators.
   */
  bucketName(text: string, taken: readonly number[]): string {
    const mutators = taken.filter((id) => !this.#isCrashed(id) && !this.#observers.has(id));
    return `${text}\n${mutators.map(this.#kindOf).sort().join('\n')}`;
  }

  /** A listed configuration that covers the given one. */
  find(level: Level, text: string, taken: readonly number[]): Listed | undefined {
    const exact = level.exact.get(exactName(text, taken));
    if (exact !== undefined) return exact;
    const bucket = level.buckets.get(this.bucketName(text, taken)) ?? [];
    return bucket.find((listed) => this.#covers(listed.taken, taken));
  }

  #covers(better: readonly number[], worse: readonly number[]): boolean {
    // Rule 1: of each kind of crashed operations it has used no more.
    const spent = countKinds(worse.filter((id) => this.#isCrashed(id)).map(this.#kindOf));
    const used = countKinds(better.filter((id) => this.#isCrashed(id)).map(this.#kindOf));
    for (const [kind, count] of used) if (count > (spent.get(kind) ?? 0)) return false;
    // Rules 2 and 3: of each kind of live ones it has taken as many, and they return no later;
    // observers it may have taken besides. That it has not taken more mutators the bucket says.
    const betterReturns = this.#returnsByKind(better);
    for (const [kind, returns] of this.#returnsByKind(worse)) {
      const others = betterReturns.get(kind) ?? [];
      if (returns.some((rank, at) => (others[at] ?? Infinity) > rank)) return false;
    }
    return true;
  }

  #returnsByKind(taken: readonly number[]): Map<string, number[]> {
    const byKind = new Map<string, number[]>();
    for (const id of taken) {
      if (this.#isCrashed(id)) continue;
      const returns = byKind.get(this.#kindOf(id)) ?? [];
      returns.push(this.#operations.get(id)!.return);
      byKind.set(this.#kindOf(id), returns);
    }
    for (const returns of byKind.values()) returns.sort((first, second) => first - second);
    return byKind;
  }

  #isCrashed(id: number): boolean {
    return this.#operations.get(id)!.outcome === 'info';
  }
}

function countKinds(kinds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
