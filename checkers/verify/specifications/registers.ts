/**
 * Specifications of the register, with and without compare-and-set, and of the key-value store.
 * Written apart from checkers/models on purpose; the two must agree only through certificates.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { registerRules } from '../rules/register-rules.js';
import type { Specification } from '../specification.js';
import { failures, type SpecificationOptions } from './maker.js';

/** A register with `read`, `write` and `cas`. The state is the value it holds. */
export function registerSpecification(
  initial: Value,
  options: SpecificationOptions,
): Specification<Value> {
  return {
    name: 'register',
    initial,
    text: canonicalKey,
    rules: registerRules({ initial, ignoresNull: options.nullReads === 'ignored' }),
    observes,
    tells: (operation) => sawOf(operation, options) !== undefined,
    canReach(held, operation, available) {
      const wanted = sawOf(operation, options);
      if (wanted === undefined || same(held, wanted)) return true;
      return available.some((other) => {
        const left = leavesOf(other);
        return left !== undefined && same(left, wanted);
      });
    },
    ...failures(options),
    apply(held, { f, input, output, outcome }, failure) {
      if (failure === 'key-missing') return held === null ? held : undefined;
      if (f === 'read') {
        const says = outcome === 'ok' && !(output === null && options.nullReads === 'ignored');
        return !says || same(held, output) ? held : undefined;
      }
      if (f === 'write') return outcome === 'fail' ? held : input;
      return compareAndSet(held, held, input, output, outcome);
    },
  };
}

/** One key of a store. States are `[]` for an absent key and `[value]`. */
export function keyValueSpecification(
  initial: Value,
  options: SpecificationOptions,
): Specification<readonly Value[]> {
  return {
    name: 'key-value',
    initial: [],
    text: canonicalKey,
    rules: registerRules({ initial, ignoresNull: false }),
    // A cas of what an absent key reads as makes the key, even where it sets the same.
    observes: (operation) =>
      observes(operation) && (isUnchanging(operation) || !same(fromOf(operation), initial)),
    tells: (operation) => sawOf(operation, options) !== undefined,
    canReach(cell, operation, available) {
      const wanted = sawOf(operation, options);
      if (wanted === undefined) return true;
      // A string may still grow; anything else has to be put there.
      const mayBecome = (value: Value): boolean =>
        same(value, wanted) || (typeof wanted === 'string' && begins(value, wanted));
      if (mayBecome(cell.length === 0 ? initial : cell[0]!)) return true;
      return available.some((other) => {
        const left = other.f === 'delete' ? initial : leavesOf(other);
        return left !== undefined && mayBecome(left);
      });
    },
    ...failures(options),
    apply(cell, { f, input, output, outcome }, failure) {
      if (failure === 'key-missing') return cell.length === 0 ? cell : undefined;
      const seen = cell.length === 0 ? initial : cell[0]!;
      if (f === 'cas') {
        const next = compareAndSet(seen, UNCHANGED, input, output, outcome);
        return next === UNCHANGED ? cell : next === undefined ? undefined : [next];
      }
      if (outcome === 'fail') return cell;
      if (f === 'get') return outcome === 'info' || same(seen, output) ? cell : undefined;
      if (f === 'put') return [input];
      if (f === 'delete') return [];
      if (seen !== null && typeof seen !== 'string') return undefined;
      return [(seen ?? '') + (input as string)];
    },
  };
}

const UNCHANGED = Symbol('unchanged');

/** The new value, `unchanged` where nothing is set, or `undefined` where the answer is wrong. */
function compareAndSet<Unchanged>(
  held: Value,
  unchanged: Unchanged,
  input: Value,
  output: Value,
  outcome: Operation['outcome'],
): Value | Unchanged | undefined {
  const [from, to] = input as readonly [Value, Value];
  const equal = same(held, from);
  const saysUnequal = outcome === 'fail' || (outcome === 'ok' && output === false);
  if (saysUnequal) return equal ? undefined : unchanged;
  if (equal) return to;
  return outcome === 'ok' ? undefined : unchanged;
}

function observes(operation: Operation): boolean {
  if (isUnchanging(operation)) return true;
  if (operation.f !== 'cas') return false;
  const [from, to] = operation.input as readonly [Value, Value];
  return same(from, to);
}

/** A read, or what says of itself that it did nothing. */
function isUnchanging({ f, output, outcome }: Operation): boolean {
  if (outcome === 'fail' || f === 'read' || f === 'get') return true;
  return f === 'cas' && outcome === 'ok' && output === false;
}

/** The value that the operation saw, by its answer; `undefined` when it tells none. */
function sawOf(operation: Operation, options: SpecificationOptions): Value | undefined {
  const { f, output, outcome } = operation;
  if (outcome !== 'ok') return undefined;
  if (f === 'cas') return output === false ? undefined : fromOf(operation);
  if (f !== 'read' && f !== 'get') return undefined;
  return output === null && options.nullReads === 'ignored' ? undefined : output;
}

/** The value that the operation brings about if it takes effect and finds another. */
function leavesOf({ f, input, output, outcome }: Operation): Value | undefined {
  if (outcome === 'fail') return undefined;
  if (f === 'cas') {
    const [from, to] = input as readonly [Value, Value];
    return output === false || same(from, to) ? undefined : to;
  }
  return f === 'write' || f === 'put' ? input : undefined;
}

/** Whether appends to `value` may make `text`; `null` is appended to as the empty string. */
function begins(value: Value, text: string): boolean {
  return value === null || (typeof value === 'string' && text.startsWith(value));
}

function fromOf({ input }: Operation): Value {
  return (input as readonly [Value, Value])[0];
}

function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  // Texts may be long, as those that grow by appends are.
  if (typeof left === 'string' && typeof right === 'string') return false;
  return canonicalKey(left) === canonicalKey(right);
}
