/**
 * The axiom of prefix consistency against brute force.
 */

import { describe } from 'vitest';
import { testAgainstBruteForce } from './brute-force-cases.js';

describe('prefix', () => {
  testAgainstBruteForce('prefix', 1);
});
