/**
 * Searches on several threads answer what a search on one does. The threads run compiled code, so
 * this imports the built package; `npm test` builds it.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { modelNamed } from '../../../checkers/models/index.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { checkInParallel as check } from '../../../src/run/parallel/check-in-parallel.js';
import { toEvents, toHistory } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import { longHistory } from '../../checkers/oracle/long-histories.js';
import { seeded } from '../../checkers/oracle/random.js';

const MODEL = { name: 'cas-register' };

let checkInParallel: typeof check;

beforeAll(async () => {
  const built = new URL('../../../dist/src/run/parallel/check-in-parallel.js', import.meta.url);
  ({ checkInParallel } = (await import(built.href)) as { checkInParallel: typeof check });
});

/** A history of several keys, side by side in time; the keys in `broken` are illegal. */
function keyed(keys: number, broken: readonly number[]): History {
  const events = Array.from({ length: keys }, (_, number) => {
    const shape = { operations: 400, processes: 4, crashes: 0.01, isBroken: false };
    const { operations } = longHistory('cas-register', seeded(70 + number), shape);
    const key = `key ${number}`;
    const renamed = operations.map((each) => ({
      ...(broken.includes(number) ? breakLate(each) : each),
      key,
      process: (each.process as number) * keys + number,
    }));
    return toEvents({ operations: renamed });
  });
  const longest = Math.max(...events.map((list) => list.length));
  const merged = Array.from({ length: longest }, (_, at) =>
    events.flatMap((list) => list[at] ?? []),
  ).flat();
  return toHistory(merged.map((event, index) => ({ ...event, index })));
}

/** Nobody ever writes 9. */
function breakLate(operation: Operation): Operation {
  const isRead = operation.f === 'read' && operation.outcome === 'ok' && operation.id > 300;
  return isRead ? { ...operation, output: 9 } : operation;
}

describe('on two threads', () => {
  test('a legal history gets an order for each key that the verifier accepts', async () => {
    const history = keyed(8, []);
    const verdict = await checkInParallel(history, MODEL, { threads: 2 });
    const alone = linearizable(modelNamed('cas-register')).check(history);
    expect(verdict.kind).toBe('legal');
    expect(verdict.algorithm).toBe(alone.algorithm);
    expect(verify(history, verdict, specificationNamed('cas-register')!)).toEqual([]);
  });

  test('one illegal key decides', async () => {
    const history = keyed(8, [5]);
    const verdict = await checkInParallel(history, MODEL, { threads: 2 });
    expect(verdict).toMatchObject({ kind: 'illegal', anomalies: [{ key: 'key 5' }] });
    expect(verify(history, verdict, specificationNamed('cas-register')!)).toEqual([]);
  });

  test('every key is judged when all are asked for, and progress is told', async () => {
    const history = keyed(8, [2, 6]);
    const told: number[] = [];
    const verdict = await checkInParallel(history, MODEL, {
      threads: 2,
      everyPart: true,
      onProgress: ({ partsJudged }) => told.push(partsJudged),
    });
    const keys = verdict.kind === 'illegal' ? verdict.anomalies.map(({ key }) => key) : [];
    expect(new Set(keys)).toEqual(new Set(['key 2', 'key 6']));
    expect(told.at(-1)).toBe(8);
  });

  test('a key without an answer is named', async () => {
    const history = keyed(8, []);
    const verdict = await checkInParallel(history, MODEL, { threads: 2, configurationsMax: 20 });
    expect(verdict).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('on key "key ') as string,
    });
  });

  test('time that is over ends the check', async () => {
    const verdict = await checkInParallel(keyed(8, []), MODEL, { threads: 2, timeoutMs: -1 });
    expect(['unknown', 'legal']).toContain(verdict.kind);
  });

  test('a model that is not there is an error', async () => {
    await expect(checkInParallel(keyed(2, []), { name: 'nothing' })).rejects.toThrow(
      'there is no model "nothing"',
    );
  });
});
