/**
 * How small and how fast: shrinks failing scenarios of the replicated register (ABD, reads without
 * write-back) with the minimiser, and with plain ddmin over operations and faults (Zeller and
 * Hildebrandt, TSE 2002), which leaves the latencies to chance. Same inputs, same run. The least
 * counterexample known has 3 operations, no fault and 3 late messages. Then recorded histories that
 * cannot be run again, as `skerry shrink` makes them smaller.
 *
 *   node dist/bench/shrink.js [seeds]
 */

import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { modelNamed } from '../checkers/models/index.js';
import { scenarioArbitrary } from '../src/generate/scenarios.js';
import { readHistory } from '../src/history/codecs/index.js';
import type { History } from '../src/history/operation.js';
import { shrinkOracle } from '../src/run/shrink-oracle.js';
import type { Profile } from '../src/scenario/profile.js';
import type { Scenario } from '../src/scenario/scenario.js';
import { shrinkHistory } from '../src/shrink/history/shrink-history.js';
import { minimize } from '../src/shrink/minimize.js';
import type { ShrinkOptions } from '../src/shrink/minimize.js';
import { abd } from '../src/systems/abd.js';
import { registerWorkload } from '../workloads/register.js';
import { linesOf } from './histories/lines.js';
import { record } from './histories/record.js';
import { generatedWorkloads } from './histories/workloads.js';

interface Row {
  readonly operations: number;
  readonly faults: number;
  readonly deviations: number;
  readonly simulations: number;
  readonly ms: number;
}

interface Result {
  readonly scenario: Scenario;
  readonly simulations: number;
}

type Shrink = (scenario: Scenario) => Promise<Result>;

const COLUMNS = ['operations', 'faults', 'deviations', 'simulations', 'ms'] as const;

const oracle = shrinkOracle(abd, registerWorkload, {
  checker: 'linearizable',
  anomaly: 'non-linearizable',
});

/** The first failing scenarios of about this size. */
async function inputs(count: number, operations: number, faults: number): Promise<Scenario[]> {
  const profile: Profile = {
    ...abd.profile,
    clients: { min: 3, max: 6 },
    keys: { min: 1, max: 3 },
    operations: { min: operations, max: operations },
    loadUs: { min: operations * 10_000, max: operations * 10_000 },
    faults: { min: faults, max: faults },
  };
  const scenarios = scenarioArbitrary({
    system: { name: abd.name, bugs: ['no-write-back'] },
    source: registerWorkload,
    profile,
    swarmPpm: 0,
  });
  const found: Scenario[] = [];
  for (let seed = 1; found.length < count; seed++) {
    const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
    // Half of the schedules are drawn with few faults on purpose.
    if (scenario === undefined || scenario.faults.length < faults) continue;
    if (await oracle.reproduces(scenario)) found.push(scenario);
  }
  return found;
}

/** A sub-list that fails and of which no chunk can be left out. */
async function ddmin<Item>(
  items: readonly Item[],
  fails: (some: readonly Item[]) => boolean | Promise<boolean>,
): Promise<readonly Item[]> {
  const firstFailing = async (lists: readonly Item[][]): Promise<Item[] | undefined> => {
    for (const each of lists) if (await fails(each)) return each;
    return undefined;
  };
  let list = items;
  let parts = 2;
  while (list.length >= 2) {
    const size = Math.ceil(list.length / parts);
    const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, at) => at * size);
    const chunk = await firstFailing(starts.map((at) => list.slice(at, at + size)));
    const rest = starts.map((at) => [...list.slice(0, at), ...list.slice(at + size)]);
    const smaller = chunk ?? (await firstFailing(rest));
    if (smaller !== undefined) {
      list = smaller;
      parts = chunk === undefined ? Math.max(parts - 1, 2) : 2;
    } else if (parts >= list.length) break;
    else parts = Math.min(list.length, 2 * parts);
  }
  return list.length === 1 && (await fails([])) ? [] : list;
}

/** Operations, then faults, again and again until neither list gets shorter. */
async function ddminScenario(scenario: Scenario): Promise<Result> {
  let simulations = 0;
  const fails = (candidate: Scenario): boolean | Promise<boolean> => {
    simulations++;
    return oracle.reproduces(candidate);
  };
  const sizeOf = ({ program, faults }: Scenario): number => program.length + faults.length;
  let current = scenario;
  for (let size = Infinity; sizeOf(current) < size;) {
    size = sizeOf(current);
    const before = current;
    const program = await ddmin(before.program, (some) => fails({ ...before, program: some }));
    const faults = await ddmin(before.faults, (some) =>
      fails({ ...before, program, faults: some }),
    );
    current = { ...before, program, faults };
  }
  return { scenario: current, simulations };
}

async function measure(scenario: Scenario, shrink: Shrink): Promise<Row> {
  const before = performance.now();
  const { scenario: shrunk, simulations } = await shrink(scenario);
  const ms = Math.round(performance.now() - before);
  const { program, faults, deviations } = shrunk;
  return {
    operations: program.length,
    faults: faults.length,
    deviations: deviations.length,
    simulations,
    ms,
  };
}

function print(name: string, rows: readonly Row[]): void {
  const cells = COLUMNS.map((column) => {
    const numbers = rows.map((row) => row[column]).sort((left, right) => left - right);
    const median = numbers[Math.floor((numbers.length - 1) / 2)];
    // On a network with dice every message is a deviation that nobody listed.
    const isUnlisted = column === 'deviations' && name.includes('ddmin');
    return (isUnlisted ? 'by chance' : `${median} (${numbers.at(-1)})`).padStart(14);
  });
  process.stdout.write(`${name.padEnd(42)}${cells.join('')}\n`);
}

async function bench(count: number, operations: number, faults: number): Promise<void> {
  const scenarios = await inputs(count, operations, faults);
  const shrinkers: [string, Shrink][] = [
    ['ddmin', ddminScenario],
    ['minimize', ours({})],
    ['minimize, high effort', ours({ effort: 'high', simulationsMax: 20_000 })],
  ];
  for (const [name, shrink] of shrinkers) {
    const rows: Row[] = [];
    for (const scenario of scenarios) rows.push(await measure(scenario, shrink));
    print(`${operations} + ${faults}: ${name}`, rows);
  }
}

function ours(options: ShrinkOptions): Shrink {
  return (scenario) => minimize(scenario, oracle, options);
}

/** A stale read among the operations of ten clients on a register, of which one in 100 crashed. */
async function recordedRegister(operations: number, seed: number): Promise<History> {
  const { register } = generatedWorkloads;
  const { functions } = register;
  const recording = record({
    functions,
    subject: register.subject(),
    operations,
    clients: 10,
    crashes: 0.01,
    seed,
  });
  register.spoil(recording, Math.floor(operations * 0.7));
  const text = [...linesOf(recording, 'operations')].join('');
  return readHistory(Readable.from([Buffer.from(text)]));
}

async function benchRecorded(count: number, operations: number): Promise<void> {
  const rows: Row[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const history = await recordedRegister(operations, seed);
    const before = performance.now();
    const shrunk = shrinkHistory(history, modelNamed('register'));
    if (shrunk.kind !== 'shrunk') throw new Error(`seed ${seed} is ${shrunk.kind}`);
    const ms = Math.round(performance.now() - before);
    const left = shrunk.history.operations.length;
    rows.push({ operations: left, faults: 0, deviations: 0, simulations: shrunk.checks, ms });
  }
  print(`${operations}, recorded: checks for simulations`, rows);
}

const seeds = Number(process.argv[2] ?? 20);
const title = `median (max) of ${seeds}; operations + faults`;
process.stdout.write(`${title.padEnd(42)}${COLUMNS.map((name) => name.padStart(14)).join('')}\n`);
await bench(seeds, 100, 10);
await bench(seeds, 1000, 30);
await benchRecorded(seeds, 10_000);
await benchRecorded(seeds, 100_000);
