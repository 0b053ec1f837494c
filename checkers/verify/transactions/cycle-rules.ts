/**
 * Which circles of dependencies break which model, by Adya's definitions (1999, chapter 4) and by
 * those of Cerone, Bernardi and Gotsman (CONCUR 2015).
 */

import type { CycleCertificate } from '../../certificate.js';
import type { ClaimedModel } from './claimed-model.js';

/** The kind of a step of a circle. */
export type StepKind = CycleCertificate['steps'][number]['kind'];

/** What a circle of such kinds, in this order, breaks. */
type Rule = (kinds: readonly StepKind[]) => boolean;

const isOrder = (kind: StepKind): boolean => kind === 'process' || kind === 'realtime';
const count = (kinds: readonly StepKind[], kind: StepKind): number =>
  kinds.filter((one) => one === kind).length;

/** Writes alone, where nobody may overwrite what is not committed. */
const dirtyWrites: Rule = (kinds) => kinds.every((kind) => kind === 'ww' || isOrder(kind));

/** What was read or overwritten had been committed. */
const committed: Rule = (kinds) => count(kinds, 'rw') === 0;

/** One transaction missed what came before something that it saw. */
const oneMissed: Rule = (kinds) => count(kinds, 'rw') <= 1;

/** The same where it was seen for certain: real time and overwriting show nobody anything. */
const pastMissed: Rule = (kinds) =>
  committed(kinds) ||
  (count(kinds, 'rw') === 1 && !kinds.includes('ww') && !kinds.includes('realtime'));

/** One saw another directly, and missed a write of it. */
const tornRead: Rule = (kinds) => committed(kinds) || (pastMissed(kinds) && kinds.length === 2);

/**
 * Snapshots: what leads to a commit, and goes on from the snapshot of the same transaction, which
 * is earlier, leads nowhere. Any other circle does not end.
 */
function snapshots(toCommits: readonly StepKind[]): Rule {
  return (kinds) =>
    kinds.every((kind, at) => {
      const next = kinds[(at + 1) % kinds.length];
      return !(toCommits.includes(kind) && next === 'rw');
    });
}

const anything: Rule = () => true;

const RULES: Readonly<Record<string, Rule>> = {
  'read-uncommitted': dirtyWrites,
  'read-committed': committed,
  'cursor-stability': committed,
  'monotonic-view': committed,
  'monotonic-snapshot-read': committed,
  'monotonic-atomic-view': committed,
  'read-atomic': tornRead,
  'update-atomic': tornRead,
  'causal-cerone': pastMissed,
  'parallel-snapshot-isolation': pastMissed,
  'consistent-view': oneMissed,
  'forward-consistent-view': oneMissed,
  'update-serializable': oneMissed,
  prefix: snapshots(['ww', 'rw']),
  'snapshot-isolation': snapshots(['rw']),
  'repeatable-read': anything,
  'view-serializable': anything,
  '1SR': anything,
  serializable: anything,
};

/** A model that circles can break. */
export interface BreakableModel {
  /** Whether circles of these kinds break it, without the orders that it does not ask for. */
  readonly isBrokenBy: Rule;
  readonly order: ClaimedModel['order'];
  /** Whether what was read had been committed, so that who overwrites it comes later. */
  readonly readsCommitted: boolean;
}

/** What a name of the lattice says about circles; `undefined` for names that say nothing. */
export function breakableModel(name: string): BreakableModel | undefined {
  const session = /^(?:strong-session-|session-(?=serializable))(.*)$/.exec(name);
  const strong = /^strong-(.*)$/.exec(name);
  const base = session?.[1] ?? strong?.[1] ?? name;
  const order = session !== null ? 'session' : strong !== null ? 'realtime' : 'none';
  const rule = RULES[order !== 'none' && base === 'causal' ? 'causal-cerone' : base];
  if (rule === undefined) return undefined;
  const isBrokenBy: Rule = (kinds) => {
    if (order === 'none' && kinds.some(isOrder)) return false;
    if (order === 'session' && kinds.includes('realtime')) return false;
    return rule(kinds);
  };
  return { isBrokenBy, order, readsCommitted: base !== 'read-uncommitted' };
}
