/**
 * The strict history: pairing, ranks, what is refused, and the way back to events.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, EventType } from '../../src/history/event.js';
import { HistoryError } from '../../src/history/history-error.js';
import { restrict, toEvents, toHistory } from '../../src/history/history.js';
import type { History } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';

type Line = readonly [process: number | string, type: EventType, f: string, value?: Value];

function events(...lines: readonly Line[]): Event[] {
  return lines.map(([process, type, f, value = null], index) => ({
    index,
    type,
    process,
    f,
    value,
  }));
}

function refusal(of: readonly Event[]): HistoryError {
  try {
    toHistory(of);
  } catch (error) {
    if (error instanceof HistoryError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('toHistory', () => {
  test('joins invocations to completions and ranks them', () => {
    const { operations } = toHistory(
      events(
        [0, 'invoke', 'write', 1],
        [1, 'invoke', 'read'],
        ['nemesis', 'info', 'start'],
        [0, 'ok', 'write', 1],
        [1, 'fail', 'read'],
      ),
    );
    expect(operations).toEqual([
      { id: 0, process: 0, f: 'write', input: 1, output: 1, outcome: 'ok', call: 0, return: 2 },
      {
        id: 1,
        process: 1,
        f: 'read',
        input: null,
        output: null,
        outcome: 'fail',
        call: 1,
        return: 3,
      },
    ]);
  });

  test('a process goes on after its own info; what is open is info', () => {
    const { operations } = toHistory(
      events([0, 'invoke', 'write', 1], [0, 'info', 'write', 1], [0, 'invoke', 'read']),
    );
    expect(operations.map(({ outcome, call, return: end }) => [outcome, call, end])).toEqual([
      ['info', 0, Infinity],
      ['info', 1, Infinity],
    ]);
  });

  test('keeps keys, errors and times', () => {
    const { operations } = toHistory([
      { index: 0, type: 'invoke', process: 0, f: 'w', value: 1, key: 'k', timeNs: 5 },
      { index: 1, type: 'fail', process: 0, f: 'w', value: 1, error: 'full', timeNs: 2n ** 60n },
    ]);
    expect(operations).toMatchObject([{ key: 'k', error: 'full', callNs: 5, returnNs: 2n ** 60n }]);
  });

  test('takes the key of a completion when the invocation has none', () => {
    const { operations } = toHistory([
      { index: 0, type: 'invoke', process: 0, f: 'w', value: 1 },
      { index: 1, type: 'ok', process: 0, f: 'w', value: 1, key: 7 },
    ]);
    expect(operations[0]?.key).toBe(7);
  });

  test('no events make an empty history', () => {
    expect(toHistory([]).operations).toEqual([]);
    expect(toHistory(events(['nemesis', 'info', 'start'])).operations).toEqual([]);
  });
});

describe('toHistory refuses', () => {
  test('a process that opens twice', () => {
    const error = refusal(events([3, 'invoke', 'read'], [3, 'invoke', 'write', 1]));
    expect(error).toMatchObject({ name: 'HistoryError', index: 1, process: 3 });
    expect(error.message).toBe('event 1: process 3 invokes write while its read is still open');
  });

  test('a completion without invocation', () => {
    const error = refusal(events([0, 'invoke', 'read'], [3, 'ok', 'read']));
    expect(error).toMatchObject({ index: 1, process: 3 });
    expect(error.message).toBe('event 1: process 3 completes read (ok), but has no operation open');
  });

  test('a second completion', () => {
    const lines: Line[] = [
      [0, 'invoke', 'read'],
      [0, 'info', 'read'],
      [0, 'ok', 'read'],
    ];
    expect(refusal(events(...lines)).index).toBe(2);
  });

  test('a completion of another f or another key', () => {
    expect(refusal(events([0, 'invoke', 'read'], [0, 'ok', 'write'])).message).toBe(
      'event 1: process 0 completes f write, but invoked read',
    );
    const keyed = [
      { index: 8, type: 'invoke', process: 0, f: 'w', value: 1, key: 1 },
      { index: 9, type: 'ok', process: 0, f: 'w', value: 1, key: 2 },
    ] as const;
    expect(refusal(keyed)).toMatchObject({ index: 9, process: 0 });
  });

  test('clients with names only, which would leave nothing to judge', () => {
    const error = refusal(events(['client-1', 'invoke', 'read'], ['client-1', 'ok', 'read']));
    expect(error.message).toContain('process "client-1" is no integer');
  });
});

const choices = fc.array(fc.tuple(fc.nat(3), fc.constantFrom('ok', 'fail', 'info')), {
  maxLength: 30,
});

/** A strict history: each choice moves one process, by an invocation or a completion. */
const strict: fc.Arbitrary<History> = choices.map((steps) => {
  const open = new Set<number>();
  const lines = steps.map(([process, outcome], at): Line => {
    const isOpen = open.delete(process);
    if (!isOpen) open.add(process);
    return [process, isOpen ? outcome : 'invoke', 'f', isOpen ? at : -at];
  });
  return toHistory(events(...lines));
});

describe('properties', () => {
  test('there and back is the same history', () => {
    fc.assert(
      fc.property(strict, (history) => {
        expect(toHistory(toEvents(history))).toEqual(history);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('ranks are dense and distinct', () => {
    fc.assert(
      fc.property(strict, ({ operations }) => {
        const ranks = operations.flatMap(({ call, return: end }) => [call, end]);
        const finite = ranks.filter(Number.isFinite).sort((left, right) => left - right);
        expect(finite).toEqual(finite.map((_, at) => at));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('a restricted history is strict and keeps the order of what it keeps', () => {
    fc.assert(
      fc.property(strict, fc.nat(3), (history, process) => {
        const kept = history.operations.filter((operation) => operation.process !== process);
        const { operations } = restrict(history, (operation) => operation.process !== process);
        expect(toHistory(toEvents({ operations }))).toEqual({ operations });
        expect(operations.map(({ input }) => input)).toEqual(kept.map(({ input }) => input));
        for (const [left, a] of operations.entries()) {
          for (const [right, b] of operations.entries()) {
            const [before, after] = [kept[left], kept[right]];
            expect(a.return < b.call).toBe((before?.return ?? 0) < (after?.call ?? 0));
          }
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
