/**
 * A node's disk: a map with a buffer in front of it. `write` and `remove` reach the buffer; `sync`
 * marks a point, and when the device is done everything written before that point is durable. A
 * crash loses the rest.
 */

interface Pending {
  readonly key: string;
  readonly value: unknown;
  readonly removed: boolean;
}

/** One node's disk. */
export class Disk {
  private readonly durable = new Map<string, unknown>();
  private readonly visible = new Map<string, unknown>();
  private pending: Pending[] = [];
  /**
   * Writes made durable since the start, so that sync points survive the shortening of `pending`.
   */
  private settled = 0;

  read(key: string): unknown {
    return this.visible.get(key);
  }

  write(key: string, value: unknown): void {
    this.visible.set(key, value);
    this.pending.push({ key, value, removed: false });
  }

  remove(key: string): void {
    this.visible.delete(key);
    this.pending.push({ key, value: undefined, removed: true });
  }

  /** The point up to which a sync that begins now will make writes durable. */
  syncPoint(): number {
    return this.settled + this.pending.length;
  }

  /** Ends a sync that began at `point`; answers how many writes became durable. */
  settle(point: number): number {
    const count = Math.max(0, point - this.settled);
    for (const { key, value, removed } of this.pending.splice(0, count)) {
      if (removed) this.durable.delete(key);
      else this.durable.set(key, value);
    }
    this.settled += count;
    return count;
  }

  /** What was not synced is gone; answers how many writes were lost. */
  crash(): number {
    const lost = this.pending.length;
    this.pending = [];
    this.settled = 0;
    this.visible.clear();
    for (const [key, value] of this.durable) this.visible.set(key, value);
    return lost;
  }
}
