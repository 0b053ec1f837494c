/**
 * What the benchmark of the kernel simulates: five servers start pings, every ping is passed on for
 * eight hops; one in a hundred is lost.
 */

import { SCENARIO_VERSION } from '../../src/scenario/scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import type { AsyncContext, AsyncNode } from '../../src/simulator/asynchronous/node.js';
import type { Body, Context, Node } from '../../src/simulator/node.js';
import type { System } from '../../src/simulator/system.js';

interface Ping extends Body {
  readonly type: 'ping';
  readonly hops: number;
}

/** How many servers there are. */
export const SERVERS = 5;
const HOPS = 8;
const TICK_US = 2000;
/** Of every message, in every row. */
export const LATENCY = { kind: 'uniform', minUs: 500, maxUs: 5000 } as const;
/** How many messages are under way at any time: what the heaps hold too. */
export const UNDER_WAY: number =
  (SERVERS * (SERVERS - 1) * HOPS * (LATENCY.minUs + LATENCY.maxUs)) / (2 * TICK_US);

/** Starts a ping to every peer at each tick, and passes on those of the others. */
class Pinger implements Node<Ping> {
  private peers: readonly string[] = [];

  start(ctx: Context<Ping>): void {
    this.peers = ctx.servers.filter((server) => server !== ctx.self);
    ctx.setTimer('tick', TICK_US);
  }

  timer(ctx: Context<Ping>): void {
    for (const peer of this.peers) ctx.send(peer, { type: 'ping', hops: HOPS });
    ctx.setTimer('tick', TICK_US);
  }

  message(ctx: Context<Ping>, from: string, { hops }: Ping): void {
    if (hops === 1) return;
    const next = this.peers[(this.peers.indexOf(from) + 1) % this.peers.length];
    if (next !== undefined) ctx.send(next, { type: 'ping', hops: hops - 1 });
  }
}

/** The same, by handlers that await. */
class AsyncPinger implements AsyncNode<Ping> {
  private peers: readonly string[] = [];

  async start(ctx: AsyncContext<Ping>): Promise<void> {
    this.peers = ctx.servers.filter((server) => server !== ctx.self);
    for (;;) {
      await ctx.sleep(TICK_US);
      for (const peer of this.peers) await ctx.send(peer, { type: 'ping', hops: HOPS });
    }
  }

  async message(ctx: AsyncContext<Ping>, from: string, { hops }: Ping): Promise<void> {
    if (hops === 1) return;
    const next = this.peers[(this.peers.indexOf(from) + 1) % this.peers.length];
    if (next !== undefined) await ctx.send(next, { type: 'ping', hops: hops - 1 });
  }
}

const none = { min: 0, max: 0 };
/** Five servers that ping each other. */
export const flood: System = {
  name: 'flood',
  summary: 'pings that are passed on',
  source: 'bench/kernel.ts',
  bugs: [],
  workloads: [],
  profile: {
    servers: [SERVERS],
    clients: none,
    keys: none,
    operations: none,
    loadUs: none,
    timeoutUs: 1,
    latencies: [LATENCY],
    lossPpm: none,
    duplicationPpm: none,
    disk: { syncMinUs: 0, syncMaxUs: 0 },
    faults: none,
    clientsPartedPpm: 0,
    faultUs: none,
    faultWeights: {},
  },
  build: () => ({ server: () => new Pinger(), client: () => ({}) }),
};

/** The same system of asynchronous nodes. */
export const asyncFlood: System = {
  ...flood,
  name: 'async-flood',
  asynchronous: true,
  build: () => ({ server: () => new AsyncPinger(), client: () => ({}) }),
};

/** One operation that nobody answers keeps the run going until the limit on events. */
export const scenario: Scenario = {
  version: SCENARIO_VERSION,
  system: { name: flood.name, bugs: [] },
  workload: 'none',
  topology: { servers: SERVERS, clients: 1 },
  network: {
    latency: LATENCY,
    lossPpm: 10_000,
    duplicationPpm: 0,
    reorderingPpm: 0,
    reorderingUs: 0,
  },
  disk: { syncMinUs: 0, syncMaxUs: 0 },
  timeoutUs: 1e12,
  healAtUs: 1e12,
  program: [{ id: 1, client: 'c0', atUs: 0, f: 'wait', value: null }],
  faults: [],
  deviations: [],
  seed: 7,
};
