/**
 * A counter on one server, with answers that may get lost: a client that hears nothing asks again,
 * and the server answers what it has done already from a table on disk instead of doing it again
 * (completed requests in Lee et al., "Implementing Linearizability at Large Scale and Low Latency"
 * (RIFL), SOSP 2015, section 3).
 */

import { canonicalKey } from '../history/equality.js';
import type { Profile } from '../scenario/profile.js';
import type { Context, Node, Request } from '../simulator/node.js';
import { requestClient } from '../simulator/request-client.js';
import type { System } from '../simulator/system.js';

class CounterServer implements Node {
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Context, client: string, { id, f, key, value }: Request): void {
    const name = `counter/${canonicalKey(key ?? null)}`;
    const sum = (ctx.disk.read(name) as number | undefined) ?? 0;
    if (f === 'read') return this.tell(ctx, client, id, sum);
    const done = `done/${id}`;
    const repeats = ctx.disk.read(done) !== undefined;
    if (repeats) ctx.sometimes('asked again');
    if (!repeats || this.bugs.has('no-dedup')) {
      const next = sum + (typeof value === 'number' ? value : 1);
      ctx.disk.write(name, next);
      ctx.disk.write(done, true);
      this.shown = String(next);
    }
    this.tell(ctx, client, id, sum);
  }

  inspect(): string {
    return this.shown;
  }

  /** What is answered, a sum that was read included, is on disk first. */
  private tell(ctx: Context, client: string, operation: number, value: number): void {
    const reply = (): void => ctx.reply(client, operation, { type: 'ok', value });
    if (!this.bugs.has('ack-before-fsync')) return ctx.disk.sync(reply);
    reply();
    ctx.disk.sync(() => undefined);
  }
}

const PROFILE: Profile = {
  servers: [1],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 2 },
  operations: { min: 15, max: 40 },
  loadUs: { min: 100_000, max: 400_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 5_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 30_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 30_000 },
  disk: { syncMinUs: 500, syncMaxUs: 8_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 5_000, max: 80_000 },
  faultWeights: {
    crash: 4,
    'client-link': 3,
    'one-way': 2,
    duplication: 1,
    loss: 1,
    reordering: 1,
    delay: 1,
    pause: 1,
    slow: 1,
  },
};

/** The smallest service in which asking twice is a mistake. */
export const counterService: System = {
  name: 'counter',
  summary: 'a counter on one server that knows a request when it comes again',
  source: 'Lee et al., Implementing Linearizability at Large Scale and Low Latency, SOSP 2015',
  bugs: [
    { name: 'no-dedup', summary: 'an addition that a client asks for again is done again' },
    { name: 'ack-before-fsync', summary: 'says that it is done before it is on disk' },
  ],
  workloads: ['counter'],
  profile: PROFILE,
  marks: ['asked again'],
  build: ({ bugs }) => ({
    server: () => new CounterServer(bugs),
    client: () => requestClient({ retryUs: 25_000 }),
  }),
};
