/**
 * The levels of an exhaustion certificate, read strictly: one for each return up to the stuck
 * operation, with the operations in flight there and the listed configurations.
 */

import type { Operation } from '../../src/history/operation.js';
import type { ExhaustionCertificate } from '../certificate.js';
import { configurationOf, Listing, type Configuration } from './configurations.js';
import type { Kinds } from './kinds.js';
import type { Numbering } from './numbering.js';
import type { Problem } from './specification.js';
import type { States } from './states.js';

type Written = ExhaustionCertificate['levels'][number];

/** One return and what is known there. */
export interface Level {
  readonly returning: Operation;
  /** Numbers of those called before the return and not returned before it, crashed ones too. */
  readonly open: readonly number[];
  readonly listing: Listing;
}

/** Reads one level after the other, in order of return. */
export class LevelReader {
  readonly #numbering: Numbering;
  readonly #kinds: Kinds;
  /** The states of the certificate by number, in its order. */
  readonly #stateNumbers: readonly number[];
  readonly #returns: readonly Operation[];
  readonly #byCall: Int32Array;
  #levels = 0;
  #called = 0;
  #open: readonly number[] = [];

  constructor(
    certificate: ExhaustionCertificate,
    numbering: Numbering,
    kinds: Kinds,
    states: States,
  ) {
    const { operations } = numbering;
    this.#numbering = numbering;
    this.#kinds = kinds;
    this.#stateNumbers = certificate.states.map((text) => states.numberOfText(text));
    this.#returns = operations
      .filter(({ outcome }) => outcome !== 'info')
      .sort((first, second) => first.return - second.return);
    this.#byCall = Int32Array.from(operations, (_, number) => number).sort(
      (first, second) => operations[first]!.call - operations[second]!.call,
    );
  }

  /** A problem instead when the level is not what the history says. */
  read({ returning: id, configurations }: Written): Level | Problem {
    const index = this.#levels;
    const returning = this.#returns[index];
    if (returning === undefined || returning.id !== id) {
      return { message: `level ${index} is not the return of #${id}` };
    }
    this.#levels += 1;
    const open = this.#openAt(returning.return);
    const listing = new Listing(this.#numbering, this.#kinds);
    for (const { state, taken } of configurations) {
      const listed = this.#configuration(state, taken, returning.return);
      if (listed === undefined) {
        return { message: `level ${index} lists a configuration that cannot be there` };
      }
      listing.add(listed);
    }
    return { returning, open, listing };
  }

  #configuration(state: number, taken: readonly number[], now: number): Configuration | undefined {
    const stateNumber = this.#stateNumbers[state];
    const numbers: number[] = [];
    for (let at = 0; at < taken.length; at++) {
      if (at > 0 && taken[at]! <= taken[at - 1]!) return undefined;
      const number = this.#numbering.numberOf(taken[at]!);
      if (number === undefined) return undefined;
      const operation = this.#numbering.operations[number]!;
      if (operation.call > now || operation.return < now) return undefined;
      numbers.push(number);
    }
    if (stateNumber === undefined) return undefined;
    numbers.sort((first, second) => first - second);
    return configurationOf(stateNumber, numbers, this.#numbering);
  }

  /** What is in flight at a return; returns must be asked for in order. */
  #openAt(now: number): readonly number[] {
    const { operations } = this.#numbering;
    const open = this.#open.filter((number) => operations[number]!.return >= now);
    for (; this.#called < this.#byCall.length; this.#called++) {
      const number = this.#byCall[this.#called]!;
      if (operations[number]!.call > now) break;
      if (operations[number]!.return >= now) open.push(number);
    }
    this.#open = open;
    return open;
  }
}
