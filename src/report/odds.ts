/**
 * How likely the violation is, and how many clean runs after a fix mean something. With probability
 * p of a violation in a run, n clean runs in a row have probability (1 - p)^n; n = ln(0.05) / ln(1
 * - p), rounded up, leaves 5 % for luck.
 */

import type { Statistics } from './counterexample.js';
import { labelled, type Line } from './line.js';
import { countOf, formatCount } from './quantities.js';

const LUCK = 0.05;

/**
 * The least number of clean runs that has at most 5 % probability where a violation shows
 * `violations` times in `runs`; `undefined` where it never showed. By multiplication, which every
 * machine does alike; logarithms differ.
 */
export function cleanRunsNeeded(violations: number, runs: number): number | undefined {
  if (!(violations > 0) || !(runs > 0)) return undefined;
  if (violations >= runs) return 1;
  const clean = (runs - violations) / runs;
  // Powers clean^(2^k), until one is below the mark; then the exponent's bits from the top down.
  const powers = [clean];
  while ((powers.at(-1) as number) > LUCK && powers.length < 60) {
    const last = powers.at(-1) as number;
    powers.push(last * last);
  }
  let reached = 1;
  let count = 0;
  for (let bit = powers.length - 1; bit >= 0; bit--) {
    const next = reached * (powers[bit] as number);
    if (next <= LUCK) continue;
    reached = next;
    count += 2 ** bit;
  }
  return count + 1;
}

/** `1 in 15 scenarios (2 of 30); 44 clean runs after a fix mean 95 % confidence`. */
export function oddsLines(statistics: Statistics, columns: number): Line[] {
  const { violations, scenarios } = statistics;
  const needed = cleanRunsNeeded(violations, scenarios);
  if (needed === undefined) return [];
  const every = Math.max(1, Math.floor((2 * scenarios + violations) / (2 * violations)));
  const share =
    violations === 1
      ? 'found once: a rough guess'
      : `${formatCount(violations)} of ${formatCount(scenarios)}`;
  const odds = `1 in ${countOf(every, 'scenario')} (${share})`;
  const clean = `${countOf(needed, 'clean run')} after a fix give 95 % confidence`;
  return labelled(
    'odds',
    `${odds}; ${needed === 1 ? clean.replace('give', 'gives') : clean}`,
    columns,
  );
}
