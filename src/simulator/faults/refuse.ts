/**
 * A client that cannot find some servers: a request to one of them never leaves, and the client
 * knows it one latency later.
 */

import type { RefuseFault } from '../../scenario/faults/clients.js';
import type { Rule } from '../interference.js';
import type { Kernel } from '../kernel.js';
import type { RequestMessage } from '../messages.js';
import { tell } from '../tidings.js';
import { hostOf } from './effect.js';
import type { Effect } from './effect.js';

/** Requests are answered with a definite failure; other messages to these servers are lost. */
export const refuse: Effect<'refuse'> = {
  begin(kernel, fault, index) {
    kernel.interference.add({ fault: index, ...refusing(kernel, fault, index) });
  },
  // The rule stays: whoever replays a message that never left must not get it through.
  end: () => undefined,
};

function refusing(
  kernel: Kernel,
  { client, servers }: RefuseFault,
  index: number,
): Pick<Rule, 'send' | 'arrive'> {
  const host = hostOf(kernel, client);
  const unfound = new Set(servers.map((server) => kernel.indexOf(server)));
  return {
    send({ from, to, id, body }, fate) {
      if (from !== host.index || !unfound.has(to)) return undefined;
      if (!kernel.faults.isActing(index)) return undefined;
      kernel.faults.tookEffect([index]);
      fate.lost = true;
      // Another such fault has told the client already: it asked once.
      if (host.refused.has(id)) return undefined;
      host.refused.add(id);
      if (body.type !== 'request' || host.isResending) return undefined;
      const operation = (body as RequestMessage).request.id;
      const server = kernel.serverNames[to] as string;
      tell(kernel, host, { kind: 'refuse', fault: index, server, operation }, fate.delayUs);
      return undefined;
    },
    arrive: (message) => (host.refused.has(message.id) ? undefined : message),
  };
}
