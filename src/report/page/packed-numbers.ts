/**
 * Columns of natural numbers as short text, so that a page can hold a history of a hundred thousand
 * operations: the digits of base 32, the least first, as in source maps, but without a sign. What
 * is small takes one character, without anything in between.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE = 32;

/** Numbers as text; each must be a natural number below 2^53. Linear. */
export function packNumbers(numbers: Iterable<number>): string {
  const digits: string[] = [];
  for (const number of numbers) {
    if (!Number.isSafeInteger(number) || number < 0) {
      throw new RangeError(`${number} is no natural number`);
    }
    let rest = number;
    while (rest >= BASE) {
      digits.push(ALPHABET[BASE + (rest % BASE)]!);
      rest = Math.floor(rest / BASE);
    }
    digits.push(ALPHABET[rest]!);
  }
  return digits.join('');
}

/** By character code; a table, because a page unpacks millions of characters. */
const DIGITS = new Uint8Array(128);
Array.from(ALPHABET).forEach((letter, value) => {
  DIGITS[letter.charCodeAt(0)] = value;
});

/** The first `count` numbers of a text that `packNumbers` made. Linear. */
export function unpackNumbers(text: string, count: number): Float64Array {
  const numbers = new Float64Array(count);
  let place = 0;
  for (let at = 0; at < count; at++) {
    let number = 0;
    let weight = 1;
    let digit = DIGITS[text.charCodeAt(place++)]!;
    while (digit >= BASE) {
      number += (digit - BASE) * weight;
      weight *= BASE;
      digit = DIGITS[text.charCodeAt(place++)]!;
    }
    numbers[at] = number + digit * weight;
  }
  return numbers;
}
