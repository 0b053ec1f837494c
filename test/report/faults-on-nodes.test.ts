/**
 * Every kind of fault on nodes in one plain line.
 */

import { expect, test } from 'vitest';
import { describeFault, wordsOf } from '../../src/report/faults.js';
import { FAULTS_ON_NODES } from '../scenario/faults-on-nodes.js';

test.each(FAULTS_ON_NODES)('$kind', (fault, words) => {
  const line = describeFault(fault);
  expect(line.replace(/, from 5 ms on( for 3 ms)?$/, '')).toBe(words);
  expect(line).toMatch(/, from 5 ms on( for 3 ms)?$/);
  expect(wordsOf(fault).end(fault)).not.toBe('');
});
