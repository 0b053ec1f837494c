/**
 * Numbers of EDN, all forms that Clojure's reader takes: decimal, hexadecimal, octal and radix
 * integers, the suffix `N`, floats, exact decimals (`1.50M`) and ratios. The reader handles short
 * decimal integers itself.
 */

import { ExactNumber, Float } from '../value.js';
import type { Value } from '../value.js';

const INTEGER = /^([+-]?)(?:(0)|([1-9][0-9]*)|0[xX]([0-9A-Fa-f]+)|0([0-7]+))N?$/;
const RADIX = /^([+-]?)([1-9][0-9]?)[rR]([0-9A-Za-z]+)N?$/;
const FLOAT = /^[+-]?[0-9]+(?:\.[0-9]*(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)$/;
const EXACT = /^[+-]?[0-9]+(?:(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?M|\/[0-9]+)$/;

/** Radix integers are summed digit by digit, in quadratic time; no one writes long ones. */
const RADIX_DIGITS_MAX = 1000;

/**
 * The number that `token` writes, `undefined` when it is none. Integers come as bigint, for the
 * caller to narrow; an integral float comes as {@link Float}.
 */
export function parseNumber(token: string): Value | undefined {
  const integer = INTEGER.exec(token);
  if (integer !== null) {
    const [, sign, zero, decimal, hexadecimal, octal] = integer;
    const digits =
      zero ?? decimal ?? (hexadecimal === undefined ? `0o${octal}` : `0x${hexadecimal}`);
    return sign === '-' ? -BigInt(digits) : BigInt(digits);
  }
  if (FLOAT.test(token)) return asFloat(Number(token));
  if (EXACT.test(token)) return new ExactNumber(token);
  const radix = RADIX.exec(token);
  if (radix === null) return undefined;
  const [, sign, base = '', digits = ''] = radix;
  return radixInteger(sign === '-', Number(base), digits);
}

/** Whether `text` reads as an exact number: a decimal with `M`, or a ratio. */
export function isExactNumber(text: string): boolean {
  return EXACT.test(text);
}

/** A float in its one form: {@link Float} where JavaScript could not tell it from an integer. */
export function asFloat(value: number): Value | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) ? new Float(value) : value;
}

function radixInteger(isNegative: boolean, base: number, digits: string): bigint | undefined {
  if (base < 2 || base > 36 || digits.length > RADIX_DIGITS_MAX) return undefined;
  let value = 0n;
  for (const character of digits) {
    const digit = Number.parseInt(character, base);
    if (Number.isNaN(digit)) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return isNegative ? -value : value;
}
