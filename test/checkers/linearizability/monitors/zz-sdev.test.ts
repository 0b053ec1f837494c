import { test } from 'vitest';
import { compareNesting, compareLong, STACK } from './stack-comparison.js';
import { compareWithOracle } from './container-comparison.js';
test('x', () => { 
 for (const [n, s, m, p] of [[100000, 101, 7, false], [60000, 102, 12, false], [60000, 103, 12, true], [20000, 104, 16, true], [15000, 105, 14, false]] as const) console.log(n, m, p, JSON.stringify(compareNesting(n, s, m, p))); 
 console.log('oracle', JSON.stringify(compareWithOracle(STACK, 100000, 106)));
 console.log('long', JSON.stringify(compareLong(3000, 107, 2000)));
 }, 6000000);
