/**
 * Lines of the terminal report as facts: a label and a text each, without width.
 */

import type { Line } from '../line.js';
import type { Fact } from './page-data.js';

/** So wide that nothing is wrapped. */
export const UNWRAPPED: { readonly columns: number; readonly ascii: boolean } = {
  columns: Number.MAX_SAFE_INTEGER,
  ascii: false,
};

/** Labelled lines as facts; a line without a label goes on with the one before. */
export function factsOf(lines: readonly Line[]): Fact[] {
  const facts: { label: string; text: string }[] = [];
  for (const [, label, ...rest] of lines) {
    const text = rest.map((segment) => segment.text).join('');
    const last = facts.at(-1);
    if (label === undefined) continue;
    if (label.text.trim() === '' && last !== undefined) last.text += `; ${text}`;
    else facts.push({ label: label.text.trim(), text });
  }
  return facts;
}
