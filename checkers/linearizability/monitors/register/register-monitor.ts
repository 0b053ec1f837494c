/**
 * The monitor of registers with read, write and compare-and-set in which no value is written twice:
 * exact, in linear time. After Gibbons & Korach, *Testing shared memories* (SIAM J. Comput. 1997),
 * whose zones of values become zones of chains where compare-and-set links values.
 */

import type { RegisterView } from '../../../model.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import type { Part } from '../../part.js';
import { followChains, linkChains, type Chains, type Violation } from './chains.js';
import { insertObservers } from './observers.js';
import { refute } from './refute.js';
import { retell } from './retell.js';
import { registerFacts, type RegisterFacts } from './register-facts.js';
import { findWronglyUnequal } from './wrongly-unequal.js';
import { orderChains, placeMembers } from './zones.js';

/** The monitor of registers. */
export interface RegisterMonitor extends Monitor<RegisterView> {
  /** Says a refutation of the beginning of a part again, knowing the rest. */
  readonly retell: typeof retell;
}

/**
 * Declines parts in which a value is written twice, or the initial value is written; an operation
 * has no role; failures were observed; or a compare-and-set that compared unequal neither fits into
 * the order of the others nor is certainly wrong.
 */
export const registerMonitor: RegisterMonitor = {
  name: 'register zones',
  judge,
  retell,
};

function judge(part: Part, view: RegisterView): MonitorAnswer {
  const facts = registerFacts(part, view);
  if (facts === undefined) return undefined;
  const { chains, violation } = linkChains(facts);
  if (violation !== undefined) return illegal(facts, chains, violation);
  const spans = followChains(facts, chains);
  if ('kind' in spans) return illegal(facts, chains, spans);
  const roots = orderChains(facts, chains, spans);
  if ('kind' in roots) return illegal(facts, chains, roots);
  const order = insertObservers(facts, chains, placeMembers(facts, chains, roots));
  if (order !== undefined) return { kind: 'legal', order };
  const wrong = findWronglyUnequal(facts, chains);
  return wrong && illegal(facts, chains, wrong);
}

function illegal(facts: RegisterFacts, chains: Chains, violation: Violation): MonitorAnswer {
  return { kind: 'illegal', refutation: refute(facts, chains, violation) };
}
