/**
 * Numbers 0, 1, 2 and so on for the different codes of a column, so that what is known of each
 * element can stand in arrays.
 */

/** The number of each entry of the column, and how many numbers there are. */
export interface ElementNumbers {
  readonly element: Int32Array;
  readonly elements: number;
}

/** A range of codes up to so many times the length of the column gets a table of its own. */
const SPARSE = 8;

const UNSEEN = -1;

/** Numbers codes in the order in which they are first seen. Expected linear. */
export function numberElements(codes: Int32Array): ElementNumbers {
  let least = 0;
  let greatest = 0;
  for (const code of codes) {
    if (code < least) least = code;
    if (code > greatest) greatest = code;
  }
  const range = greatest - least + 1;
  return range <= SPARSE * codes.length + SPARSE ? byTable(codes, least, range) : byHash(codes);
}

function byTable(codes: Int32Array, least: number, range: number): ElementNumbers {
  const numbers = new Int32Array(range).fill(UNSEEN);
  const element = new Int32Array(codes.length);
  let elements = 0;
  for (let at = 0; at < codes.length; at++) {
    const slot = codes[at]! - least;
    if (numbers[slot] === UNSEEN) numbers[slot] = elements++;
    element[at] = numbers[slot]!;
  }
  return { element, elements };
}

function byHash(codes: Int32Array): ElementNumbers {
  const numbers = new Map<number, number>();
  const element = new Int32Array(codes.length);
  for (let at = 0; at < codes.length; at++) {
    let number = numbers.get(codes[at]!);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(codes[at]!, number);
    }
    element[at] = number;
  }
  return { element, elements: numbers.size };
}
