/**
 * Kinds of operations: those of one kind have the same function, key, arguments, answer and
 * outcome, so that no model can tell them apart.
 */

import type { Call } from '../model.js';
import { EntryIndex } from './entry-index.js';
import { callAt, type Part } from './part.js';

/** Function, input, output, outcome, reason and key. */
const WORDS = 6;

/** The kinds of a part, numbered in order of their first member. */
export interface Kinds {
  /** A call for each kind. */
  readonly kinds: readonly Call[];
  readonly kindOf: Int32Array;
}

/** Groups the members of a part by kind. Linear time. */
export function kindsOf(part: Part): Kinds {
  const index = new EntryIndex(WORDS, WORDS);
  let arena = new Int32Array(WORDS * 64);
  const words = new Int32Array(WORDS);
  const kinds: Call[] = [];
  const kindOf = new Int32Array(part.size);
  for (let member = 0; member < part.size; member++) {
    words[0] = part.f[member]!;
    words[1] = part.input[member]!;
    words[2] = part.output[member]!;
    words[3] = part.outcome[member]!;
    words[4] = part.reason === undefined ? 0 : part.reason[member]!;
    words[5] = part.keys[member]!;
    const at = index.locate(arena, words);
    let kind = index.at(at);
    if (kind < 0) {
      kind = kinds.push(callAt(part, member)) - 1;
      if (kinds.length * WORDS > arena.length) {
        const longer = new Int32Array(arena.length * 2);
        longer.set(arena);
        arena = longer;
      }
      arena.set(words, kind * WORDS);
      index.put(arena, at, kind);
    }
    kindOf[member] = kind;
  }
  return { kinds, kindOf };
}
