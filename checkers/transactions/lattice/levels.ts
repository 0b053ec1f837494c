/**
 * Which models of the lattice are decided completely, by which axiom and order of commits. The
 * others follow from these, or are told apart by anomalies.
 */

import type { Axiom, CommitOrder, Level } from '../levels/level.js';

const AXIOMS: Readonly<Record<Axiom, string>> = {
  'read-committed': 'read-committed',
  'monotonic-atomic-view': 'monotonic-atomic-view',
  'read-atomic': 'read-atomic',
  causal: 'causal-cerone',
  prefix: 'prefix',
  'snapshot-isolation': 'snapshot-isolation',
  serializable: 'serializable',
};

/** A model and what it asks. */
export interface DecidedModel {
  readonly model: string;
  readonly level: Level;
}

function decided(axiom: Axiom, order: CommitOrder): DecidedModel {
  const base = axiom === 'causal' && order === 'session' ? 'causal' : AXIOMS[axiom];
  const prefix = { none: '', session: 'strong-session-', realtime: 'strong-' }[order];
  return { model: prefix + base, level: { axiom, order } };
}

const AXIOMS_UPWARD = Object.keys(AXIOMS) as Axiom[];

/** Real time strengthens three of them; for the others the lattice has no model. */
const REALTIME_AXIOMS: readonly Axiom[] = ['read-committed', 'snapshot-isolation', 'serializable'];

/** Every completely decided model, those that imply others first. */
export const decidedModels: readonly DecidedModel[] = [
  ...REALTIME_AXIOMS.toReversed().map((axiom) => decided(axiom, 'realtime')),
  ...AXIOMS_UPWARD.toReversed().map((axiom) => decided(axiom, 'session')),
  ...AXIOMS_UPWARD.toReversed().map((axiom) => decided(axiom, 'none')),
];

const byModel = new Map(decidedModels.map((one) => [one.model, one.level]));

/** The level of a model by its name in the lattice; `undefined` for those that have none. */
export function levelOf(model: string): Level | undefined {
  return byModel.get(model);
}
