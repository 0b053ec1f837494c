/**
 * Steps of an argument about the order of a few operations, and paths through them.
 */

import { nameOf, tellProcess } from '../registers/narrate.js';
import { NOTHING, type RegisterOperations } from '../registers/register-operations.js';

/** Why one operation comes before another. */
export interface OrderStep {
  readonly from: number;
  readonly to: number;
  /** A clause, or for a forced step the whole sentence that says why. */
  readonly text: string;
  /** Forced steps rest on others. */
  readonly rests?: readonly OrderStep[];
}

/** The steps known so far; each path takes time linear in them. */
export class Derivation {
  readonly operations: RegisterOperations;
  readonly #steps: OrderStep[] = [];
  readonly #leaving = new Map<number, OrderStep[]>();
  #given = 0;

  /** @param reads whether a read comes after the write it read from. */
  constructor(operations: RegisterOperations, reads: (read: number) => boolean) {
    this.operations = operations;
    const { previous, writer } = operations;
    for (let at = 0; at < operations.size; at++) {
      const before = previous[at]!;
      const from = writer[at]!;
      const name = nameOf(operations, at);
      if (before !== NOTHING) {
        const process = tellProcess(operations, at);
        const text = `${process} did ${nameOf(operations, before)} before ${name}`;
        this.add({ from: before, to: at, text });
      }
      if (from >= 0 && reads(at)) {
        this.add({ from, to: at, text: `${name} read the value of ${nameOf(operations, from)}` });
      }
    }
    this.#given = this.#steps.length;
  }

  add(step: OrderStep): void {
    this.#steps.push(step);
    const leaving = this.#leaving.get(step.from);
    if (leaving === undefined) this.#leaving.set(step.from, [step]);
    else leaving.push(step);
  }

  /** How many steps there are. */
  get size(): number {
    return this.#steps.length;
  }

  /** A shortest path of at least one step; `given`: of those that need no argument. */
  path(from: number, to: number, given = false): OrderStep[] | undefined {
    const arrival = new Map<number, OrderStep>();
    const queue = [from];
    const allowed = given ? new Set(this.#steps.slice(0, this.#given)) : undefined;
    for (const node of queue) {
      for (const step of this.#leaving.get(node) ?? []) {
        if (arrival.has(step.to) || allowed?.has(step) === false) continue;
        arrival.set(step.to, step);
        if (step.to === to) return trace(arrival, from, to);
        queue.push(step.to);
      }
    }
    return undefined;
  }
}

/** Clauses of a path; forced steps are told by what they say. */
export function tellPath(operations: RegisterOperations, path: readonly OrderStep[]): string {
  return path
    .map(({ from, to, text, rests }) =>
      rests === undefined
        ? text
        : `${nameOf(operations, from)} comes before ${nameOf(operations, to)}`,
    )
    .join(', and ');
}

/** The sentences of the forced steps that a path rests on, each after those it rests on. */
export function tellForced(path: readonly OrderStep[], told: Set<OrderStep>): string[] {
  return path.flatMap((step) => {
    if (step.rests === undefined || told.has(step)) return [];
    told.add(step);
    return [...tellForced(step.rests, told), step.text];
  });
}

function trace(arrival: ReadonlyMap<number, OrderStep>, from: number, to: number): OrderStep[] {
  const path: OrderStep[] = [];
  let node = to;
  do {
    const step = arrival.get(node)!;
    path.unshift(step);
    node = step.from;
  } while (node !== from);
  return path;
}
