/**
 * Whatever clients do, and in whatever order: the history is strict, agrees with what they heard,
 * survives being saved, and says of a register in memory what is true of it.
 */

import * as fc from 'fast-check';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { register } from '../../checkers/models/register.js';
import { decodeEvents, encodeEvents } from '../../src/history/codecs/index.js';
import { toHistory } from '../../src/history/history.js';
import { createRecorder } from '../../src/record/recorder.js';
import type { Event } from '../../src/history/event.js';
import type { Recorder } from '../../src/record/recorder.js';
import { describe, expect, test } from 'vitest';
import { runClients, Steps, UnrulyRegister } from './unruly-register.js';
import type { Course, Heard } from './unruly-register.js';

const checker = linearizable(register());
const delay = fc.nat({ max: 3 });
const course: fc.Arbitrary<Course> = fc.record({
  f: fc.constantFrom('read', 'write'),
  key: fc.constantFrom('x', 'x', 'y'),
  end: fc.oneof(
    { weight: 5, arbitrary: fc.constant('answer' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'refuse' as const,
        'break-before' as const,
        'break-after' as const,
        'hang' as const,
        'throw-at-once' as const,
      ),
    },
  ),
  delays: fc.tuple(delay, delay),
  reenters: fc.boolean(),
  overlaps: fc.boolean(),
});
const plan = fc.record({
  courses: fc.array(fc.array(course, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
  choices: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 40 }),
});
type Plan = {
  readonly courses: readonly (readonly Course[])[];
  readonly choices: readonly number[];
};

async function record(
  { courses, choices }: Plan,
  isStale: boolean,
): Promise<{ readonly recorder: Recorder; readonly heard: Heard }> {
  let now = 0;
  const recorder = createRecorder({ nowNs: () => now++ });
  const steps = new Steps();
  const register = new UnrulyRegister(steps, isStale);
  const heard = await runClients(recorder, register, steps, courses, choices);
  const last = recorder.wrap(register);
  await last.write('z', -1);
  await last.read('z');
  return { recorder, heard };
}

/** Nobody does anything after an end that nobody knows. */
function expectFreshProcesses(events: readonly Event[]): void {
  const gone = new Set<number | string>();
  for (const { process, type } of events) {
    expect(gone).not.toContain(process);
    if (type === 'info') gone.add(process);
  }
}

describe('a correct register', () => {
  test('has a strict and legal history, saved as it was', async () => {
    let crashed = 0;
    let concurrent = 0;
    await fc.assert(
      fc.asyncProperty(plan, async (drawn) => {
        const { recorder, heard } = await record(drawn, false);
        const open = recorder.history();
        recorder.finish();
        const events = recorder.events();
        const { operations } = toHistory(events);
        expect(operations.map(({ outcome }) => outcome)).toEqual(
          open.operations.map(({ outcome }) => outcome),
        );
        expect(operations).toHaveLength(heard.calls + 2);
        const answered = operations.filter(({ outcome }) => outcome === 'ok');
        const values = answered.map(({ f, output }) => ({ f, value: output }));
        expect(sorted(values.slice(0, -2))).toEqual(sorted(heard.answers));
        expectFreshProcesses(events);
        expect(checker.check({ operations }).kind).toBe('legal');
        for (const format of ['jsonl', 'edn'] as const) {
          expect([...decodeEvents(encodeEvents(events, format))]).toEqual(events);
        }
        crashed += operations.filter(({ outcome }) => outcome === 'info').length;
        concurrent += operations.filter(({ process }) => Number(process) >= 4).length;
      }),
      { seed: 20_261, numRuns: 400 },
    );
    // Not a property of calm: thousands of operations crashed and overlapped.
    expect(crashed).toBeGreaterThan(500);
    expect(concurrent).toBeGreaterThan(500);
  });
});

test('a register that answers what was there before is always found', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (drawn) => {
      const { recorder } = await record(drawn, true);
      expect(checker.check(recorder.history()).kind).toBe('illegal');
    }),
    { seed: 20_262, numRuns: 150 },
  );
});

function sorted(answers: readonly { readonly f: string; readonly value: unknown }[]): string[] {
  return answers.map(({ f, value }) => `${f} ${JSON.stringify(value)}`).sort();
}
