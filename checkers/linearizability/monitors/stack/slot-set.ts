/**
 * A set of small integers that finds neighbours: a bitmap, a bitmap of its words that are
 * not empty, and so on, 32 to 1.
 */

/** Integers below `size`. Every operation takes as many steps as `size` has digits to base 32. */
export class SlotSet {
  readonly #levels: Int32Array[] = [];

  constructor(size: number) {
    let words = size;
    do {
      words = (words + 31) >>> 5;
      this.#levels.push(new Int32Array(words));
    } while (words > 1);
  }

  add(slot: number): void {
    let at = slot;
    for (const level of this.#levels) {
      level[at >>> 5]! |= 1 << (at & 31);
      at >>>= 5;
    }
  }

  delete(slot: number): void {
    let at = slot;
    for (const level of this.#levels) {
      const word = at >>> 5;
      level[word]! &= ~(1 << (at & 31));
      if (level[word] !== 0) return;
      at = word;
    }
  }

  /** The least member that is at least `from`; -1 when there is none. */
  next(from: number): number {
    let at = from;
    for (let depth = 0; depth < this.#levels.length; depth++) {
      const level = this.#levels[depth]!;
      const word = at >>> 5;
      if (word >= level.length) return -1;
      const rest = level[word]! & (-1 << (at & 31));
      if (rest !== 0) {
        let found = (word << 5) + lowest(rest);
        while (depth > 0) found = (found << 5) + lowest(this.#levels[--depth]![found]!);
        return found;
      }
      at = word + 1;
    }
    return -1;
  }

  /** The greatest member that is at most `from`; -1 when there is none. */
  previous(from: number): number {
    let at = from;
    for (let depth = 0; depth < this.#levels.length && at >= 0; depth++) {
      const word = at >>> 5;
      const rest = this.#levels[depth]![word]! & (-1 >>> (31 - (at & 31)));
      if (rest !== 0) {
        let found = (word << 5) + highest(rest);
        while (depth > 0) found = (found << 5) + highest(this.#levels[--depth]![found]!);
        return found;
      }
      at = word - 1;
    }
    return -1;
  }
}

function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function highest(word: number): number {
  return 31 - Math.clz32(word);
}
