/**
 * `skerry list [what]`: systems with their bugs, workloads, faults, models and checkers.
 */

import type { Command } from 'commander';
import { judgedWorkloads } from '../../../checkers/audit/judged-workloads.js';
import { namedConsistencyCheckers } from '../../../checkers/consistency.js';
import { namedEventCheckers } from '../../../checkers/jepsen/registry.js';
import { namedModels } from '../../../checkers/models/index.js';
import { consistencyModels } from '../../../checkers/transactions/lattice/models.js';
import { workloads } from '../../../workloads/index.js';
import { systems } from '../../systems/index.js';
import { MEASUREMENTS } from '../../measure/catalogue.js';
import { REPORTERS } from '../../report/reporters/index.js';
import { FAULT_CATALOGUE } from '../../scenario/fault-catalogue.js';
import { EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { Finish } from '../options.js';
import type { Terminal } from '../terminal.js';

type Row = readonly [name: string, summary: string];

const LISTS: Readonly<Record<string, () => Row[]>> = {
  systems: () => systems.map(({ name, summary, source }) => [name, `${summary} (${source})`]),
  bugs: () =>
    systems.flatMap((system) =>
      system.bugs.map(({ name, summary, hard }): Row => [
        `${system.name} ${name}`,
        hard === true ? `${summary} (rare)` : summary,
      ]),
    ),
  workloads: () => workloads.map(({ name, summary }) => [name, summary]),
  faults: () => faultRows(),
  measurements: () =>
    MEASUREMENTS.map(({ name, unit, summary, notion }) => [
      name,
      `${summary}${unit === '' ? '' : `, in ${unit}`} (${notion})`,
    ]),
  models: () => namedModels.map(({ name, summary }) => [name, summary]),
  consistency: () =>
    consistencyModels.map(({ name, synonyms, implies }) => [
      name,
      [...synonyms.map((one) => `also ${one}`), ...implies.map((one) => `implies ${one}`)].join(
        ', ',
      ),
    ]),
  histories: () => Object.entries(judgedWorkloads).map(([name, { summary }]) => [name, summary]),
  checkers: () => [
    ['linearizable', 'a model from the list of models; see --model'],
    ...namedConsistencyCheckers.map(({ name, summary }): Row => [name, summary]),
    ...namedEventCheckers.map(({ name, summary }): Row => [`jepsen ${name}`, summary]),
    ...invariantRows(),
  ],
  reporters: () => REPORTERS.map(({ name, summary }) => [name, summary]),
};

function faultRows(): Row[] {
  return Object.entries(FAULT_CATALOGUE).map(([kind, { summary, notion, parameters }]) => [
    kind,
    `${summary} (${notion}; ${Object.keys(parameters).join(', ')})`,
  ]);
}

function invariantRows(): Row[] {
  const all = new Map<string, string[]>();
  for (const { name, invariants } of workloads) {
    for (const invariant of invariants) {
      all.set(invariant.name, [...(all.get(invariant.name) ?? []), name]);
    }
  }
  return [...all].map(([name, users]) => [name, `holds in workload ${users.join(', ')}`]);
}

/** Registers `skerry list`. */
export function addList(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('list')
    .description(
      'systems, bugs, workloads, faults, measurements, models, consistency, histories, ' +
        'checkers, reporters',
    )
    .argument('[what]', 'one of them; default all')
    .action((what: string | undefined) => finish(listCommand(what, terminal)));
}

/** Prints one list, or all of them. */
function listCommand(what: string | undefined, terminal: Terminal): ExitCode {
  const names = Object.keys(LISTS);
  if (what !== undefined && !Object.hasOwn(LISTS, what)) {
    throw usageError(`there is no list of "${what}"; there is ${names.join(', ')}`);
  }
  const { strong } = terminal.palette;
  for (const [at, name] of (what === undefined ? names : [what]).entries()) {
    if (what === undefined) terminal.print(`${at > 0 ? '\n' : ''}${strong(name)}`);
    const rows = LISTS[name]?.() ?? [];
    const width = Math.max(...rows.map(([first]) => first.length));
    for (const [first, summary] of rows) terminal.print(`  ${first.padEnd(width)}  ${summary}`);
  }
  return EXIT.ok;
}
