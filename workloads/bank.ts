/**
 * The bank workload: transfers between accounts, and reads of all of them. Money is neither made
 * nor lost, in any read.
 */

import * as fc from 'fast-check';
import { bank } from '../checkers/jepsen/bank.js';
import { overHistory } from '../checkers/jepsen/over-history.js';
import type { Ask } from '../src/generate/program-source.js';
import { INITIAL_BALANCE } from '../src/systems/transactional-store/plans.js';
import type { Workload } from './workload.js';

const ACCOUNTS = ['a', 'b', 'c', 'd'];

const AMOUNT_MAX = 5;

const READ: Ask = { f: 'read', value: ACCOUNTS };

const TRANSFER: fc.Arbitrary<Ask> = fc
  .tuple(
    fc.nat(ACCOUNTS.length - 1),
    fc.integer({ min: 1, max: ACCOUNTS.length - 1 }),
    fc.integer({ min: 1, max: AMOUNT_MAX }),
  )
  .map(([from, away, amount]) => ({
    f: 'transfer',
    value: [ACCOUNTS[from]!, ACCOUNTS[(from + away) % ACCOUNTS.length]!, amount],
  }));

/** Two transfers for each read. A read says which accounts it wants, and is answered with a map. */
export const bankWorkload: Workload = {
  name: 'bank',
  summary: 'transfers between accounts, and reads that see all the money',
  ask: () => fc.nat(2).chain((drawn) => (drawn > 0 ? TRANSFER : fc.constant(READ))),
  finals: () => [READ],
  simplify: ({ f }) => (f === 'transfer' ? [READ] : []),
  checkers: [
    overHistory(bank({ accounts: ACCOUNTS, totalAmount: INITIAL_BALANCE * ACCOUNTS.length })),
  ],
  invariants: [],
};
