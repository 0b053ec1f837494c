/**
 * What a history can hold, and what not: any plain data survives being saved, and calls and answers
 * that are something else are errors.
 */

import * as fc from 'fast-check';
import { decodeEvents, encodeEvents } from '../../src/history/codecs/index.js';
import { canonicalKey } from '../../src/history/equality.js';
import { RecorderError } from '../../src/record/recorder-error.js';
import { createRecorder } from '../../src/record/recorder.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describe, expect, test } from 'vitest';
import { Manual, ticking } from './manual-client.js';

describe('what a history cannot hold', () => {
  const cycle: unknown[] = [];
  cycle.push({ cycle });

  test.each([
    [
      'a function',
      { on: () => 1 },
      /^the value of write\("x", .*\) is no plain data: it is a func/,
    ],
    ['a date', new Date(0), 'it is an object of class Date'],
    ['bytes', new Uint8Array(2), 'it is an object of class Uint8Array'],
    ['a cycle', cycle, 'it is a cycle at [0].cycle'],
    ['a symbol', [Symbol('x')], 'it is a symbol at [0]'],
    ['a map', new Map([[[], 1] as const, [[], 2] as const]), 'it is a map with two equal keys'],
  ])('%s is an error that names the call', async (_what, value, message) => {
    const recorder = ticking();
    const client = recorder.wrap(new Manual(), { operations: { write: true, read: true } });
    expect(() => client.write('x', value)).toThrow(RecorderError);
    expect(() => client.write('x', value)).toThrow(message);
    expect(() => recorder.history()).toThrow(message);
  });

  test('in an answer is an error too, and spoils the recording', async () => {
    const recorder = ticking();
    const client = recorder.wrap({ read: async (key: string) => new Date(key.length) });
    await expect(client.read('x')).rejects.toThrow(
      'the answer of read("x") is no plain data: it is an object of class Date; ' +
        'say with operations how it is recorded',
    );
    expect(() => recorder.history()).toThrow('the answer of read("x") is no plain data');
  });

  test('may be given to what is no operation, and spoils a recording where it is', async () => {
    const recorder = ticking();
    const heard: unknown[] = [];
    const client = recorder.wrap({
      on: (listener: () => void) => heard.push(listener),
      subscribe: async (listener: () => void) => heard.push(listener),
    });
    expect(client.on(() => {})).toBe(1);
    expect(recorder.events()).toEqual([]);
    await expect(client.subscribe(() => {})).rejects.toThrow('subscribe(a function): ');
    expect(heard).toHaveLength(2);
    expect(() => recorder.history()).toThrow(RecorderError);
  });

  test('an answer that its mapping cannot read spoils the recording', async () => {
    const recorder = ticking();
    const read = (): { f: string; result: () => never } => ({
      f: 'read',
      result: () => {
        throw new RangeError('no number');
      },
    });
    const client = recorder.wrap({ read: async () => 'x' }, { operations: { read } });
    await expect(client.read()).rejects.toThrow('no number');
    expect(() => recorder.history()).toThrow(new RangeError('no number'));
  });

  test.each([
    ['no client', () => createRecorder().wrap(42 as never), 'wrap takes a client'],
    ['no time', () => createRecorder({ timeoutMs: 0 }), 'timeoutMs is a number of milliseconds'],
    ['no number', () => createRecorder().wrap({}, { timeoutMs: NaN }), 'timeoutMs is a number'],
  ])('%s is refused', (_what, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});

const plain = {
  withBigInt: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  key: fc.oneof(fc.string(), fc.constantFrom('__proto__', '$map', '$set', 'constructor')),
};
const wild = { ...plain, withDate: true, withTypedArray: true, withBoxedValues: true };

/** Whether a call with this key and value is recorded, and not refused. */
async function isRecorded(key: unknown, value: unknown): Promise<boolean> {
  const recorder = createRecorder({ nowNs: () => 0 });
  try {
    await recorder.operation(0, { f: 'put', key, value }, async () => value);
  } catch (error) {
    expect(error).toBeInstanceOf(RecorderError);
    return false;
  }
  for (const format of ['jsonl', 'edn'] as const) {
    const saved = [...decodeEvents(encodeEvents(recorder.events(), format))];
    expect(saved.map(told)).toEqual(recorder.events().map(told));
  }
  return true;
}

test('all plain data survives being saved, and of the rest what is not refused', async () => {
  const settings = { seed: 20_263, numRuns: 300 };
  let recorded = 0;
  const plainly = fc.asyncProperty(fc.anything(plain), fc.anything(plain), async (key, value) => {
    if (await isRecorded(key, value)) recorded++;
  });
  await fc.assert(plainly, settings);
  // A map with two equal keys, such as two empty lists, is refused.
  expect(recorded).toBeGreaterThan(280);
  let refused = 0;
  const wildly = fc.asyncProperty(fc.anything(wild), fc.anything(wild), async (key, value) => {
    if (!(await isRecorded(key, value))) refused++;
  });
  await fc.assert(wildly, settings);
  expect(refused).toBeGreaterThan(50);
});

/** Equal values of several forms, such as maps and objects, have one text. */
function told({ type, key = null, value }: Event): [string, string, string] {
  const text = (one: Value): string => canonicalKey(one);
  return [type, text(key), text(value)];
}
