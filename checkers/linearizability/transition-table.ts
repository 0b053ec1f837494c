/**
 * Remembers the answer for a state and a kind of call: a hash table of three columns, since a map
 * of objects costs more than most steps.
 */

const EMPTY = -1;

/** From a state and a kind to a number. */
export class TransitionTable {
  #states = new Int32Array(1024).fill(EMPTY);
  #kinds = new Int32Array(1024);
  #answers = new Int32Array(1024);
  #size = 0;

  /** The number put for the two; `missing` when there is none. */
  get(state: number, kind: number, missing: number): number {
    const place = this.#locate(state, kind);
    return this.#states[place] === EMPTY ? missing : this.#answers[place]!;
  }

  /** Puts a number for two that have none. Returns the words by which the table grew. */
  put(state: number, kind: number, answer: number): number {
    const place = this.#locate(state, kind);
    this.#states[place] = state;
    this.#kinds[place] = kind;
    this.#answers[place] = answer;
    this.#size += 1;
    return this.#size * 2 > this.#states.length ? this.#grow() : 0;
  }

  #locate(state: number, kind: number): number {
    const states = this.#states;
    const kinds = this.#kinds;
    const last = states.length - 1;
    let hash = Math.imul(state, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    let place = (hash ^ (hash >>> 13)) & last;
    while (states[place] !== EMPTY && (states[place] !== state || kinds[place] !== kind)) {
      place = (place + 1) & last;
    }
    return place;
  }

  #grow(): number {
    const states = this.#states;
    const kinds = this.#kinds;
    const answers = this.#answers;
    const length = states.length * 2;
    this.#states = new Int32Array(length).fill(EMPTY);
    this.#kinds = new Int32Array(length);
    this.#answers = new Int32Array(length);
    for (let from = 0; from < states.length; from++) {
      if (states[from] === EMPTY) continue;
      const place = this.#locate(states[from]!, kinds[from]!);
      this.#states[place] = states[from]!;
      this.#kinds[place] = kinds[from]!;
      this.#answers[place] = answers[from]!;
    }
    return 3 * (length - states.length);
  }
}
