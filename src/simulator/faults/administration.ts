/**
 * What operators do to a running cluster.
 */

import type { AdministrationFault } from '../../scenario/faults/administration.js';
import { KIND } from '../../trace/recorder.js';
import { kill, revive } from '../crash-points.js';
import { EVENT } from '../event-kinds.js';
import type { Kernel } from '../kernel.js';
import type { AdminCommand } from '../node.js';
import type { NodeHost } from '../node-host.js';
import { tell } from '../tidings.js';
import { hostOf } from './effect.js';
import type { Effects } from './effect.js';
import { readdress } from './readdress.js';

/** What operators do. */
export const administrationEffects: Effects<AdministrationFault['kind']> = {
  membership: {
    begin(kernel, { node, change, by }, index) {
      const command: AdminCommand = { type: change, node, ...(by === undefined ? {} : { by }) };
      for (const host of kernel.hosts) {
        if (host.isServer) tell(kernel, host, { kind: 'admin', fault: index, command });
      }
    },
    // What was done is done.
    end: () => undefined,
  },
  administrators: {
    begin(kernel, { nodes, changes, node, by }, index) {
      for (const [at, told] of nodes.entries()) {
        const type = changes[at];
        if (type === undefined) continue;
        const command: AdminCommand = { type, node: at === 0 ? node : by };
        tell(kernel, hostOf(kernel, told), { kind: 'admin', fault: index, command });
      }
    },
    end: () => undefined,
  },
  readdress,
  'config-drift': {
    begin(kernel, { node, setting, ppm }, index) {
      hostOf(kernel, node).settings.drift({ fault: index, setting, ppm });
    },
    end: (kernel, { node }, index) => hostOf(kernel, node).settings.restore(index),
  },
  upgrade: {
    begin(kernel, { nodes, version, everyUs }, index) {
      nodes.forEach((node, at) => {
        const restart = (): void => {
          if (kernel.faults.isActing(index)) install(kernel, hostOf(kernel, node), version, index);
        };
        const atUs = kernel.nowUs + at * everyUs;
        kernel.schedule(atUs, EVENT.errand, 0, 0, restart);
      });
    },
    end(kernel, { nodes, version }, index) {
      for (const node of nodes) install(kernel, hostOf(kernel, node), version, index);
    },
  },
  'restore-backup': {
    prepareUs: ({ atUs, ageUs }) => atUs - ageUs,
    prepare(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      host.backups.set(index, host.disk.backup());
    },
    begin(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      kill(kernel, host, index);
      host.disk.restore(host.backups.get(index) ?? new Map());
      const { trace, nowUs } = kernel;
      trace.add(KIND.damage, nowUs, host.index, -1, trace.intern('backup restored'), 0, 0);
    },
    end: (kernel, { node }, index) => revive(kernel, hostOf(kernel, node), index),
  },
};

/** Restarts a server with a version of its software, unless it runs that already. */
function install(kernel: Kernel, host: NodeHost, version: number, fault: number): void {
  if (host.version === version) return;
  host.version = version;
  if (!host.isUp) return kernel.faults.tookEffect([fault]);
  kill(kernel, host, fault);
  revive(kernel, host, fault);
}
