/**
 * The axiom of snapshot isolation against brute force.
 */

import { describe } from 'vitest';
import { testAgainstBruteForce } from './brute-force-cases.js';

describe('snapshot-isolation', () => {
  testAgainstBruteForce('snapshot-isolation', 2);
});
