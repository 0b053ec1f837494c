/**
 * How small and how fast: shrinks failing scenarios of the replicated register (ABD, reads without write-back) with
 * the minimiser and with plain ddmin (Zeller and Hildebrandt, TSE 2002) over operations and faults, the same inputs in
 * the same run. The least counterexample that exists has 3 operations, no fault and 3 late messages.
 *
 *   node dist/bench/shrink.js [seeds]
 */

import * as fc from 'fast-check';
import { linearizable, register } from '../checkers/index.js';
import type { Ask, ProgramSource } from '../src/generate/program-source.js';
import { scenarioArbitrary } from '../src/generate/scenarios.js';
import type { Profile } from '../src/scenario/profile.js';
import type { Scenario } from '../src/scenario/scenario.js';
import { minimize } from '../src/shrink/minimize.js';
import type { ShrinkOptions } from '../src/shrink/minimize.js';
import type { ShrinkOracle } from '../src/shrink/oracle.js';
import { simulate } from '../src/simulator/simulate.js';
import { abd } from '../src/systems/abd.js';
import type { Posting } from '../src/trace/posting.js';

interface Row {
  readonly operations: number;
  readonly faults: number;
  readonly deviations: number;
  readonly simulations: number;
  readonly ms: number;
}

const checker = linearizable(register());

const source: ProgramSource = {
  name: 'register',
  ask: (keys, serial) =>
    fc.record({
      f: fc.constant('read'),
      key: fc.constantFrom(...keys),
      value: fc.constant(null),
    }).chain((read) =>
      fc.constantFrom<Ask>(read, { ...read, f: 'write', value: serial }),
    ),
  finals: (key) => [{ f: 'read', key, value: null }],
  simplify: ({ f, key, value: _, ...rest }) =>
    f === 'write' ? [{ ...rest, f: 'read', ...(key === undefined ? {} : { key }), value: null }] : [],
};

function fails(scenario: Scenario): boolean {
  return checker.check(simulate(scenario, abd).history).kind === 'illegal';
}

const oracle: ShrinkOracle = {
  reproduces: fails,
  postings(scenario) {
    const postings: Posting[] = [];
    simulate(scenario, abd, { onPosting: (posting) => postings.push(posting) });
    return postings;
  },
  simplify: (ask) => source.simplify?.(ask) ?? [],
};

/** The first failing scenario of this size for each of the seeds. */
function inputs(seeds: number, operations: number, faults: number): Scenario[] {
  const exactly = (count: number): { min: number; max: number } => ({ min: count, max: count });
  const profile: Profile = {
    ...abd.profile,
    clients: { min: 3, max: 6 },
    keys: { min: 1, max: 3 },
    operations: exactly(operations),
    loadUs: exactly(operations * 10_000),
    faults: exactly(faults),
  };
  const scenarios = scenarioArbitrary({
    system: { name: 'abd', bugs: ['no-write-back'] },
    source,
    profile,
    swarmPpm: 0,
  });
  const found: Scenario[] = [];
  for (let seed = 1; found.length < seeds; seed++) {
    const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
    if (scenario === undefined || scenario.faults.length < faults * 0.6 || !fails(scenario)) continue;
    found.push(scenario);
  }
  return found;
}

/** The least failing sub-list by ddmin. */
function ddmin<Item>(items: readonly Item[], test: (some: readonly Item[]) => boolean): readonly Item[] {
  let list = items;
  let parts = 2;
  while (list.length >= 2) {
    const size = Math.ceil(list.length / parts);
    const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, at) => at * size);
    const chunk = starts.map((at) => list.slice(at, at + size)).find(test);
    const rest =
      chunk ?? starts.map((at) => [...list.slice(0, at), ...list.slice(at + size)]).find(test);
    if (rest !== undefined) {
      list = rest;
      parts = chunk === undefined ? Math.max(parts - 1, 2) : 2;
    } else if (parts >= list.length) break;
    else parts = Math.min(list.length, 2 * parts);
  }
  return list.length === 1 && test([]) ? [] : list;
}

function shrinkByDdmin(scenario: Scenario): Row {
  let simulations = 0;
  const test = (candidate: Scenario): boolean => {
    simulations++;
    return fails(candidate);
  };
  const before = performance.now();
  let current = scenario;
  for (let size = Infinity; current.program.length + current.faults.length < size; ) {
    size = current.program.length + current.faults.length;
    current = { ...current, program: ddmin(current.program, (program) => test({ ...current, program })) };
    current = { ...current, faults: ddmin(current.faults, (faults) => test({ ...current, faults })) };
  }
  const ms = performance.now() - before;
  return rowOf(current, simulations, ms);
}

function shrinkByUs(scenario: Scenario, options: ShrinkOptions): Row {
  const before = performance.now();
  const { scenario: shrunk, simulations, minimality } = minimize(scenario, oracle, options);
  const ms = performance.now() - before;
  if (process.env['SHOW']) { console.log(minimality, JSON.stringify(shrunk)); console.log(minimize(scenario, oracle, options).log.map((s)=>s.pass+':'+Object.values(s.size).join('/')+'@'+s.simulations).join(' ')); }
  return rowOf(shrunk, simulations, ms);
}

function rowOf(scenario: Scenario, simulations: number, ms: number): Row {
  const { program, faults, deviations } = scenario;
  return {
    operations: program.length,
    faults: faults.length,
    deviations: deviations.length,
    simulations,
    ms: Math.round(ms),
  };
}

function print(name: string, rows: readonly Row[]): void {
  const columns = (['operations', 'faults', 'deviations', 'simulations', 'ms'] as const).map((column) => {
    const numbers = rows.map((row) => row[column]).sort((left, right) => left - right);
    const median = numbers[Math.floor(numbers.length / 2)];
    return `${median} (${numbers.at(-1)})`.padStart(14);
  });
  process.stdout.write(`${name.padEnd(26)}${columns.join('')}\n`);
}

const seeds = Number(process.argv[2] ?? 20);
process.stdout.write(
  `median (max) of ${seeds} scenarios`.padEnd(26) +
    ['operations', 'faults', 'deviations', 'simulations', 'ms'].map((name) => name.padStart(14)).join('') +
    '\n',
);
for (const [operations, faults, count] of [[100, 10, seeds], [1000, 60, Math.ceil(seeds / 4)]] as const) {
  const scenarios = inputs(count, operations, faults);
  const title = `${operations} operations, ${faults} faults`;
  print(`${title}: ddmin`, scenarios.map(shrinkByDdmin));
  print(`${title}: minimize`, scenarios.map((scenario) => shrinkByUs(scenario, {})));
  print(`${title}: high effort`, scenarios.map((scenario) => shrinkByUs(scenario, { effort: 'high', simulationsMax: 20_000 })));
}
