/**
 * The times of a history in nanoseconds, where its source has them: for reports only, never for the
 * order. Most fit a double exactly; those that do not are kept beside.
 */

const LENGTH_MIN = 1024;

/** Times of calls and returns by operation. */
export class TimeColumns {
  #call = new Float64Array(0);
  #returned = new Float64Array(0);
  readonly #bigCall = new Map<number, bigint>();
  readonly #bigReturned = new Map<number, bigint>();

  /** The time of the call of an operation, where it is known. */
  callNs(operation: number): number | bigint | undefined {
    const ns = this.#call[operation];
    if (ns !== undefined && !Number.isNaN(ns)) return ns;
    return this.#bigCall.get(operation);
  }

  /** The time of the return of an operation, where it is known. */
  returnNs(operation: number): number | bigint | undefined {
    const ns = this.#returned[operation];
    if (ns !== undefined && !Number.isNaN(ns)) return ns;
    return this.#bigReturned.get(operation);
  }

  setCall(operation: number, ns: number | bigint): void {
    if (operation >= this.#call.length) this.#call = grown(this.#call, operation);
    if (typeof ns === 'number') this.#call[operation] = ns;
    else this.#bigCall.set(operation, ns);
  }

  setReturn(operation: number, ns: number | bigint): void {
    if (operation >= this.#returned.length) this.#returned = grown(this.#returned, operation);
    if (typeof ns === 'number') this.#returned[operation] = ns;
    else this.#bigReturned.set(operation, ns);
  }
}

function grown(column: Float64Array<ArrayBuffer>, operation: number): Float64Array<ArrayBuffer> {
  const length = Math.max(LENGTH_MIN, 2 * operation);
  const wider = new Float64Array(length).fill(NaN, column.length);
  wider.set(column);
  return wider;
}
