/**
 * A replicated list around a library that merges documents: each server has a copy on its disk,
 * tells the others of each change once, and, unless told otherwise, repairs what they missed by
 * sending them all that it has from time to time.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { ClientProgram, ProgramCluster, RunWorkload } from 'skerry';
import { eventual, strongEventual } from 'skerry/checkers';

/** One copy of the list, in terms of the library. */
export interface Replica {
  /** Inserts at a random place, and answers what to tell the others. */
  add(value: number): Uint8Array;
  merge(update: Uint8Array): void;
  save(): Uint8Array;
  values(): readonly number[];
}

/** How the list is replicated. */
export interface ReplicationOptions {
  /** Whether servers repair what others missed; default true. */
  readonly repairs?: boolean;
  /** Whether a change is on disk before anyone hears of it; default true. */
  readonly keepsFirst?: boolean;
}

const SERVERS = 3;
/** All that was missed is repaired by then. */
const QUIET_MS = 700;
const REPAIR_MS = 140;

/** Adds of unique values anywhere in the list; in the end each server is read. */
const listWorkload: RunWorkload = {
  name: 'replicated-list',
  ask: (_keys, serial) => fc.constant({ f: 'add', value: serial }),
  finals: () => Array.from({ length: SERVERS }, (_, value) => ({ f: 'read', value })),
  checkers: [eventual({ isFinal: () => true }), strongEventual()],
  invariants: [],
};

const client: ClientProgram = async ({ f, value }, { self, servers }) => {
  const number = f === 'read' ? Number(value) : Number(self.slice(1)) % servers.length;
  if (f === 'read') await sleep(QUIET_MS);
  const body = JSON.stringify(value);
  const signal = AbortSignal.timeout(150);
  const response = await fetch(`http://${servers[number]}/${f}`, { method: 'POST', body, signal });
  return { type: 'ok', value: (await response.json()) as number[] };
};

/** A cluster that replicates what `make` creates, from what a server had saved or from nothing. */
export function replicatedList(
  make: (saved: Uint8Array | undefined, server: string) => Replica,
  { repairs = true, keepsFirst = true }: ReplicationOptions = {},
): ProgramCluster {
  return {
    name: 'list',
    nodes: SERVERS,
    workload: listWorkload,
    client,
    profile: {
      keys: { min: 1, max: 1 },
      operations: { min: 5, max: 15 },
      timeoutUs: 2_000_000,
    },
    program: ({ self, peers, disk, serve }) => {
      const replica = make(disk.read('list') as Uint8Array | undefined, self);
      const keep = async (): Promise<void> => {
        disk.write('list', replica.save());
        await disk.sync();
      };
      const tell = (update: Uint8Array): void => {
        const body = Buffer.from(update).toString('base64');
        for (const peer of peers) {
          fetch(`http://${peer}/merge`, { method: 'POST', body }).catch(() => undefined);
        }
      };
      if (repairs) setInterval(() => tell(replica.save()), REPAIR_MS);
      serve(async (request) => {
        const text = await request.text();
        const path = new URL(request.url).pathname;
        if (path === '/read') return Response.json(replica.values());
        if (path === '/add') {
          const update = replica.add(Number(text));
          if (!keepsFirst) tell(update);
          await keep();
          if (keepsFirst) tell(update);
          return Response.json(null);
        }
        replica.merge(new Uint8Array(Buffer.from(text, 'base64')));
        await keep();
        return new Response();
      });
    },
  };
}
