/**
 * A cluster of processes for the simulator: one run of programs, with what they find in place of
 * the host's timers, clocks, dice and network for as long as the run lasts.
 */

import type { Cluster } from '../simulator/system.js';
import { defaultClient } from './default-client.js';
import { install } from './installation.js';
import type { Process } from './process.js';
import { clientNode, serverNode } from './process-node.js';
import type { ClientProgram, Program } from './program.js';

/** Programs to run. */
export interface Programs {
  readonly server: Program;
  /** Default: `POST /<function>` with key and value in JSON ({@link defaultClient}). */
  readonly client?: ClientProgram | undefined;
}

/** The nodes of one run of `programs`. */
export function processCluster({
  server,
  client = defaultClient,
}: Programs): Required<Pick<Cluster, 'server' | 'client' | 'end' | 'usesHost'>> {
  const processes: Process[] = [];
  const begun = (process: Process): void => {
    processes.push(process);
  };
  let leave: (() => void) | undefined;
  const installed = (): void => {
    leave ??= install();
  };
  return {
    usesHost: true,
    server: () => {
      installed();
      return serverNode(server, begun);
    },
    client: () => {
      installed();
      return clientNode(client, begun);
    },
    end: () => {
      for (const process of processes) process.hasEnded = true;
      leave?.();
      leave = undefined;
    },
  };
}
