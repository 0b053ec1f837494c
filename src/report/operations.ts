/**
 * Operations as text: the call as the client made it, the result as the client saw it.
 */

import { equalValues } from '../history/equality.js';
import type { Outcome } from '../history/operation.js';
import type { Value } from '../history/value.js';
import { escapeText } from './escape.js';
import { glyphsFor } from './glyphs.js';
import { describeKey, describeValue, type DescribeOptions } from './values.js';

/** What a description needs of an operation: those of a history, a story and a program have it. */
export interface DescribedOperation {
  readonly f: string;
  readonly key?: Value;
  readonly input: Value;
  readonly output: Value;
  readonly outcome: Outcome;
  readonly error?: Value;
}

const VALUE_LENGTH_MAX = 60;
const NAME_LENGTH_MAX = 40;

/** Functions whose `null` is an answer: nothing was there. */
const ASKS = /^(read|get|take|poll|peek|pop|dequeue|find|lookup)/;

/** On one line: `write x: 1 → ok`, `read x → null`, `cas x: [0, 1] → failed: "busy"`. */
export function describeOperation(
  operation: DescribedOperation,
  options: DescribeOptions = {},
): string {
  const { arrow } = glyphsFor(options.ascii === true);
  const result = describeResult(operation, options);
  const joined = result.startsWith(arrow) ? result : `${arrow} ${result}`;
  return `${describeCall(operation, options)} ${joined}`;
}

/** The call alone: `write x: 1`, `read x`, `enqueue 5`. */
export function describeCall(
  operation: Pick<DescribedOperation, 'f' | 'key' | 'input'>,
  options: DescribeOptions = {},
): string {
  const { f, key, input } = operation;
  const { ascii = false, lengthMax = VALUE_LENGTH_MAX } = options;
  const name = escapeText(f, { ascii, lengthMax: NAME_LENGTH_MAX });
  const target = key === undefined ? '' : ` ${describeKey(key, { ascii })}`;
  if (input === null) return name + target;
  const colon = key === undefined ? '' : ':';
  return `${name}${target}${colon} ${describeValue(input, { ascii, lengthMax })}`;
}

/**
 * The result alone: `ok` where there is nothing to tell, `→ 1`, `failed: ...`, `no answer: ...`.
 */
export function describeResult(
  operation: DescribedOperation,
  options: DescribeOptions = {},
): string {
  const { ascii = false, lengthMax = VALUE_LENGTH_MAX } = options;
  const { outcome, error, output } = operation;
  if (outcome === 'ok') {
    if (!isTelling(operation)) return 'ok';
    return `${glyphsFor(ascii).arrow} ${describeValue(output, { ascii, lengthMax })}`;
  }
  const said = outcome === 'fail' ? 'failed' : 'no answer';
  if (error === undefined || error === null) return said;
  return `${said}: ${describeError(error, { ascii, lengthMax })}`;
}

/** An error of plain words needs no quotes. */
function describeError(error: Value, options: DescribeOptions): string {
  const isPlain = typeof error === 'string' && error.length <= 60 && /^[\w .,'-]*$/.test(error);
  return isPlain ? error : describeValue(error, options);
}

function isTelling({ f, input, output }: DescribedOperation): boolean {
  if (output === null) return input === null && ASKS.test(f);
  return !equalValues(input, output);
}
