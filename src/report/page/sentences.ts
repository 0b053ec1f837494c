/**
 * Sentences of checkers in pieces, so that the page can lead from `#3` or `T2` to the operation.
 * What stands in quotes is a value and stays text.
 */

import { readable } from '../references.js';
import type { OperationReference, Sentence } from './page-data.js';

/** A quoted value, also one that was cut off; a number; the name of a transaction. */
const PIECES = new RegExp(
  [
    String.raw`("(?:[^"\\]|\\.)*?(?:"|…(?=[\s,.;:)\]}]|$)))`,
    String.raw`(?<![\w"#])#(\d{1,15})\b`,
    String.raw`(?<![\w":#.-])T(\d{1,6})\b`,
  ].join('|'),
  'g',
);

/**
 * A sentence of an anomaly. `transactions` are the ids of those that it calls T1, T2 and so on;
 * without them these are plain text.
 */
export function sentenceOf(text: string, transactions: readonly number[] = []): Sentence {
  const shown = readable(text);
  const pieces: (string | OperationReference)[] = [];
  let from = 0;
  for (const found of shown.matchAll(PIECES)) {
    const operation = numberOf(found[2], found[3], transactions);
    if (operation === undefined) continue;
    if (found.index > from) pieces.push(shown.slice(from, found.index));
    pieces.push({ text: found[0], operation });
    from = found.index + found[0].length;
  }
  if (from < shown.length) pieces.push(shown.slice(from));
  return pieces;
}

/** The number as the reader meets it: `readable` has added 1 to those after a hash already. */
function numberOf(
  number: string | undefined,
  place: string | undefined,
  transactions: readonly number[],
): number | undefined {
  if (number !== undefined) return Number(number);
  const id = place === undefined ? undefined : transactions[Number(place) - 1];
  return id === undefined ? undefined : id + 1;
}
