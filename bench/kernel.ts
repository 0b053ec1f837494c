/**
 * How many messages a second the simulator delivers on one core, with the trace recorded and loss
 * and latency drawn for each message: five servers start pings, every ping is passed on for eight
 * hops. In the same run, as a yardstick for the machine, a bare binary heap does the same number of
 * pushes and pops. CPU seconds, not wall clock.
 *
 *   node dist/bench/kernel.js [--messages 1000000] [--runs 5]
 */

import { parseArgs } from 'node:util';
import { SCENARIO_VERSION } from '../src/scenario/scenario.js';
import type { Scenario } from '../src/scenario/scenario.js';
import type { Body, Context, Node } from '../src/simulator/node.js';
import { simulate } from '../src/simulator/simulate.js';
import type { System } from '../src/simulator/system.js';

interface Ping extends Body {
  readonly type: 'ping';
  readonly hops: number;
}

const SERVERS = 5;
const HOPS = 8;
const TICK_US = 2000;
const LATENCY = { kind: 'uniform', minUs: 500, maxUs: 5000 } as const;
/** How many messages are under way at any time: what the heap holds too. */
const UNDER_WAY =
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

const none = { min: 0, max: 0 };
const flood: System = {
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

/** One operation that nobody answers keeps the run going until the limit on events. */
const scenario: Scenario = {
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

/** Pushes and pops `count` times on a binary heap of `size` times and slots, as in a textbook. */
function runHeap(count: number, size: number): number {
  const times: number[] = [];
  let last = 0;
  let random = 1;
  const push = (time: number): void => {
    let at = times.push(time) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = times[parent] as number;
      if (above <= time) break;
      times[at] = above;
      at = parent;
    }
    times[at] = time;
  };
  const pop = (): number => {
    const first = times[0] as number;
    const moved = times.pop() as number;
    const length = times.length;
    if (length === 0) return first;
    let at = 0;
    for (let child = 1; child < length; child = at * 2 + 1) {
      if (child + 1 < length && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= moved) break;
      times[at] = times[child] as number;
      at = child;
    }
    times[at] = moved;
    return first;
  };
  for (let done = -size; done < count; done++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    push(last + LATENCY.minUs + (random % (LATENCY.maxUs - LATENCY.minUs + 1)));
    if (done >= 0) last = pop();
  }
  return last;
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] as number;
}

function row(name: string, count: number, seconds: readonly number[]): string {
  const rate = Math.round(count / median(seconds));
  const [best, worst] = [Math.min(...seconds), Math.max(...seconds)];
  return [
    name.padEnd(30),
    count.toLocaleString('en').padStart(11),
    rate.toLocaleString('en').padStart(12),
    `${((median(seconds) / count) * 1e9).toFixed(0)} ns`.padStart(9),
    `${best.toFixed(2)} to ${worst.toFixed(2)} s`.padStart(17),
  ].join('');
}

function main(): void {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
    },
  });
  const messages = Number(values.messages);
  const runs = Number(values.runs);
  // Ticks are events too: a few per cent more events than messages.
  const eventsMax = Math.ceil(messages * 1.05);
  const simulated: number[] = [];
  const heaped: number[] = [];
  let delivered = 0;
  let hash = '';
  for (let count = 0; count < runs; count++) {
    simulated.push(
      cpuSeconds(() => {
        const run = simulate(scenario, flood, { eventsMax });
        delivered = run.messages.delivered;
        hash = run.trace.hash;
      }),
    );
    heaped.push(cpuSeconds(() => runHeap(delivered, UNDER_WAY)));
  }
  console.log(`${''.padEnd(30)}      count     a second     each   CPU, ${runs} runs`);
  console.log(row('messages delivered', delivered, simulated));
  console.log(row('push and pop of a binary heap', delivered, heaped));
  const ratio = median(simulated) / median(heaped);
  console.log(`one delivery costs ${ratio.toFixed(1)} times a push and pop; trace hash ${hash}`);
}

main();
