/**
 * The passes in their order: coarse to fine, because what a coarse pass removes no fine one has to
 * polish.
 */

import type { Pass } from './pass.js';
import { asksPass, latenessPass, namesPass, weakenPass } from './simplify.js';
import {
  deviationPairsPass,
  deviationsPass,
  faultsPass,
  keyPass,
  operationsPass,
  pairsPass,
  prefixPass,
} from './structure.js';
import { diskPass, gapsPass, numbersPass } from './times.js';
import { clientsPass, serversPass } from './topology.js';

/** Less to look at. */
export const COARSE_PASSES: readonly Pass[] = [
  prefixPass,
  keyPass,
  faultsPass,
  serversPass,
  operationsPass,
  pairsPass,
  clientsPass,
];

/** Fewer messages that go astray. */
export const DEVIATION_PASSES: readonly Pass[] = [deviationsPass, deviationPairsPass];

/** What is left becomes simpler. */
export const SIMPLIFYING_PASSES: readonly Pass[] = [asksPass, weakenPass, latenessPass];

/** What is left becomes pretty; last, because nearly every step is one of these. */
export const POLISHING_PASSES: readonly Pass[] = [diskPass, gapsPass, numbersPass, namesPass];
