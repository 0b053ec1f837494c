/**
 * What is wrong with a disk at the moment, and what becomes of a sync then. After `EIO` the writes
 * are gone for good, as on Linux, where a failed fsync marks its pages clean (Rebello et al., "Can
 * Applications Recover from fsync Failures?", USENIX ATC 2020, section 3); after `ENOSPC` they stay
 * in the buffer, and a later sync covers them.
 */

import { KIND } from '../trace/recorder.js';
import type { Kernel } from './kernel.js';
import type { DiskError } from './node.js';
import type { NodeHost } from './node-host.js';

/** The faults that act on one disk now, by their index in the scenario. */
export class DiskTroubles {
  /** With how much longer each sync takes. */
  readonly slowedBy: Map<number, number> = new Map();
  readonly filledBy: Set<number> = new Set();
  readonly brokenBy: Set<number> = new Set();
  readonly liedBy: Set<number> = new Set();
  /** With what chooses the value; gone when one was changed. */
  readonly rottedBy: Map<number, number> = new Map();
  /** With what chooses the key; gone when a write was led astray. */
  readonly misdirectedBy: Map<number, number> = new Map();
  /** Up to here syncs were said to have ended, and had not. */
  liedUntil = 0;

  /** Costs one test a sync while nothing is wrong. */
  isActive = false;

  /** To be called after each change. */
  update(): void {
    const { slowedBy, filledBy, brokenBy, liedBy, rottedBy, misdirectedBy } = this;
    const all = [slowedBy, filledBy, brokenBy, liedBy, rottedBy, misdirectedBy];
    this.isActive = all.some(({ size }) => size > 0);
  }

  /** What lies had promised is lost in a crash. */
  forget(): void {
    this.liedUntil = 0;
  }
}

/** How long a sync takes that would take `tookUs` on a good disk. */
export function syncTime(kernel: Kernel, host: NodeHost, tookUs: number): number {
  const { slowedBy, liedBy } = host.disk.troubles;
  if (liedBy.size > 0) return 0;
  kernel.faults.tookEffect(slowedBy.keys());
  return [...slowedBy.values()].reduce((sum, byUs) => sum + byUs, tookUs);
}

/** Ends a sync on a disk in trouble; answers what its caller is told. */
export function endTroubledSync(
  kernel: Kernel,
  host: NodeHost,
  point: number,
): DiskError | undefined {
  const { disk } = host;
  const { brokenBy, filledBy, liedBy } = disk.troubles;
  if (brokenBy.size > 0) {
    disk.abandon(point);
    return refuse(kernel, host, brokenBy, 'EIO');
  }
  if (filledBy.size > 0) return refuse(kernel, host, filledBy, 'ENOSPC');
  if (liedBy.size > 0) {
    disk.troubles.liedUntil = Math.max(disk.troubles.liedUntil, point);
    kernel.faults.tookEffect(liedBy);
    record(kernel, host, 'disk-error', 'lie');
    return undefined;
  }
  settleInTrouble(kernel, host, point);
  return undefined;
}

/** Makes durable what was written before `point`, with what goes wrong on the way. */
export function settleInTrouble(kernel: Kernel, host: NodeHost, point: number): void {
  const { disk } = host;
  const { misdirectedBy, rottedBy } = disk.troubles;
  const [astray] = misdirectedBy;
  const led = astray === undefined ? undefined : disk.misdirect(point, astray[1]);
  if (led !== undefined && astray !== undefined) {
    misdirectedBy.delete(astray[0]);
    kernel.faults.tookEffect([astray[0]]);
    record(kernel, host, 'damage', `${led[0]} written to ${led[1]}`);
  }
  const settled = disk.settle(point);
  kernel.trace.add(KIND['disk-sync'], kernel.nowUs, host.index, -1, 0, 0, settled);
  for (const fault of rottedBy.keys()) rot(kernel, host, fault);
  disk.troubles.update();
}

/** Changes one durable value, unless nothing is durable yet; then the next sync is waited for. */
export function rot(kernel: Kernel, host: NodeHost, fault: number): void {
  const { rottedBy } = host.disk.troubles;
  const key = host.disk.rot(rottedBy.get(fault) ?? 0);
  if (key === undefined) return;
  rottedBy.delete(fault);
  kernel.faults.tookEffect([fault]);
  record(kernel, host, 'damage', `${key} rotted`);
}

function refuse(
  kernel: Kernel,
  host: NodeHost,
  faults: Iterable<number>,
  error: DiskError,
): DiskError {
  kernel.faults.tookEffect(faults);
  record(kernel, host, 'disk-error', error);
  return error;
}

function record(kernel: Kernel, host: NodeHost, kind: 'damage' | 'disk-error', what: string): void {
  const { trace, nowUs } = kernel;
  trace.add(KIND[kind], nowUs, host.index, -1, trace.intern(what), 0, 0);
}
