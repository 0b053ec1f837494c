/**
 * Data of the library as a value that JSON can hold: typed arrays as arrays, absent fields left
 * out.
 */

import type { Value } from '../../history/value.js';

/** A copy without typed arrays and without fields that are `undefined`. Linear. */
export function plainValue(data: unknown): Value {
  if (ArrayBuffer.isView(data)) return [...(data as Int32Array)];
  if (Array.isArray(data)) return data.map(plainValue);
  if (typeof data !== 'object' || data === null) return data as Value;
  if (Object.getPrototypeOf(data) !== Object.prototype) return data as Value;
  const fields = Object.entries(data).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, plainValue(field)]));
}
