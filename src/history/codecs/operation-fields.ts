/**
 * Operations as maps with a `call` and a `return`, the way of recorders that log when an operation
 * is over. Fields are `process`, `f`, `key`, `value` (the input), `output`, `call`, `return`,
 * `type` and `error`. Times are integers; an operation without `return` crashed, and one without
 * `type` is `ok` when it returned, `info` otherwise.
 */

import type { History, Operation, Outcome } from '../operation.js';
import type { TimedOperation } from '../timed-operations.js';
import type { Value } from '../value.js';
import { extraOf, failMissing, functionOf, processOf, timeOf } from './event-fields.js';
import type { EventOptions } from './event-fields.js';
import type { Fields } from './fields.js';
import { writeJson } from './json-writer.js';
import { nameOf } from './text-reader.js';
import type { Complainer } from './text-reader.js';

const OPERATION_FIELDS: ReadonlySet<string> = new Set([
  'process',
  'f',
  'key',
  'value',
  'output',
  'call',
  'return',
  'type',
  'error',
]);

/** The operation that `fields` hold. */
export function operationOf(
  fields: Fields,
  options: EventOptions,
  reader: Complainer,
): TimedOperation {
  const call = timeOf(fields, 'call', reader) ?? failMissing(fields, 'call', reader);
  const returned = timeOf(fields, 'return', reader) ?? null;
  if (returned !== null && returned < call) {
    reader.fail(fields.startOf('return'), 'a return that is not before the call');
  }
  const key = fields.get('key');
  const error = fields.get('error');
  const extra = extraOf(fields, OPERATION_FIELDS);
  const operation: TimedOperation = {
    process: processOf(fields, options, reader),
    f: functionOf(fields, options, reader),
    input: fields.get('value') ?? null,
    output: fields.get('output') ?? null,
    outcome: outcomeOf(fields, returned !== null, reader),
    call,
    return: returned,
    ...(key === undefined ? {} : { key }),
    ...(error === undefined ? {} : { error }),
    ...(extra === undefined ? {} : { extra }),
  };
  return options.independent === true && key === undefined
    ? splitKey(operation, fields, reader)
    : operation;
}

/**
 * The lines of a history, one operation each. The times are those of the operations where they
 * order the history as its ranks do, and the ranks otherwise.
 */
export function writeOperations(history: History): string[] {
  const areTimesUsed = timesFollowRanks(history);
  return history.operations.map((operation) => writeOperation(operation, areTimesUsed));
}

function outcomeOf(fields: Fields, isReturned: boolean, reader: Complainer): Outcome {
  const value = fields.get('type');
  if (value === undefined || value === null) return isReturned ? 'ok' : 'info';
  const name = nameOf(value);
  if (name !== 'ok' && name !== 'fail' && name !== 'info') {
    return reader.fail(fields.startOf('type'), 'a type: ok, fail or info');
  }
  if (name !== 'info' && !isReturned) {
    reader.fail(fields.startOf('return'), `a return time, for the type is ${name}`, 'none');
  }
  return name;
}

/** The output of a pair is a pair too, or nothing. */
function splitKey(operation: TimedOperation, fields: Fields, reader: Complainer): TimedOperation {
  if (typeof operation.process !== 'number') return operation;
  const [key, input] = pairOf(operation.input, 'value', fields, reader);
  if (operation.output === null) return { ...operation, key, input };
  const [, output] = pairOf(operation.output, 'output', fields, reader);
  return { ...operation, key, input, output };
}

function pairOf(
  value: Value,
  name: string,
  fields: Fields,
  reader: Complainer,
): readonly [Value, Value] {
  if (Array.isArray(value) && value.length === 2) return value as unknown as [Value, Value];
  return reader.fail(fields.startOf(name), 'a [key value] pair, for independent keys');
}

function timesFollowRanks(history: History): boolean {
  const boundaries: { rank: number; time: number | bigint | undefined }[] = [];
  for (const { call, callNs, return: returned, returnNs } of history.operations) {
    boundaries.push({ rank: call, time: callNs });
    if (returned !== Infinity) boundaries.push({ rank: returned, time: returnNs });
  }
  boundaries.sort((left, right) => left.rank - right.rank);
  let before: number | bigint = -Infinity;
  for (const { time } of boundaries) {
    if (time === undefined || time <= before) return false;
    before = time;
  }
  return true;
}

function writeOperation(operation: Operation, areTimesUsed: boolean): string {
  const { process, f, key, input, output, outcome, error } = operation;
  const call = areTimesUsed ? operation.callNs : operation.call;
  const isOpen = operation.return === Infinity;
  const returned = isOpen ? null : areTimesUsed ? operation.returnNs : operation.return;
  const fields = [
    `"process":${JSON.stringify(process)}`,
    `"f":${JSON.stringify(f)}`,
    ...(key === undefined ? [] : [`"key":${writeJson(key)}`]),
    `"value":${writeJson(input)}`,
    `"output":${writeJson(output)}`,
    `"call":${String(call)}`,
    `"return":${String(returned)}`,
    `"type":"${outcome}"`,
    ...(error === undefined ? [] : [`"error":${writeJson(error)}`]),
  ];
  return `{${fields.join(',')}}`;
}
