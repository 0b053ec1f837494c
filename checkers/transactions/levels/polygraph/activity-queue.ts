/**
 * Variables by how often they took part in recent conflicts (Moskewicz and others, DAC 2001): a
 * binary heap whose entries rise in place. Among equals the lower number comes first.
 */

/** Greater activities are scaled down, which keeps their order. */
const ACTIVITY_MAX = 1e100;

/** Each conflict counts so much more than the one before. */
const GROWTH = 1 / 0.95;

/** A queue of variables, the most active first. */
export class ActivityQueue {
  readonly #activity: Float64Array;
  readonly #heap: Int32Array;
  /** Place of each variable in the heap; -1 when it is not there. */
  readonly #place: Int32Array;
  #length: number;
  #step = 1;

  /** Holds all variables below `count`. */
  constructor(count: number) {
    this.#activity = new Float64Array(count);
    this.#heap = new Int32Array(count);
    this.#place = new Int32Array(count);
    this.#length = count;
    for (let variable = 0; variable < count; variable++) {
      this.#heap[variable] = variable;
      this.#place[variable] = variable;
    }
  }

  get length(): number {
    return this.#length;
  }

  /** Takes the most active variable out. Logarithmic. */
  pop(): number {
    const top = this.#heap[0]!;
    this.#place[top] = -1;
    const last = this.#heap[--this.#length]!;
    if (this.#length > 0) {
      this.#put(last, 0);
      this.#sink(0);
    }
    return top;
  }

  /** Puts a variable back, if it is not there. Logarithmic. */
  push(variable: number): void {
    if (this.#place[variable]! >= 0) return;
    this.#put(variable, this.#length++);
    this.#rise(this.#place[variable]!);
  }

  /** A variable took part in a conflict. Logarithmic. */
  bump(variable: number): void {
    this.#activity[variable]! += this.#step;
    if (this.#activity[variable]! > ACTIVITY_MAX) {
      for (let at = 0; at < this.#activity.length; at++) this.#activity[at]! /= ACTIVITY_MAX;
      this.#step /= ACTIVITY_MAX;
    }
    if (this.#place[variable]! >= 0) this.#rise(this.#place[variable]!);
  }

  /** What comes counts more than what was. */
  decay(): void {
    this.#step *= GROWTH;
  }

  #put(variable: number, place: number): void {
    this.#heap[place] = variable;
    this.#place[variable] = place;
  }

  #precedes(left: number, right: number): boolean {
    const difference = this.#activity[left]! - this.#activity[right]!;
    return difference > 0 || (difference === 0 && left < right);
  }

  #rise(from: number): void {
    const variable = this.#heap[from]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#precedes(variable, this.#heap[parent]!)) break;
      this.#put(this.#heap[parent]!, place);
      place = parent;
    }
    this.#put(variable, place);
  }

  #sink(from: number): void {
    const variable = this.#heap[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#length) break;
      const right = child + 1;
      if (right < this.#length && this.#precedes(this.#heap[right]!, this.#heap[child]!)) child++;
      if (!this.#precedes(this.#heap[child]!, variable)) break;
      this.#put(this.#heap[child]!, place);
      place = child;
    }
    this.#put(variable, place);
  }
}
