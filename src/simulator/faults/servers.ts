/**
 * Servers that die, stop for good, stand still or become slow.
 */

import type { ServerFault } from '../../scenario/faults/servers.js';
import { KIND } from '../../trace/recorder.js';
import { kill, revive } from '../crash-points.js';
import { tell } from '../tidings.js';
import { hostOf } from './effect.js';
import type { Effects } from './effect.js';

/** The faults of whole servers. */
export const serverEffects: Effects<ServerFault['kind']> = {
  crash: {
    begin: (kernel, { node, disk }, index) => kill(kernel, hostOf(kernel, node), index, disk),
    end: (kernel, { node }, index) => revive(kernel, hostOf(kernel, node), index),
  },
  'crash-point': {
    begin(kernel, { node, point, disk = 'synced' }, index) {
      hostOf(kernel, node).crashPoints.set(index, { point, disk });
    },
    end(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      host.crashPoints.delete(index);
      revive(kernel, host, index);
    },
  },
  stop: {
    begin: (kernel, { node }, index) => kill(kernel, hostOf(kernel, node), index),
    // It never comes back; now the others know it.
    end(kernel, { node }, index) {
      kernel.stopped.set(index, node);
      for (const host of kernel.hosts) {
        if (!host.isServer || host.name === node) continue;
        tell(kernel, host, { kind: 'stopped', fault: index, peer: node });
      }
    },
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
