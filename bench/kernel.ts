/**
 * How many messages a second the simulator delivers on one core, with the trace recorded and loss
 * and latency drawn for each message, to synchronous and to asynchronous nodes. In the same run, as
 * yardsticks for the machine: an event loop that is nothing but a heap of events, and a heap of
 * numbers. CPU seconds, not wall clock.
 *
 *   node dist/bench/kernel.js [--messages 1000000] [--runs 5]
 */

import { parseArgs } from 'node:util';
import { simulateAsync } from '../src/simulator/asynchronous/simulate-async.js';
import { simulate } from '../src/simulator/simulate.js';
import { asyncFlood, flood, scenario, SERVERS, UNDER_WAY } from './kernel/flood.js';
import { runHeap, runLoop } from './kernel/heaps.js';

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
    },
  });
  const runs = Number(values.runs);
  // Ticks are events too: a few per cent more events than messages.
  const eventsMax = Math.ceil(Number(values.messages) * 1.05);
  const simulated: number[] = [];
  const awaited: number[] = [];
  const looped: number[] = [];
  const heaped: number[] = [];
  let delivered = 0;
  let deliveredAsync = 0;
  let hash = '';
  for (let count = 0; count < runs; count++) {
    const started = process.cpuUsage();
    const run = simulate(scenario, flood, { eventsMax });
    simulated.push(secondsSince(started));
    delivered = run.messages.delivered;
    hash = run.trace.hash;
    const startedAsync = process.cpuUsage();
    const asyncRun = await simulateAsync(scenario, asyncFlood, { eventsMax });
    awaited.push(secondsSince(startedAsync));
    deliveredAsync = asyncRun.messages.delivered;
    const startedLoop = process.cpuUsage();
    runLoop(delivered, UNDER_WAY, SERVERS);
    looped.push(secondsSince(startedLoop));
    const startedHeap = process.cpuUsage();
    runHeap(delivered, UNDER_WAY);
    heaped.push(secondsSince(startedHeap));
  }
  console.log(`${''.padEnd(30)}      count     a second     each   CPU, ${runs} runs`);
  console.log(row('messages, synchronous nodes', delivered, simulated));
  console.log(row('messages, asynchronous nodes', deliveredAsync, awaited));
  console.log(row('bare heap loop', delivered, looped));
  console.log(row('push and pop of numbers', delivered, heaped));
  const share = median(looped) / median(simulated);
  console.log(`synchronous: ${share.toFixed(2)} of the bare heap loop; trace hash ${hash}`);
}

await main();
