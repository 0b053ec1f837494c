/**
 * The bug corpus as a benchmark. Easy switches, pooled over 100 seeds each, must be found in 99 %
 * of them within 200 scenarios; rare ones in each of 20 seeds within 30,000. The finds of 20 seeds
 * are shrunk and compared with the smallest counterexample known of the same detector. Correct
 * twins must stay silent under every fault of their profile; and each must fail under some fault
 * that it does not claim to tolerate, or the silence would mean nothing. Seeds come from a hash; a
 * system has one profile, and the campaign is not told the switch.
 *
 *   node dist/bench/bugs.js [--only SYSTEM or SYSTEM/BUG] [--seeds 100] [--rare-seeds 20]
 *     [--shrunk 20] [--twins 10000] [--beyond 200]
 */

import { parseArgs } from 'node:util';
import { FAULT_CATALOGUE } from '../src/scenario/fault-catalogue.js';
import type { FaultKind } from '../src/scenario/fault.js';
import type { BugSwitch, System } from '../src/simulator/system.js';
import { systems } from '../src/systems/index.js';
import { ask } from './bugs/ask.js';
import type { Hit, SwitchAnswer, TwinAnswer } from './bugs/question.js';
import { quantile, ratioOf, sizeLines, SIZE_RATIO_MAX } from './bugs/sizes.js';

const BUDGET = 200;
const RARE_BUDGET = 30_000;
const EASY_SHARE = 0.99;
/** Seeds a process takes at once. */
const SEEDS_A_PROCESS = 10;
const TWINS_A_PROCESS = 2_500;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '100' },
    'rare-seeds': { type: 'string', default: '20' },
    shrunk: { type: 'string', default: '20' },
    twins: { type: 'string', default: '10000' },
    beyond: { type: 'string', default: '200' },
  },
});
const [onlySystem = '', onlyBug] = values.only.split('/');
const shrunk = Number(values.shrunk);
let failures = 0;
let easyTried = 0;
let easyFound = 0;
const ratios: number[] = [];

async function benchSwitch(system: System, { name, hard }: BugSwitch): Promise<void> {
  const isRare = hard === true;
  const seeds = Number(isRare ? values['rare-seeds'] : values.seeds);
  const step = isRare ? 1 : SEEDS_A_PROCESS;
  const parts = Array.from({ length: Math.ceil(seeds / step) }, (_, part) =>
    ask<SwitchAnswer>({
      kind: 'switch',
      system: system.name,
      bug: name,
      from: part * step,
      to: Math.min(seeds, (part + 1) * step),
      scenariosMax: isRare ? RARE_BUDGET : BUDGET,
      shrunk,
    }),
  );
  const answers = await Promise.all(parts);
  const hits = answers.flatMap((answer) => answer.hits).filter((hit): hit is Hit => hit !== null);
  if (isRare && hits.length < seeds) failures++;
  if (!isRare) {
    easyTried += seeds;
    easyFound += hits.length;
  }
  const of = (figure: (hit: Hit) => number, share: number): number =>
    quantile(hits.map(figure), share);
  const found = `${hits.length}/${seeds}`;
  const scenarios = `${of(({ foundIn }) => foundIn, 0.5)} / ${of(({ foundIn }) => foundIn, 0.9)}`;
  const label = `${system.name} ${name}${isRare ? ' (rare)' : ''}`;
  const seconds = of((hit) => hit.seconds, 0.5).toFixed(1);
  console.log(label.padEnd(52) + found.padStart(9) + scenarios.padStart(15) + seconds.padStart(8));
  for (const line of sizeLines(`${system.name}/${name}`, hits)) console.log(line);
  ratios.push(...ratioOf(`${system.name}/${name}`, hits));
}

async function twinOf(system: System, scenarios: number, fault?: FaultKind): Promise<TwinAnswer> {
  const parts = Math.max(1, Math.ceil(scenarios / TWINS_A_PROCESS));
  const answers = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      ask<TwinAnswer>({
        kind: 'twin',
        system: system.name,
        scenarios: Math.min(TWINS_A_PROCESS, scenarios - part * TWINS_A_PROCESS),
        part,
        ...(fault === undefined ? {} : { fault }),
      }),
    ),
  );
  const sum = (of: (answer: TwinAnswer) => number): number =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const anomaly = answers.find((answer) => answer.anomaly !== undefined)?.anomaly;
  return {
    scenarios: sum((answer) => answer.scenarios),
    violations: sum((answer) => answer.violations),
    unknown: sum((answer) => answer.unknown),
    ok: sum((answer) => answer.ok),
    operations: sum((answer) => answer.operations),
    overlapping: sum((answer) => answer.overlapping),
    seconds: sum((answer) => answer.seconds),
    ...(anomaly === undefined ? {} : { anomaly }),
  };
}

async function benchTwin(system: System, scenarios: number): Promise<void> {
  const twin = await twinOf(system, scenarios);
  const isSilent = twin.violations === 0 && twin.unknown === 0;
  const isBusy = twin.ok * 2 >= twin.operations && twin.overlapping * 2 >= twin.scenarios;
  if (!isSilent || !isBusy || twin.scenarios < scenarios) failures++;
  console.log(
    system.name.padEnd(22) +
      String(twin.scenarios).padStart(10) +
      String(twin.violations).padStart(8) +
      String(twin.unknown).padStart(9) +
      percent(twin.ok, twin.operations).padStart(12) +
      percent(twin.overlapping, twin.scenarios).padStart(20) +
      twin.seconds.toFixed(1).padStart(9),
  );
}

/** Faults that the profile does not have, each alone: the twin must fail under some of them. */
async function benchBeyond(system: System, scenarios: number): Promise<void> {
  const claimed = system.profile.faultWeights;
  const kinds = (Object.keys(FAULT_CATALOGUE) as FaultKind[]).filter(
    (kind) => (claimed[kind] ?? 0) === 0,
  );
  const answers = await Promise.all(
    kinds.map(async (kind) => ({ kind, ...(await twinOf(system, scenarios, kind)) })),
  );
  const broken = answers.filter(({ violations }) => violations > 0);
  if (broken.length === 0) failures++;
  const told = broken.map(({ kind, anomaly }) => `${kind} (${anomaly ?? ''})`);
  console.log(
    `${system.name.padEnd(22)}${`${broken.length} of ${kinds.length}`.padStart(10)}  ` +
      (told.join(', ') || 'none'),
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
}

const chosen = systems.filter(({ name }) => onlySystem === '' || name === onlySystem);
const switches = chosen.flatMap((system) =>
  system.bugs
    .filter(({ name }) => onlyBug === undefined || name === onlyBug)
    .map((bug) => ({ system, bug })),
);
console.log(`${switches.length} switches in ${chosen.length} systems`);
console.log(`${'switch'.padEnd(52)}    found      scenarios  median`);
console.log(`${''.padEnd(52)}             median / p90   cpu s`);
for (const { system, bug } of switches) await benchSwitch(system, bug);
const easyShare = easyFound / Math.max(1, easyTried);
if (easyTried > 0 && easyShare < EASY_SHARE) failures++;
console.log(
  `\neasy ones pooled: ${easyFound} of ${easyTried} seeds (${percent(easyFound, easyTried)})`,
);
const ratio = quantile(ratios, 0.5);
if (ratio > SIZE_RATIO_MAX) failures++;
console.log(`median ratio of shrunk size to the smallest known: ${ratio.toFixed(2)}`);
if (Number(values.twins) > 0) {
  console.log(
    '\ncorrect twin           scenarios  alarms  unknown  successful  overlapping faults    cpu s',
  );
  for (const system of chosen) await benchTwin(system, Number(values.twins));
}
if (Number(values.beyond) > 0) {
  console.log('\ncorrect twin, each fault beyond its claims alone: those that break it');
  for (const system of chosen) await benchBeyond(system, Number(values.beyond));
}
console.log(failures === 0 ? '\nall as it should be' : `\n${failures} rows fall short`);
process.exitCode = failures === 0 ? 0 : 1;
