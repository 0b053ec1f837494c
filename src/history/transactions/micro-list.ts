/**
 * The micro-operations of one event while it is being read: one list serves all events of a
 * history, without new memory.
 */

const LENGTH_MIN = 16;

/** Reused from one event to the next; `clear` it first. */
export class MicroList {
  size = 0;
  /** `MICRO` of transaction-columns.ts. */
  f: Uint8Array = new Uint8Array(LENGTH_MIN);
  /** The builder's numbers of keys. */
  key: Int32Array = new Int32Array(LENGTH_MIN);
  /** Codes of values; of a list that was read, its node in the builder's tree. */
  value: Int32Array = new Int32Array(LENGTH_MIN);

  clear(): void {
    this.size = 0;
  }

  add(f: number, key: number, value: number): void {
    const at = this.size++;
    if (at === this.f.length) this.#grow();
    this.f[at] = f;
    this.key[at] = key;
    this.value[at] = value;
  }

  #grow(): void {
    const { f, key, value } = this;
    this.f = new Uint8Array(2 * f.length);
    this.f.set(f);
    this.key = new Int32Array(2 * key.length);
    this.key.set(key);
    this.value = new Int32Array(2 * value.length);
    this.value.set(value);
  }
}
