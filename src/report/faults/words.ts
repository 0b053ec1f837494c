/**
 * What reports say of a kind of fault; one file a family beside this one.
 */

import type { FaultKind, FaultOf } from '../../scenario/fault.js';
import { escapeText } from '../escape.js';
import { joinWords } from '../quantities.js';

/** One kind of fault in sentences, without its times. */
export interface FaultWords<Kind extends FaultKind> {
  /** What it does while it acts. */
  effect(fault: FaultOf<Kind>): string;
  /** What its end means. */
  end(fault: FaultOf<Kind>): string;
  /** It hits messages one by one, so that their number says how much it did. */
  readonly countsMessages?: boolean;
  /** It is over as soon as it began: no duration is worth telling. */
  readonly isInstant?: boolean;
}

/** The words of a family. */
export type WordsOf<Kind extends FaultKind> = { readonly [Each in Kind]: FaultWords<Each> };

/** A node's name, fit for a terminal. */
export function name(node: string): string {
  return escapeText(node, { lengthMax: 40 });
}

/** Names of nodes, the first eight of them. */
export function names(nodes: readonly string[]): string {
  const shown = nodes.slice(0, 8).map(name);
  if (nodes.length > 8) shown.push(`${nodes.length - 8} more`);
  return joinWords(shown);
}
