/**
 * The bug corpus as a benchmark: every switch of every bundled system must be found within its
 * budget in each of 20 seeds, shrunk, and its correct twin must stay silent. Seeds come from a
 * hash; the campaign is not told the switch. Arguments: --seeds 20, --twins 10000, --only SYSTEM or
 * SYSTEM/BUG.
 */

import { parseArgs } from 'node:util';
import { hunt } from '../src/run/hunt.js';
import { runCampaign } from '../src/run/campaign.js';
import { deriveSeed } from '../src/scenario/randomness.js';
import type { BugSwitch, System } from '../src/simulator/system.js';
import { systems } from '../src/systems/index.js';
import type { Workload } from '../workloads/workload.js';
import { workloads } from '../workloads/index.js';

const BUDGET = 2_000;
const HARD_BUDGET = 30_000;

/** Smallest counterexamples known (operations/faults/late messages), by what detects them. */
const OPTIMA: Readonly<Record<string, string>> = {
  'no-write-back': '3/0/3',
  'sloppy-quorum': '2/0/2',
  'timestamp-reuse': '4/1-2/1',
  'async-replication': '2/1/0-1',
  'split-brain': '3/1/0',
  'stale-leader-read': '2/1/0',
  'vote-not-persisted': '1-2/1/1',
  'ack-before-fsync': '2/1/0',
  'no-dedup': '2/0/1',
  'commit-previous-term': '2/4-5/2',
};

interface Hit {
  readonly foundIn: number;
  readonly seconds: number;
  readonly detector: string;
  readonly operations: number;
  readonly faults: number;
  readonly deviations: number;
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    twins: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
  },
});
const seeds = Number(values.seeds);
const twins = Number(values.twins);
const [onlySystem, onlyBug] = values.only.split('/');
let failures = 0;

function workloadOf(system: System): Workload {
  const workload = workloads.find(({ name }) => name === system.workloads[0]);
  if (workload === undefined) throw new Error(`${system.name} names no workload`);
  return workload;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function huntOnce(system: System, bug: string, seed: number, budget: number) {
  const began = cpuSeconds();
  const { counterexample } = await hunt({
    system,
    workload: workloadOf(system),
    bugs: [bug],
    seed,
    scenariosMax: budget,
    measureOdds: false,
  });
  if (counterexample === undefined) return undefined;
  const { statistics, fingerprint } = counterexample;
  const hit: Hit = {
    foundIn: statistics.foundIn,
    seconds: cpuSeconds() - began,
    detector: fingerprint.anomaly,
    ...statistics.shrunk,
  };
  return hit;
}

async function benchBug(system: System, { name, hard }: BugSwitch): Promise<void> {
  const budget = hard === true ? HARD_BUDGET : BUDGET;
  const hits: Hit[] = [];
  for (let at = 0; at < seeds; at++) {
    const hit = await huntOnce(system, name, deriveSeed(0, `${system.name}/${name}`, at), budget);
    if (hit !== undefined) hits.push(hit);
  }
  if (hits.length < seeds) failures++;
  const all = (of: (hit: Hit) => number): string =>
    hits.length === 0 ? '-' : `${quantile(hits.map(of), 0.5)} / ${quantile(hits.map(of), 0.9)}`;
  const seconds =
    hits.length === 0
      ? '-'
      : quantile(
          hits.map((hit) => hit.seconds),
          0.5,
        ).toFixed(1);
  const label = `${system.name} ${name}`.padEnd(34);
  const found = `${hits.length}/${seeds}`.padStart(6);
  console.log(`${label}${found}${all((hit) => hit.foundIn).padStart(15)}${seconds.padStart(8)}`);
  for (const detector of [...new Set(hits.map((hit) => hit.detector))].sort()) {
    const by = hits.filter((hit) => hit.detector === detector);
    const median = (of: (hit: Hit) => number): number => quantile(by.map(of), 0.5);
    const size = [
      median((hit) => hit.operations),
      median((hit) => hit.faults),
      median((hit) => hit.deviations),
    ].join('/');
    console.log(
      `  by ${detector} (${by.length})`.padEnd(40) +
        `shrunk to ${size}`.padEnd(22) +
        `optimum ${OPTIMA[name] ?? 'not known'}`,
    );
  }
}

async function benchTwin(system: System): Promise<void> {
  const began = cpuSeconds();
  const { summary } = await runCampaign({
    system,
    workload: workloadOf(system),
    seed: deriveSeed(0, `${system.name}/twin`, 0),
    scenariosMax: twins,
    measureOdds: false,
  });
  const { ok, fail, info } = summary.operations;
  const percent = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
  const overlap = summary.scenariosOverlapping;
  const isSilent = summary.violations === 0 && summary.unknown === 0;
  const isBusy = ok * 2 >= ok + fail + info && overlap * 2 >= summary.scenarios;
  if (!isSilent || !isBusy || summary.scenarios < twins) failures++;
  console.log(
    system.name.padEnd(18) +
      String(summary.scenarios).padStart(10) +
      String(summary.violations).padStart(8) +
      String(summary.unknown).padStart(9) +
      percent(ok, ok + fail + info).padStart(12) +
      percent(overlap, summary.scenarios).padStart(20) +
      (cpuSeconds() - began).toFixed(1).padStart(9),
  );
}

const chosen = systems.filter(({ name }) => (onlySystem ?? '') === '' || name === onlySystem);
console.log('switch                             found    scenarios    median');
console.log('                                          median / p90    cpu s');
for (const system of chosen) {
  for (const bug of system.bugs) {
    if (onlyBug === undefined || onlyBug === bug.name) await benchBug(system, bug);
  }
}
if (twins > 0) {
  console.log(
    '\ncorrect twin       scenarios  alarms  unknown  successful  overlapping faults    cpu s',
  );
  for (const system of chosen) await benchTwin(system);
}
console.log(failures === 0 ? '\nall found, all twins silent' : `\n${failures} rows fall short`);
process.exitCode = failures === 0 ? 0 : 1;
