/**
 * A bag of numbers that gives away the first of them: a binary heap (Williams, *Algorithm 232*,
 * CACM 1964).
 */

/** Numbers in the order of `precedes`; equal ones may be in it several times. */
export class OrderedBag {
  readonly #heap: number[] = [];
  readonly #precedes: (left: number, right: number) => boolean;

  /** An empty bag; `precedes` must be a strict order. */
  constructor(precedes: (left: number, right: number) => boolean) {
    this.#precedes = precedes;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The first number; the bag must not be empty. */
  get first(): number {
    return this.#heap[0]!;
  }

  /** All numbers, the first one first. Log-linear. */
  values(): number[] {
    return [...this.#heap].sort((a, b) => (this.#precedes(a, b) ? -1 : 1));
  }

  /** Logarithmic. */
  add(value: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(value);
    for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
      if (!this.#precedes(value, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = value;
  }

  /** Logarithmic; the bag must not be empty. */
  removeFirst(): void {
    const heap = this.#heap;
    const moved = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && this.#precedes(heap[child + 1]!, heap[child]!)) child += 1;
      if (!this.#precedes(heap[child]!, moved)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  }
}
