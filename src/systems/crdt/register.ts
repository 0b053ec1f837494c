/**
 * A register of which the last assignment wins (the LWW-register of Shapiro et al., INRIA RR-7506,
 * section 3.2.1).
 */

import type { Bugs } from './bugs.js';
import { isAfter, type Identity } from './identity.js';

/** The last assignment. */
export interface Register {
  readonly identity: Identity;
  readonly value: number;
}

/** After an assignment by `replica`, which replaces what the register holds. */
export function assigned(register: Register | undefined, value: number, replica: string): Register {
  const number = (register?.identity.number ?? 0) + 1;
  return { identity: { number, replica }, value };
}

/** The later of two; nothing is before everything. */
export function mergeRegisters(
  left: Register | undefined,
  right: Register | undefined,
  bugs: Bugs,
): Register | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (bugs.has('register-tie')) return right.identity.number >= left.identity.number ? right : left;
  return isAfter(right.identity, left.identity) ? right : left;
}
