/**
 * What happens to clients, and between a client and the servers.
 */

import type { ClientFault } from '../../scenario/faults/clients.js';
import { kill, revive } from '../crash-points.js';
import type { Kernel } from '../kernel.js';
import type { NodeHost } from '../node-host.js';
import { hostOf } from './effect.js';
import type { Effects } from './effect.js';
import { cutting } from './links.js';
import { refuse } from './refuse.js';
import { retry } from './retry.js';

/** The faults of clients, and between a client and the servers. */
export const clientEffects: Effects<ClientFault['kind']> = {
  'client-link': cutting(({ client, direction, servers }) =>
    servers.flatMap((server): [string, string][] => {
      const request: [string, string] = [client, server];
      const reply: [string, string] = [server, client];
      if (direction === 'both') return [request, reply];
      return [direction === 'request' ? request : reply];
    }),
  ),
  refuse,
  'client-crash': {
    begin(kernel, { client }, index) {
      const host = hostOf(kernel, client);
      const wasUp = host.isUp;
      kill(kernel, host, index);
      if (wasUp) orphan(kernel, host);
    },
    end(kernel, { client }, index) {
      const host = hostOf(kernel, client);
      const wasDown = !host.isUp;
      revive(kernel, host, index);
      if (wasDown && host.isUp) kernel.operations.plan(clientOf(kernel, host));
    },
  },
  retry,
};

/** What the client had begun may still happen; its next life knows nothing of it. */
function orphan(kernel: Kernel, host: NodeHost): void {
  const client = clientOf(kernel, host);
  const operation = kernel.driver.openOperation(client);
  if (operation === undefined) kernel.driver.renew(client);
  else kernel.operations.complete(client, operation, { type: 'info', error: 'client crashed' });
}

function clientOf(kernel: Kernel, host: NodeHost): number {
  return host.index - kernel.serverNames.length;
}
