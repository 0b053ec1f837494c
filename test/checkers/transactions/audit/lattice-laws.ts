/**
 * Whether what the lattice says of models is true of what the checks say: each level is decided by
 * itself, and compared with the others and with the audit.
 */

import type { TransactionAnomaly } from '../../../../checkers/transactions/anomaly.js';
import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import { decideLevel } from '../../../../checkers/transactions/audit/decide-level.js';
import type {
  TransactionAudit,
  TransactionAuditOptions,
} from '../../../../checkers/transactions/audit/transaction-audit.js';
import { withWeaker } from '../../../../checkers/transactions/lattice/boundary.js';
import { decidedModels } from '../../../../checkers/transactions/lattice/levels.js';
import type { LevelAnswer } from '../../../../checkers/transactions/levels/level.js';
import { observeLists } from '../../../../checkers/transactions/lists/list-observation.js';
import { observeRegisters } from '../../../../checkers/transactions/registers/observe-registers.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../../src/history/transactions/transaction-columns.js';
import type { Value } from '../../../../src/history/value.js';
import { seeded } from '../../oracle/random.js';
import { columnsOf, randomAudited, randomSpoiled, type Audited } from './random-audited.js';

/** What was seen. */
export interface LawTally {
  /** By model, how many histories keep it and break it. */
  readonly held: Map<string, number>;
  readonly violated: Map<string, number>;
  /** Histories that contradict the lattice or the audit, with what is wrong. */
  readonly complaints: string[];
}

/** Anomalies of single transactions, which the complete checks do not look at. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'G1a',
  'G1b',
  'internal',
  'garbage-read',
  'dirty-update',
  'future-read',
  'incompatible-order',
  'duplicate-elements',
  'reordered-appends',
]);

/** Judges `count` random histories. */
export function compareWithLattice(count: number, seed: number): LawTally {
  const tally: LawTally = { held: new Map(), violated: new Map(), complaints: [] };
  for (let round = 0; round < count; round++) {
    const random = seeded(seed + round);
    const audited = randomAudited(random, 3 + random.below(8));
    for (const complaint of guarded(() => complaintsOf(audited, tally))) {
      tally.complaints.push(`seed ${seed + round}: ${complaint}`);
    }
  }
  return tally;
}

/** Audits histories as bad as they come, under every option: nothing may be thrown. */
export function auditSpoiled(count: number, seed: number): string[] {
  const thrown: string[] = [];
  for (let round = 0; round < count; round++) {
    const random = seeded(seed + round);
    const audited = random.chance(0.7)
      ? randomSpoiled(random, 3 + random.below(8))
      : randomAudited(random, 3 + random.below(8));
    const options: TransactionAuditOptions = {
      wfrKeys: random.chance(0.5),
      sequentialKeys: random.chance(0.5),
      linearizableKeys: random.chance(0.5),
      ...(random.chance(0.2) ? { configurationsMax: 1 } : {}),
      ...(random.chance(0.2) ? { expect: [random.pick(decidedModels).model] } : {}),
    };
    const complaints = guarded(() => {
      auditTransactions(columnsOf(audited), options);
      return [];
    });
    thrown.push(...complaints.map((complaint) => `seed ${seed + round}: ${complaint}`));
  }
  return thrown;
}

/** What is thrown is a complaint as well: no history may end an audit. */
function guarded(run: () => string[]): string[] {
  try {
    return run();
  } catch (error) {
    return [`thrown: ${String(error)}`];
  }
}

function complaintsOf(audited: Audited, tally: LawTally): string[] {
  const columns = columnsOf(audited);
  const answers = answersOf(columns);
  for (const [model, { kind }] of answers) {
    if (kind === 'holds') tally.held.set(model, (tally.held.get(model) ?? 0) + 1);
    if (kind === 'violated') tally.violated.set(model, (tally.violated.get(model) ?? 0) + 1);
  }
  return [
    ...againstLattice(answers),
    ...againstAudit(answers, auditTransactions(columns), columns),
  ];
}

function answersOf(columns: TransactionColumns): ReadonlyMap<string, LevelAnswer> {
  const observation =
    columns.kind === 'list-append' ? observeLists(columns) : observeRegisters(columns);
  return new Map(
    decidedModels.map(({ model, level }) => [model, decideLevel(observation, level, {})]),
  );
}

function againstLattice(answers: ReadonlyMap<string, LevelAnswer>): string[] {
  return [...answers].flatMap(([model, { kind }]) =>
    kind !== 'holds'
      ? []
      : [...withWeaker([model])]
          .filter((weaker) => answers.get(weaker)?.kind === 'violated')
          .map((weaker) => `${model} holds, but ${weaker} is violated`),
  );
}

function againstAudit(
  answers: ReadonlyMap<string, LevelAnswer>,
  { standings, anomalies }: TransactionAudit,
  columns: TransactionColumns,
): string[] {
  const isOutside = anomalies.some(
    ({ kind, examples }) => OUTSIDE.has(kind) || examples.some((one) => isInside(columns, one)),
  );
  return standings.flatMap(({ model, standing, because }) => {
    const answer = answers.get(model)?.kind;
    const isWrong =
      (standing === 'holds' && answer === 'violated') ||
      (standing === 'violated' && answer === 'holds' && !isOutside);
    return isWrong
      ? [`the audit says ${model} ${standing} (${JSON.stringify(because).slice(0, 80)})`]
      : [];
  });
}

/** A cycle through the single appends of a transaction: the checks take its last one for all. */
function isInside(columns: TransactionColumns, { steps = [] }: TransactionAnomaly): boolean {
  return steps.some(({ from, to, key }) => [from, to].some((at) => appends(columns, at, key) > 1));
}

function appends({ start, f, key, keys }: TransactionColumns, at: number, wanted?: Value): number {
  let count = 0;
  for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
    if (f[micro] === MICRO.write && keys[key[micro]!] === wanted) count++;
  }
  return count;
}
