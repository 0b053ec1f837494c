/**
 * Events as Jepsen's results hold them, and in words.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeKey, describeValue } from '../describe.js';

/** The event as a map of Jepsen's fields. */
export function recordedOperation(event: Event): { readonly [field: string]: Value } {
  const { index, timeNs, type, process, f, value, key, error } = event;
  return {
    index,
    ...(timeNs === undefined ? {} : { time: timeNs }),
    type,
    process,
    f,
    value,
    ...(key === undefined ? {} : { key }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What the event says, as `process 2 read [1, 2] (event 7)`; no full stop. */
export function describeEvent(event: Event): string {
  const { f, type, process, key, value, index } = event;
  const what = value === null ? f : `${f} ${describeValue(value)}`;
  const where = `${describeKey(key)} (event ${index})`;
  switch (type) {
    case 'invoke':
      return `process ${process} began to ${what}${where}`;
    case 'ok':
      return `process ${process} ${f === 'read' ? 'did' : 'completed'} ${what}${where}`;
    case 'fail':
      return `${what} of process ${process} failed${where}`;
    case 'info':
      return `${what} of process ${process} ended without an answer${where}`;
  }
}
