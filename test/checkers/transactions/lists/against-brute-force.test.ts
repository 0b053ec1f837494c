/**
 * Verdicts on histories of lists against searches through all orders, with crashed and failed
 * transactions; the campaign does the same at full length.
 */

import { describe, expect, test } from 'vitest';
import { compareSerial, compareSnapshot } from './list-comparisons.js';

const ORDERS = ['none', 'session', 'realtime'] as const;

describe('against all orders', () => {
  test.each(ORDERS)('serializability, order %s', (order) => {
    const { legal, illegal, kinds } = compareSerial(order, 2000, ORDERS.indexOf(order) + 1);
    expect(Math.min(legal, illegal)).toBeGreaterThan(450);
    for (const kind of ['G1a', 'G1b', 'internal', 'incompatible-order', 'lost-update']) {
      expect(kinds.get(kind)).toBeGreaterThan(20);
    }
    for (const kind of ['G0', 'G1c', 'G-single-item', 'G2-item', 'fractured-read']) {
      expect(kinds.get(kind)).toBeGreaterThan(5);
    }
  });

  test.each(ORDERS)('snapshot isolation, order %s', (order) => {
    const { legal, illegal, open } = compareSnapshot(
      'snapshot-isolation',
      order,
      2000,
      101 + ORDERS.indexOf(order),
    );
    expect(Math.min(legal, illegal)).toBeGreaterThan(400);
    expect(open).toBeLessThan(30);
  });

  test.each(['none', 'session'] as const)('what breaks prefix consistency, order %s', (order) => {
    const { legal, illegal, open } = compareSnapshot('prefix', order, 1500, 201);
    expect(Math.min(legal, illegal)).toBeGreaterThan(20);
    expect(open).toBeLessThan(300);
  });
});
