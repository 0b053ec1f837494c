/**
 * Long histories of a register with unique writes, with crashes and times: in calm about one
 * operation in a thousand takes long, and near the middle all do.
 */

import { FAILED, NOTHING, eventsOf } from '../../../bench/histories/recording.js';
import { sequenceOf } from '../../../bench/histories/sequence.js';
import { generate, generatedWorkloads } from '../../../bench/histories/workloads.js';
import type { Event } from '../../../src/history/event.js';

/** How long, and what it has to be. */
export interface LongRegisterOptions {
  readonly operations: number;
  readonly expected?: 'legal' | 'illegal';
  readonly clients?: number;
  /** How likely an operation crashes; default none. */
  readonly crashes?: number;
}

/** The events. */
export function longRegister({
  operations,
  expected = 'legal',
  clients = 12,
  crashes = 0,
}: LongRegisterOptions): Event[] {
  const workload = generatedWorkloads.register;
  const { recording } = generate(workload, { operations, clients, crashes, seed: 7, expected });
  const random = sequenceOf(11);
  const { process, f, input, output, ranks } = recording;
  let us = 0;
  return Array.from(eventsOf(recording), (event, index): Event => {
    const at = event >> 1;
    const isReturn = (event & 1) === 1;
    const isSlow = Math.abs(index - ranks / 2) < ranks / 20;
    us += 20 + random.below(isSlow ? 900 : 180);
    const value = isReturn ? output[at]! : input[at]!;
    return {
      index,
      type: isReturn ? (output[at] === FAILED ? 'fail' : 'ok') : 'invoke',
      process: process[at]!,
      f: recording.functions[f[at]!]!,
      value: value === NOTHING ? null : value,
      timeNs: us * 1000,
    };
  });
}

/** The same as lines of JSON, as a recorder writes them. */
export function longRegisterLines(options: LongRegisterOptions): string {
  return longRegister(options)
    .map(({ type, process, f, value, timeNs }) => {
      return `${JSON.stringify({ type, process, f, value, time: timeNs })}\n`;
    })
    .join('');
}
