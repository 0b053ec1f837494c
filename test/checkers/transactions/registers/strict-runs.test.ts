/**
 * Long runs of a strictly serializable store, in which nothing may be found: Elle with its
 * option of linearizable keys reports cyclic versions on such runs.
 */

import { describe, expect, it } from 'vitest';
import { observeRegisters } from '../../../../checkers/transactions/registers/observe-registers.js';
import { seeded } from '../../oracle/random.js';
import { oracleColumns } from './oracle-columns.js';
import { runStore } from './random-stores.js';
import { infer } from './infer.js';
import { OPTION_SETS } from './soundness.js';

const SHAPE = {
  store: 'serializable',
  transactions: 2000,
  processes: 10,
  keys: 10,
  microsMax: 5,
  failShare: 0.03,
  crashShare: 0.01,
} as const;

describe('strictly serializable runs of 2,000 transactions', () => {
  it.each([1, 2, 3, 4, 5, 6])('show nothing under any option (seed %i)', (seed) => {
    const columns = oracleColumns(runStore(seeded(seed), SHAPE));
    expect(observeRegisters(columns).crashed.length).toBeGreaterThan(0);
    for (const options of OPTION_SETS) {
      const { anomalies, dropped, gaps } = infer(columns, options);
      expect([[...anomalies.keys()], dropped, gaps]).toEqual([[], [], []]);
    }
  });

  it('show a stale read when there is one', () => {
    const history = runStore(seeded(7), { ...SHAPE, store: 'stale' });
    const { anomalies } = infer(oracleColumns(history), { linearizableKeys: true });
    expect(anomalies.has('cyclic-versions')).toBe(true);
  });
});
