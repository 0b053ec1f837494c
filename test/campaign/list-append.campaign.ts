/**
 * Histories of lists against searches through all orders, at full length: 50,000 histories for each
 * order, on which serializability must be decided rightly and snapshot isolation never wrongly.
 *
 *   npm run campaign -- list-append
 *
 * SKERRY_CAMPAIGN_SHARE and SKERRY_CAMPAIGN_SEED as in campaign.ts.
 */

import { describe, expect, test } from 'vitest';
import {
  compareSerial,
  compareSnapshot,
  type ListTally,
} from '../checkers/transactions/lists/list-comparisons.js';

const ROUNDS = Math.ceil(50_000 * Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1));

const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

const ORDERS = ['none', 'session', 'realtime'] as const;

describe('list-append', () => {
  test.each(ORDERS)('serializability, order %s', (order) => {
    const seed = Math.imul(SEED, 0x9e3779b1) + ORDERS.indexOf(order);
    const tally = compareSerial(order, ROUNDS, seed);
    print(`serializability, order ${order}`, tally);
    expect(Math.min(tally.legal, tally.illegal)).toBeGreaterThan(ROUNDS / 4);
  });

  test.each(ORDERS)('snapshot isolation, order %s', (order) => {
    const seed = Math.imul(SEED, 0x9e3779b1) + ORDERS.indexOf(order) + 3;
    const tally = compareSnapshot('snapshot-isolation', order, ROUNDS, seed);
    print(`snapshot isolation, order ${order}`, tally);
    expect(Math.min(tally.legal, tally.illegal)).toBeGreaterThan(ROUNDS / 5);
    expect(tally.open).toBeLessThan(ROUNDS / 50);
  });
});

function print(title: string, { legal, illegal, open, kinds }: ListTally): void {
  const seen = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
  console.log(`list-append, ${title}: ${legal} legal, ${illegal} illegal, ${open} open; ${seen}`);
}
