/**
 * The raw trace as a section of a page.
 */

import { TRACE_LINES_MAX } from '../counterexample.js';
import { escapeText } from '../escape.js';
import type { TraceSection } from './page-data.js';

const LINE_LENGTH_MAX = 300;

/** The records that a counterexample keeps; `undefined` where it keeps none. */
export function traceSection(trace: readonly string[]): TraceSection | undefined {
  if (trace.length === 0) return undefined;
  return {
    kind: 'trace',
    lines: trace.map((line) => escapeText(line, { lengthMax: LINE_LENGTH_MAX })),
    isCut: trace.length >= TRACE_LINES_MAX,
  };
}
