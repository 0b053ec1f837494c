/**
 * How the models of single objects stand for a history: linearizability to the model whose
 * functions it uses, and for registers the weaker models.
 */

import type { History } from '../../src/history/operation.js';
import type { Checker, CheckOptions } from '../checker.js';
import { namedConsistencyCheckers } from '../consistency.js';
import { linearizable } from '../linearizability/linearizable.js';
import { strongestOf, weakestOf } from '../transactions/lattice/boundary.js';
import { consistencyModelNamed, consistencyModels } from '../transactions/lattice/models.js';
import type { Verdict } from '../verdict.js';
import type { Audit, CheckResult } from './audit.js';
import { fittingModels } from './fitting-models.js';
import { Standings, type ModelStanding } from './standings.js';

/** The part of an audit that models of objects give. */
export interface ObjectAudit extends Pick<
  Audit,
  'configurations' | 'standings' | 'strongest' | 'weakestViolated' | 'checks'
> {
  /** Name of the model; empty when none fits. */
  readonly judgedAs: string;
}

const REGISTER_FUNCTIONS: ReadonlySet<string> = new Set(['read', 'write', 'get', 'put']);

/**
 * Judges a strict history by the model that fits its functions, the first of `models` or of all,
 * and, when it is of reads and writes, by every weaker model.
 */
export function auditObjects(
  history: History,
  models: readonly string[] | undefined,
  options: CheckOptions,
): ObjectAudit {
  const functions = new Set(history.operations.map(({ f }) => f));
  const [model] = fittingModels(history, models);
  const checkers: Checker[] = model === undefined ? [] : [linearizable(model)];
  const isRegister = model !== undefined && [...functions].every((f) => REGISTER_FUNCTIONS.has(f));
  if (isRegister) checkers.push(...ofTheLattice());
  const standings = new Standings();
  const undecided = new Map<string, string>();
  const checks: CheckResult[] = [];
  let configurations = 0;
  for (const checker of checkers) {
    const name = checker.name;
    const known = consistencyModelNamed(name)?.name;
    if (known !== undefined && standings.of(known)?.standing === 'holds') continue;
    const verdict = checker.check(history, options);
    configurations += verdict.effort.configurations;
    if (verdict.kind === 'illegal' || known === undefined) checks.push({ name, verdict });
    if (known !== undefined) settle(standings, undecided, known, verdict);
  }
  const asked = consistencyModels
    .map((one) => one.name)
    .filter((name) => standings.isKnown(name) || undecided.has(name))
    .filter((name) =>
      checkers.some((checker) => consistencyModelNamed(checker.name)?.name === name),
    );
  const among = (standing: ModelStanding['standing']): ReadonlySet<string> =>
    new Set(asked.filter((name) => standings.of(name)?.standing === standing));
  return {
    judgedAs: model?.name ?? (isRegister ? 'register' : ''),
    configurations,
    standings: asked.map(
      (name) =>
        standings.of(name) ?? {
          model: name,
          standing: 'undecided',
          because: { kind: 'undecided', reason: undecided.get(name) ?? '' },
        },
    ),
    strongest: strongestOf(among('holds')),
    weakestViolated: weakestOf(among('violated')),
    checks,
  };
}

function settle(
  standings: Standings,
  undecided: Map<string, string>,
  model: string,
  verdict: Verdict,
): void {
  if (verdict.kind === 'unknown') undecided.set(model, verdict.reason);
  if (standings.isKnown(model)) return;
  const because = { kind: 'checker', checker: verdict.checker } as const;
  if (verdict.kind === 'legal') standings.hold(model, because);
  if (verdict.kind === 'illegal') standings.violate(model, because);
}

/** Whether updates have come to an end is not in the history: convergence is asked by who knows. */
function ofTheLattice(): readonly Checker[] {
  return namedConsistencyCheckers
    .map(({ checker }) => checker)
    .filter(({ name }) => consistencyModelNamed(name) !== undefined);
}
