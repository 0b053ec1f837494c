/**
 * Names for the values of a stack and for their operations, for explanations.
 */

import { describeValue, reference } from '../../../describe.js';
import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';

/** An operation: its function, and the token that stands for it. */
export interface Named {
  readonly f: string;
  readonly name: string;
}

/** Names by value, as the elimination numbers them. */
export class StackWords {
  readonly #part: Part;
  readonly #values: ContainerValues;
  readonly #nested: Int32Array;

  constructor(part: Part, values: ContainerValues, nested: Int32Array) {
    this.#part = part;
    this.#values = values;
    this.#nested = nested;
  }

  push(value: number): Named {
    return this.#operation(this.#values.insert[this.#nested[value]!]!);
  }

  /** The pop of a value that was popped. */
  pop(value: number): Named {
    return this.#operation(this.#values.remove[this.#nested[value]!]!);
  }

  /** Until when a value is there. */
  untilPopped(value: number): string {
    if (this.#values.remove[this.#nested[value]!]! >= 0) {
      return `before ${this.pop(value).name}, which popped ${this.valueOf(value)}, was called`;
    }
    const crashed = this.#values.crashedRemoves.length > 0;
    if (!crashed) return `${this.valueOf(value)} was never popped`;
    return `before any pop without an answer was called that may have taken ${this.valueOf(value)}`;
  }

  valueOf(value: number): string {
    const { values } = this.#part.history;
    return describeValue(values.valueOf(this.#values.code[this.#nested[value]!]!));
  }

  /** The push and, where the value was popped, the pop. */
  membersOf(value: number): number[] {
    const push = this.#values.insert[this.#nested[value]!]!;
    const pop = this.#values.remove[this.#nested[value]!]!;
    return pop < 0 ? [push] : [push, pop];
  }

  #operation(member: number): Named {
    const { history, f, place } = this.#part;
    return { f: history.functions[f[member]!]!, name: reference(place[member]!) };
  }
}
