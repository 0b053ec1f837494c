/**
 * Many heaps over the members of a part, each giving the member that returns first. Skew heaps
 * (Sleator & Tarjan 1986): two links for each member, no memory for each heap but its root.
 */

const NOBODY = -1;

/** Heaps by number; a member is in one of them at most, once. */
export class DeadlineHeaps {
  /** How many members each heap holds. */
  readonly size: Int32Array;
  readonly #deadline: Int32Array;
  readonly #root: Int32Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;

  /** @param deadline of each member; equal ones come out in any order. */
  constructor(heaps: number, deadline: Int32Array) {
    this.size = new Int32Array(heaps);
    this.#deadline = deadline;
    this.#root = new Int32Array(heaps).fill(NOBODY);
    this.#left = new Int32Array(deadline.length).fill(NOBODY);
    this.#right = new Int32Array(deadline.length).fill(NOBODY);
  }

  /** Amortized logarithmic. */
  insert(heap: number, member: number): void {
    this.size[heap]! += 1;
    this.#root[heap] = this.#merge(this.#root[heap]!, member);
  }

  /** Takes out the member that returns first; the heap must not be empty. Amortized logarithmic. */
  takeFirst(heap: number): number {
    this.size[heap]! -= 1;
    const first = this.#root[heap]!;
    this.#root[heap] = this.#merge(this.#left[first]!, this.#right[first]!);
    return first;
  }

  #merge(one: number, other: number): number {
    if (one === NOBODY) return other;
    if (other === NOBODY) return one;
    const deadline = this.#deadline;
    const left = this.#left;
    const right = this.#right;
    let rest = other;
    let above = one;
    if (deadline[other]! < deadline[one]!) {
      rest = one;
      above = other;
    }
    const root = above;
    for (;;) {
      // `rest` goes into the right of `above`, which then becomes its left.
      let next = right[above]!;
      right[above] = left[above]!;
      if (next === NOBODY) {
        left[above] = rest;
        return root;
      }
      if (deadline[rest]! < deadline[next]!) {
        const greater = next;
        next = rest;
        rest = greater;
      }
      left[above] = next;
      above = next;
    }
  }
}
