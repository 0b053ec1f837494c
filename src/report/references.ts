/**
 * Texts of checkers, made ready for a report: escaped, and with the ids of operations (`#0`) turned
 * into the numbers a reader sees (`#1`). A `#0` inside a quoted value is part of the value and
 * stays.
 */

import { escapeText } from './escape.js';

const LENGTH_MAX = 1000;

/**
 * A quoted value (also one whose end a checker cut off with an ellipsis), or a reference. What EDN
 * writes as `#tag` begins with a letter and is left alone.
 */
const QUOTED_OR_REFERENCE = /"(?:[^"\\]|\\.)*?(?:"|…(?=[\s,.;:)\]}]|$))|(?<![\w"#])#(\d{1,15})\b/g;

/** A message or sentence of a checker for the reader; what is cut off is counted. */
export function readable(text: string, options: { readonly ascii?: boolean } = {}): string {
  const more = text.length - LENGTH_MAX;
  const numbered = text
    .slice(0, LENGTH_MAX)
    .replace(QUOTED_OR_REFERENCE, (whole, id: string | undefined) =>
      id === undefined ? whole : reference(Number(id)),
    );
  const { ascii = false } = options;
  const shown = escapeText(numbered, { ascii, lengthMax: Infinity });
  return more > 0 ? `${shown} (${more} more characters)` : shown;
}

/** How the operation with this id in the history is named in a report. */
function reference(id: number): string {
  return `#${id + 1}`;
}
