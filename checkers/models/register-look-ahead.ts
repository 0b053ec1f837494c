/**
 * Look-ahead for registers: a value that was read has to be there already or be written by
 * somebody.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import type { Call, LookAhead } from '../model.js';
import type { Access } from './access.js';

/** The look-ahead of a register whose state is its value. */
export function registerLookAhead(access: (call: Call) => Access): LookAhead<Value> {
  return {
    demands: (call) => access(call).reads !== undefined,
    leads: (state, demand) => equalValues(state, access(demand).reads!),
    supplies: (call, demand) => {
      const { writes } = access(call);
      return writes !== undefined && equalValues(writes, access(demand).reads!);
    },
  };
}
