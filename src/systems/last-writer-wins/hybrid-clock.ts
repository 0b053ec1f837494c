/**
 * Hybrid logical clocks (Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks",
 * OPODIS 2014, figure 5): close to the wall clock, and never behind what was seen.
 */

/** Orders writes: by time, then by count, then by server. Times in microseconds. */
export interface Timestamp {
  readonly wallUs: number;
  readonly count: number;
  readonly server: string;
}

/** Whether `left` is later than `right`. */
export function isLater(left: Timestamp, right: Timestamp): boolean {
  if (left.wallUs !== right.wallUs) return left.wallUs > right.wallUs;
  if (left.count !== right.count) return left.count > right.count;
  return left.server > right.server;
}

/** One server's clock. */
export class HybridClock {
  private last: Timestamp;

  constructor(private readonly server: string) {
    this.last = { wallUs: 0, count: 0, server };
  }

  /** A timestamp later than all that this clock gave or saw. */
  next(wallUs: number): Timestamp {
    const { server, last } = this;
    this.last =
      wallUs > last.wallUs
        ? { wallUs, count: 0, server }
        : { wallUs: last.wallUs, count: last.count + 1, server };
    return this.last;
  }

  /** Takes note of somebody's timestamp. */
  see(timestamp: Timestamp): void {
    if (isLater(timestamp, this.last)) this.last = timestamp;
  }
}
