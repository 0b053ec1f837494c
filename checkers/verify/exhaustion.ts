/**
 * Verifies an illegal verdict. The listed configurations must contain what covers the start; each
 * must either have taken the returning operation, and then pass to what covers it at the next
 * return, or be closed under taking any operation in flight; and at the stuck operation none may
 * have taken it. docs/linearizability.md proves that then no linearization exists, and why one
 * configuration covers another by the three rules of `Listing`.
 */

import type { ExhaustionCertificate } from '../certificate.js';
import { anywhere, atStart } from './beginning.js';
import { configurationOf, type Configuration } from './configurations.js';
import { Hopes } from './hopes.js';
import { Kinds } from './kinds.js';
import { LevelReader, type Level } from './levels.js';
import { Numbering } from './numbering.js';
import type { VerifiedPart } from './parts.js';
import type { Problem, Specification } from './specification.js';
import { IMPOSSIBLE, States } from './states.js';

/**
 * The problems of `certificate` as evidence that `part` has no linearization. Stops at the first
 * gap it finds. Keeps one level at a time.
 */
export function verifyExhaustion(
  part: VerifiedPart,
  certificate: ExhaustionCertificate,
  specification: Specification,
): Problem[] {
  const { levels, stuck } = certificate;
  const rankOf = (id: number): number | undefined =>
    part.operations.find((operation) => operation.id === id)?.return;
  if (levels.length === 0) return [{ message: 'the certificate has no levels' }];
  const until = rankOf(stuck);
  if (until === undefined || levels.at(-1)!.returning !== stuck) {
    return [{ message: `the last level is not the return of #${stuck}` }];
  }
  const isAnywhere = certificate.begins === 'anywhere';
  const from = isAnywhere ? (rankOf(levels[0]!.returning) ?? Infinity) : -Infinity;
  const kinds = new Kinds(part, specification, until);
  const inFlight = part.operations.filter((each) => each.call <= until && each.return >= from);
  const numbering = new Numbering(inFlight, kinds);
  const states = new States(part, specification, kinds);
  const reader = new LevelReader(certificate, numbering, kinds, states);
  const closure = new Closure(numbering, states, new Hopes(part, specification, numbering, states));
  let required: readonly Configuration[] | Problem | undefined;
  for (const [index, written] of levels.entries()) {
    const level = reader.read(written);
    if (isProblem(level)) return [level];
    required ??= isAnywhere ? anywhere(level, states, numbering) : atStart(states, numbering);
    if (isProblem(required)) return [required];
    required = closure.close(level, required, index === levels.length - 1);
    if (isProblem(required)) return [required];
  }
  return [];
}

/** Closes one level after the other under taking operations. */
class Closure {
  readonly #numbering: Numbering;
  readonly #states: States;
  readonly #hopes: Hopes;

  constructor(numbering: Numbering, states: States, hopes: Hopes) {
    this.#numbering = numbering;
    this.#states = states;
    this.#hopes = hopes;
  }

  /**
   * What the level passes on to the next: configurations after the return, in which the returning
   * operation has taken effect. A problem when something that `required` leads to is not listed, or
   * when the operation is said to be stuck and has taken effect.
   */
  close(
    level: Level,
    required: readonly Configuration[],
    isStuck: boolean,
  ): Configuration[] | Problem {
    const returning = this.#numbering.numberOf(level.returning.id)!;
    const reached = new Set<Configuration>();
    for (const configuration of required) {
      if (this.#isCovered(configuration, level, reached)) continue;
      return {
        message: `nothing is listed that covers what is ${this.#where(configuration, level)}`,
      };
    }
    const passed: Configuration[] = [];
    // A set is visited in order of insertion, so this also visits what is added on the way.
    for (const listed of reached) {
      if (listed.taken.includes(returning)) {
        if (isStuck) {
          return { message: `#${level.returning.id} is not stuck ${this.#where(listed, level)}` };
        }
        passed.push(this.#with(listed.state, without(listed.taken, returning)));
        continue;
      }
      for (const number of level.open) {
        if (listed.taken.includes(number)) continue;
        const state = this.#states.step(listed.state, this.#numbering.kind[number]!);
        if (state === IMPOSSIBLE) continue;
        const next = this.#with(state, including(listed.taken, number));
        if (this.#isCovered(next, level, reached)) continue;
        const taking = `taking #${this.#numbering.operations[number]!.id}`;
        return { message: `nothing listed covers ${taking} ${this.#where(listed, level)}` };
      }
    }
    return passed;
  }
  #isCovered(configuration: Configuration, level: Level, reached: Set<Configuration>): boolean {
    const listed = level.listing.find(configuration);
    if (listed === undefined) return !this.#hopes.remain(level, configuration);
    reached.add(listed);
    return true;
  }

  #with(state: number, taken: readonly number[]): Configuration {
    return configurationOf(state, taken, this.#numbering);
  }

  #where(configuration: Configuration, { returning }: Level): string {
    const { operations } = this.#numbering;
    const ids = configuration.taken.map((number) => operations[number]!.id);
    const taken = ids.sort((first, second) => first - second).join();
    const state = this.#states.textOf(configuration.state);
    return `at the return of #${returning.id} from ${state} with [${taken}]`;
  }
}

/** Both are sorted, and so are the answers. */
function without(taken: readonly number[], number: number): number[] {
  return taken.filter((other) => other !== number);
}

function including(taken: readonly number[], number: number): number[] {
  const larger = [...taken];
  let at = larger.push(number) - 1;
  for (; at > 0 && larger[at - 1]! > number; at--) larger[at] = larger[at - 1]!;
  larger[at] = number;
  return larger;
}

function isProblem(answer: object): answer is Problem {
  return 'message' in answer;
}
