/**
 * Servers that die, stand still or become slow.
 */

import type { ServerFault } from '../../scenario/faults/servers.js';
import { KIND } from '../../trace/recorder.js';
import type { Kernel } from '../kernel.js';
import type { NodeHost } from '../node-host.js';
import { hostOf } from './effect.js';
import type { Effects } from './effect.js';

/** Kills a server, unless it is dead already; it stays down while any fault holds it down. */
export function crash(kernel: Kernel, host: NodeHost, fault: number): void {
  host.downBy.add(fault);
  if (!host.isUp) return;
  kernel.faults.tookEffect([fault]);
  kernel.trace.add(KIND.crash, kernel.nowUs, host.index, -1, 0, 0, 0);
  host.die();
}

/** Starts a server again, unless another fault holds it down. */
export function restart(kernel: Kernel, host: NodeHost, fault: number): void {
  host.downBy.delete(fault);
  if (host.downBy.size > 0) return;
  const detail = host.incarnation + 1;
  kernel.trace.add(KIND.restart, kernel.nowUs, host.index, -1, 0, 0, detail);
  kernel.boot(host);
}

/** The faults of whole servers. */
export const serverEffects: Effects<ServerFault['kind']> = {
  crash: {
    begin: (kernel, { node }, index) => crash(kernel, hostOf(kernel, node), index),
    end: (kernel, { node }, index) => restart(kernel, hostOf(kernel, node), index),
  },
  pause: {
    begin(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      // A process that is not there cannot be stopped; the one that a restart brings is a new one.
      if (!host.isUp) return;
      host.pausedBy.add(index);
      kernel.trace.add(KIND.pause, kernel.nowUs, host.index, -1, 0, 0, 0);
    },
    end(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      if (!host.pausedBy.delete(index) || host.pausedBy.size > 0) return;
      kernel.trace.add(KIND.resume, kernel.nowUs, host.index, -1, 0, 0, 0);
      kernel.resume(host);
    },
  },
  slow: {
    begin: (kernel, { node, byUs }, index) => hostOf(kernel, node).slowBy.set(index, byUs),
    end: (kernel, { node }, index) => hostOf(kernel, node).slowBy.delete(index),
  },
};
