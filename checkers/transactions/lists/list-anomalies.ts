/**
 * All anomalies of lists that are no cycles of several transactions.
 */

import type { AnomalyCollector } from '../anomaly-collector.js';
import { findBadElements } from './bad-elements.js';
import { findDirtyUpdates } from './dirty-updates.js';
import { findFracturedReads } from './fractured-reads.js';
import { findFutureReads } from './future-reads.js';
import { findIncompatibleOrders } from './incompatible-orders.js';
import { findIntermediateReads } from './intermediate-reads.js';
import { findInternalReads } from './internal-reads.js';
import type { ListObservation } from './list-observation.js';
import { findLostAppends } from './lost-appends.js';
import { findLostUpdates } from './lost-updates.js';
import { findReorderedAppends } from './reordered-appends.js';

/** Adds every case. Near linear: see each. */
export function findListAnomalies(observation: ListObservation, found: AnomalyCollector): void {
  const { columns } = observation;
  findBadElements(observation, found);
  findDirtyUpdates(observation, found);
  findIntermediateReads(observation, found);
  findIncompatibleOrders(columns, found);
  findInternalReads(columns, found);
  findFutureReads(observation, found);
  findReorderedAppends(observation, found);
  findLostAppends(observation, found);
  findLostUpdates(columns, found);
  findFracturedReads(observation, found);
}
