/**
 * Every kind of fault as the shrinker sees it.
 */

import type { Fault, FaultKind } from '../../scenario/fault.js';
import type { Scenario } from '../../scenario/scenario.js';
import { administrationWeakenings } from './administration.js';
import { behaviourWeakenings } from './behaviour.js';
import { clientWeakenings } from './clients.js';
import { clockWeakenings } from './clocks.js';
import { diskWeakenings } from './disks.js';
import { linkWeakenings } from './links.js';
import { securityWeakenings } from './security.js';
import { serverWeakenings } from './servers.js';
import { trafficWeakenings } from './traffic.js';
import type { Weakening, Weakenings } from './weakening.js';

const WEAKENINGS: Weakenings<FaultKind> = {
  ...linkWeakenings,
  ...clientWeakenings,
  ...serverWeakenings,
  ...clockWeakenings,
  ...trafficWeakenings,
  ...securityWeakenings,
  ...behaviourWeakenings,
  ...diskWeakenings,
  ...administrationWeakenings,
};

function weakeningOf({ kind }: Fault): Weakening<FaultKind> {
  return WEAKENINGS[kind];
}

/** How strong a fault is, by kind first. */
export function severity(fault: Fault): number {
  const weakening = weakeningOf(fault);
  return weakening.rank * 1000 + (weakening.detail?.(fault) ?? 0);
}

/** Weaker forms of a fault, weakest first. */
export function weakerFaults(fault: Fault, scenario: Scenario): Fault[] {
  const forms = weakeningOf(fault).forms?.(fault, scenario) ?? [];
  return forms.filter((form) => severity(form) < severity(fault));
}
