/**
 * The models of causality and of processes against every order of small histories.
 */

import { describe, expect, test } from 'vitest';
import { causalConvergence } from '../../../checkers/causal/causal-convergence.js';
import { causalMemory } from '../../../checkers/causal/causal-memory.js';
import { pram } from '../../../checkers/causal/pipelined.js';
import { causal } from '../../../checkers/causal/weak-causal.js';
import { repeatingHistory } from '../oracle/random-registers.js';
import { keepsTo } from '../oracle/register-models.js';
import { compareModel } from '../registers/model-comparison.js';

const checkers = [causal(), causalConvergence(), causalMemory(), pram()];

describe.each(checkers.map((checker) => [checker.name, checker] as const))(
  '%s',
  (name, checker) => {
    test('agrees with all orders of up to 7 operations', () => {
      const tally = compareModel(checker, (history) => keepsTo(name, history), 3000, 1);
      expect(tally.unknown).toBe(0);
      expect(tally.legal).toBeGreaterThan(900);
      expect(tally.illegal).toBeGreaterThan(300);
    });

    test('agrees where values are written more than once', () => {
      const tally = compareModel(
        checker,
        (history) => keepsTo(name, history),
        1500,
        2,
        repeatingHistory,
      );
      expect(tally.unknown).toBe(0);
      expect(tally.legal).toBeGreaterThan(400);
      expect(tally.illegal).toBeGreaterThan(100);
    });
  },
);
