/**
 * Crashes at a point of a server's own work rather than at a time: as it asks for a sync, as the
 * sync has ended, as it answers. Whatever the handler would have done beyond the point never
 * happens.
 */

import type { CrashPoint, DiskAfterCrash } from '../scenario/faults/servers.js';
import { KIND } from '../trace/recorder.js';
import type { Kernel } from './kernel.js';
import type { NodeHost } from './node-host.js';

/** A crash that waits for its point. */
export interface AwaitedCrash {
  readonly point: CrashPoint;
  readonly disk: DiskAfterCrash;
}

/**
 * The server has come to `point`; answers whether it dies there. Only asked where some crash waits.
 */
export function reach(kernel: Kernel, host: NodeHost, point: CrashPoint): boolean {
  for (const [fault, awaited] of host.crashPoints) {
    if (awaited.point !== point) continue;
    host.crashPoints.delete(fault);
    kill(kernel, host, fault, awaited.disk);
    return true;
  }
  return false;
}

/** Kills a node, unless it is dead already; it stays down while any fault holds it down. */
export function kill(
  kernel: Kernel,
  host: NodeHost,
  fault: number,
  disk: DiskAfterCrash = 'synced',
): void {
  host.downBy.add(fault);
  if (!host.isUp) return;
  kernel.faults.tookEffect([fault]);
  const { trace, nowUs } = kernel;
  trace.add(KIND.crash, nowUs, host.index, -1, disk === 'synced' ? 0 : trace.intern(disk), 0, 0);
  host.die(disk);
}

/** Starts a node again that `fault` held down, unless another fault holds it down too. */
export function revive(kernel: Kernel, host: NodeHost, fault: number): void {
  if (!host.downBy.delete(fault) || host.downBy.size > 0) return;
  const detail = host.incarnation + 1;
  kernel.trace.add(KIND.restart, kernel.nowUs, host.index, -1, 0, 0, detail);
  kernel.boot(host);
}
