/**
 * Trace records in words, one line each: what a divergence is named by, and what a counterexample
 * keeps of its trace.
 */

import type { Trace } from './trace.js';

/** One line, such as `1500 us send c0->n1 query #3`. */
export function describeRecord(trace: Trace, at: number): string {
  const { atUs, kind, node, peer, name, id } = trace.record(at);
  const where = [node, peer].filter((part) => part !== '').join('->');
  return [`${atUs} us`, kind, where, name, `#${id}`].filter((part) => part !== '').join(' ');
}

/** The first `linesMax` records in words. */
export function describeTrace(trace: Trace, linesMax: number): string[] {
  const length = Math.min(trace.length, linesMax);
  return Array.from({ length }, (_, at) => describeRecord(trace, at));
}

/**
 * The first line in which two described traces differ, in words; `''` when the shorter begins the
 * longer.
 */
export function firstDifference(first: readonly string[], second: readonly string[]): string {
  const length = Math.max(first.length, second.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [first[at] ?? 'nothing', second[at] ?? 'nothing'];
    if (left !== right) return `record ${at}: ${left}; now ${right}`;
  }
  return '';
}
