/**
 * The kernel's event queue: a 4-ary heap ordered by (time, order of scheduling), so that
 * simultaneous events are first in, first out. Events live in a pool of slots; the heap moves slot
 * numbers only.
 */

/** What waits in the queue; `a`, `b` and `payload` mean what the kind says (kernel.ts). */
export interface QueuedEvent {
  atUs: number;
  kind: number;
  a: number;
  b: number;
  payload: unknown;
}

/** Events in order of time, then of scheduling. Push and pop take logarithmic time. */
export class EventQueue {
  private heap = new Int32Array(64);
  private size = 0;
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private kinds = new Uint8Array(64);
  private as = new Int32Array(64);
  private bs = new Int32Array(64);
  private readonly payloads: unknown[] = [];
  private readonly free: number[] = [];
  private slots = 0;
  private scheduled = 0;

  get length(): number {
    return this.size;
  }

  push(atUs: number, kind: number, a: number, b: number, payload: unknown): void {
    const slot = this.free.length > 0 ? (this.free.pop() as number) : this.slots++;
    if (slot >= this.times.length) this.grow();
    this.times[slot] = atUs;
    this.orders[slot] = this.scheduled++;
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    this.payloads[slot] = payload;
    this.siftUp(this.size++, slot);
  }

  /** Takes the earliest event into `into`; `false` when the queue is empty. */
  pop(into: QueuedEvent): boolean {
    if (this.size === 0) return false;
    const slot = this.heap[0] as number;
    const last = this.heap[--this.size] as number;
    if (this.size > 0) this.siftDown(last);
    into.atUs = this.times[slot] as number;
    into.kind = this.kinds[slot] as number;
    into.a = this.as[slot] as number;
    into.b = this.bs[slot] as number;
    into.payload = this.payloads[slot];
    this.payloads[slot] = undefined;
    this.free.push(slot);
    return true;
  }

  private before(left: number, right: number): boolean {
    const difference = (this.times[left] as number) - (this.times[right] as number);
    if (difference !== 0) return difference < 0;
    return (this.orders[left] as number) < (this.orders[right] as number);
  }

  private siftUp(from: number, slot: number): void {
    const heap = this.heap;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const above = heap[parent] as number;
      if (!this.before(slot, above)) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = slot;
  }

  private siftDown(slot: number): void {
    const heap = this.heap;
    const size = this.size;
    let hole = 0;
    for (;;) {
      const first = hole * 4 + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      for (let child = first + 1; child < end; child++) {
        if (this.before(heap[child] as number, heap[least] as number)) least = child;
      }
      const candidate = heap[least] as number;
      if (!this.before(candidate, slot)) break;
      heap[hole] = candidate;
      hole = least;
    }
    heap[hole] = slot;
  }

  private grow(): void {
    const length = this.times.length * 2;
    const widen = <Column extends Float64Array | Int32Array | Uint8Array>(
      column: Column,
      into: Column,
    ): Column => {
      into.set(column);
      return into;
    };
    this.heap = widen(this.heap, new Int32Array(length));
    this.times = widen(this.times, new Float64Array(length));
    this.orders = widen(this.orders, new Float64Array(length));
    this.kinds = widen(this.kinds, new Uint8Array(length));
    this.as = widen(this.as, new Int32Array(length));
    this.bs = widen(this.bs, new Int32Array(length));
  }
}
