/**
 * A node's disk: a map with a buffer in front of it. `write` and `remove` reach the buffer; `sync`
 * marks a point, and when the device is done everything written before that point is durable. A
 * crash loses the rest. What goes wrong with a disk is in disk-troubles.ts.
 */

import type { DiskAfterCrash } from '../scenario/faults/servers.js';
import { hashString, mix } from '../scenario/randomness.js';
import { damaged, torn } from './checksum.js';
import { DiskTroubles } from './disk-troubles.js';

interface Pending {
  readonly key: string;
  readonly value: unknown;
  readonly removed: boolean;
}

/** One node's disk. */
export class Disk {
  readonly troubles: DiskTroubles = new DiskTroubles();
  private durable = new Map<string, unknown>();
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
    const writes = this.take(point);
    for (const { key, value, removed } of writes) {
      if (removed) this.durable.delete(key);
      else this.durable.set(key, value);
    }
    return writes.length;
  }

  /** Forgets the writes before `point`: they stay visible until a crash and are never durable. */
  abandon(point: number): void {
    this.take(point);
  }

  /** What `leaves` names is left, memory is not; answers how many writes were lost. */
  crash(leaves: DiskAfterCrash = 'synced'): number {
    if (leaves === 'all') this.settle(this.syncPoint());
    const lost = this.pending.length;
    if (leaves === 'none') this.durable.clear();
    if (leaves === 'torn') this.tear();
    this.reload();
    return lost;
  }

  /** What is durable now. */
  backup(): ReadonlyMap<string, unknown> {
    return new Map(this.durable);
  }

  /** Puts back what was durable once; everything since is lost. */
  restore(backup: ReadonlyMap<string, unknown>): void {
    this.durable = new Map(backup);
    this.reload();
  }

  /** Changes one durable value; answers its key, `undefined` if nothing is durable. */
  rot(salt: number): string | undefined {
    const key = this.chosen(salt);
    if (key === undefined) return undefined;
    this.durable.set(key, damaged(this.durable.get(key), mix(hashString(key), salt)));
    this.show(key);
    return key;
  }

  /**
   * Ends a sync that began at `point`, but lets its first write land on another durable key;
   * answers both, `undefined` if there was no such write or no other key, and then does nothing.
   */
  misdirect(point: number, salt: number): readonly [meant: string, hit: string] | undefined {
    const before = this.pending.slice(0, Math.max(0, point - this.settled));
    for (const [at, { key: meant, value, removed }] of before.entries()) {
      const hit = removed ? undefined : this.chosen(salt, meant);
      if (hit === undefined) continue;
      this.pending[at] = { key: hit, value, removed };
      this.settle(point);
      this.show(meant);
      this.show(hit);
      return [meant, hit];
    }
    return undefined;
  }

  /** The writes before `point`, which are no longer pending. */
  private take(point: number): Pending[] {
    const count = Math.max(0, point - this.settled);
    this.settled += count;
    return this.pending.splice(0, count);
  }

  private tear(): void {
    const write = this.pending.find(({ removed }) => !removed);
    if (write !== undefined) this.durable.set(write.key, torn(write.value));
  }

  /** The key with the smallest hash: the same whatever other keys come and go. */
  private chosen(salt: number, except?: string): string | undefined {
    let least = Infinity;
    let found: string | undefined;
    for (const key of this.durable.keys()) {
      const rank = mix(hashString(key), salt) >>> 0;
      if (key === except || rank >= least) continue;
      least = rank;
      found = key;
    }
    return found;
  }

  /** What a read finds at `key`: its last pending write, or what is durable. */
  private show(key: string): void {
    const write = this.pending.findLast((each) => each.key === key);
    const value = write === undefined ? this.durable.get(key) : write.value;
    const isThere = write === undefined ? this.durable.has(key) : !write.removed;
    if (isThere) this.visible.set(key, value);
    else this.visible.delete(key);
  }

  /** As after a restart of the machine: nothing is pending, and reads find what is durable. */
  private reload(): void {
    this.pending = [];
    this.settled = 0;
    this.troubles.forget();
    this.visible.clear();
    for (const [key, value] of this.durable) this.visible.set(key, value);
  }
}
