/**
 * Faults in plain words, one line each: what it does, when and for how long; and, for a timeline,
 * what its beginning and its end look like.
 */

import type { Fault, FaultKind } from '../scenario/fault.js';
import { escapeText } from './escape.js';
import { WORDS } from './faults/all.js';
import type { FaultWords } from './faults/words.js';
import { formatDuration } from './quantities.js';

/** What reports say of a fault of this kind. */
export function wordsOf({ kind }: Fault): FaultWords<FaultKind> {
  return WORDS[kind];
}

/** One line: `n0 crashes and loses what it had not synced, from 45 ms on for 30 ms`. */
export function describeFault(fault: Fault, options: { readonly ascii?: boolean } = {}): string {
  const { ascii = false } = options;
  const words = wordsOf(fault);
  const from = `from ${formatDuration(fault.atUs)} on`;
  const window = words.isInstant === true ? from : `${from} for ${formatDuration(fault.forUs)}`;
  return escapeText(`${words.effect(fault)}, ${window}`, { ascii });
}
