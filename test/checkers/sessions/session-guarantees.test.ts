/**
 * The guarantees of sessions against every order of small histories.
 */

import { describe, expect, test } from 'vitest';
import {
  monotonicReads,
  monotonicWrites,
  readYourWrites,
  writesFollowReads,
} from '../../../checkers/sessions/session-guarantees.js';
import { followedHistory, repeatingHistory, smallHistory } from '../oracle/random-registers.js';
import type { History } from '../../../src/history/operation.js';
import { keepsTo } from '../oracle/register-models.js';
import type { Random } from '../oracle/random.js';
import { compareModel } from '../registers/model-comparison.js';

const draw = (random: Random): History =>
  random.chance(0.5) ? smallHistory(random) : followedHistory(random);

const checkers = [readYourWrites(), monotonicReads(), monotonicWrites(), writesFollowReads()];

describe.each(checkers.map((checker) => [checker.name, checker] as const))(
  '%s',
  (name, checker) => {
    test('agrees with all orders of up to 7 operations', () => {
      const tally = compareModel(checker, (history) => keepsTo(name, history), 3000, 3, draw);
      expect(tally.unknown).toBe(0);
      expect(tally.legal).toBeGreaterThan(900);
      expect(tally.illegal).toBeGreaterThan(50);
    });

    test('agrees where values are written more than once', () => {
      const tally = compareModel(
        checker,
        (history) => keepsTo(name, history),
        1500,
        4,
        repeatingHistory,
      );
      expect(tally.unknown).toBe(0);
      expect(tally.legal).toBeGreaterThan(400);
      expect(tally.illegal).toBeGreaterThan(1);
    });
  },
);
