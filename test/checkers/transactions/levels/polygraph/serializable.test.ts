/**
 * The axiom of serializability against brute force.
 */

import { describe } from 'vitest';
import { testAgainstBruteForce } from './brute-force-cases.js';

describe('serializable', () => {
  testAgainstBruteForce('serializable', 3);
});
