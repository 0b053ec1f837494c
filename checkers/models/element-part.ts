/**
 * Parts for objects whose elements do not influence each other: every element is an object of its
 * own (Horn & Kroening 2015, P-compositionality).
 */

import type { Value } from '../../src/history/value.js';
import type { Call } from '../model.js';

/** The element, which is the input, or with a key `[key, element]`. */
export function elementPart({ key, input }: Call): Value {
  return key === undefined ? input : [key, input];
}
