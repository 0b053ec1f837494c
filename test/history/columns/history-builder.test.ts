/**
 * The builder against `toHistory`: the same columns, operations and complaints for any events.
 */

import { expect, test } from 'vitest';
import { columnsOf, operationOf, sizeOf } from '../../../src/history/columns/columnar-history.js';
import { HistoryBuilder } from '../../../src/history/columns/history-builder.js';
import type { Event, EventType } from '../../../src/history/event.js';
import { toHistory } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';
import { Float, Keyword, type Value } from '../../../src/history/value.js';
import { seeded, type Random } from '../../checkers/oracle/random.js';
import { attempt, historyText } from './column-texts.js';

const VALUES: readonly Value[] = [
  null,
  0,
  1,
  2 ** 30 - 1,
  2 ** 30,
  -1,
  0.5,
  true,
  'a',
  'b',
  10n ** 20n,
  [1, 2],
  [2, 1],
  [1, 2 ** 30],
  [1n, 2],
  [1, null],
  new Float(1),
  new Keyword('a'),
  new Map([['a', 1]]),
  { a: 1 },
];
const PROCESSES = [0, 1, 2, 70, 2 ** 20 + 5, 2 ** 31 - 1, 2 ** 40, -1, -2, 'nemesis'] as const;

function randomEvents(random: Random): Event[] {
  const open = new Map<number | string, Pick<Event, 'f' | 'key'>>();
  const strictness = random.pick([1, 0.97]);
  const time = random.chance(0.5);
  return Array.from({ length: 1 + random.below(40) }, (_, at): Event => {
    const process = random.pick(PROCESSES);
    const pending = random.chance(strictness) ? open.get(process) : undefined;
    const type: EventType = pending === undefined ? 'invoke' : random.pick(['ok', 'fail', 'info']);
    const f =
      random.chance(strictness) && pending !== undefined ? pending.f : `f${random.below(3)}`;
    const own = random.chance(0.3) ? { key: random.pick(VALUES) } : {};
    const key = pending === undefined || !random.chance(strictness) ? own : pending;
    const event = {
      index: 2 * at,
      type,
      process,
      f,
      value: random.pick(VALUES),
      ...(key.key === undefined || random.chance(0.1) ? {} : { key: key.key }),
      ...(random.chance(0.3) ? { error: random.pick(VALUES) } : {}),
      ...(time && random.chance(0.9) ? { timeNs: random.pick([at, 10n ** 18n]) } : {}),
    };
    if (type === 'invoke') open.set(process, event);
    else open.delete(process);
    return event;
  });
}

function built(events: readonly Event[]): History {
  const builder = new HistoryBuilder();
  for (const event of events) builder.add(event);
  return builder.build();
}

test('random events become the same columns, or are refused in the same words', () => {
  const random = seeded(7);
  let refused = 0;
  for (let run = 0; run < 5000; run++) {
    const events = randomEvents(random);
    const expected = attempt(() => historyText(toHistory(events)));
    expect(attempt(() => historyText(built(events)))).toBe(expected);
    if (expected.startsWith('HistoryError')) refused++;
  }
  expect(refused).toBeGreaterThan(500);
  expect(refused).toBeLessThan(4000);
});

test('a history of named processes only is refused', () => {
  const event: Event = { index: 4, type: 'invoke', process: 'a"b', f: 'read', value: null };
  const expected = attempt(() => historyText(toHistory([event])));
  expect(expected).toMatch(/"a\\"b" is no integer/);
  expect(attempt(() => historyText(built([event])))).toBe(expected);
});

test('columns grow', () => {
  const events = Array.from({ length: 20_000 }, (_, index): Event => {
    const type = index % 2 === 0 ? 'invoke' : 'ok';
    return { index, type, process: 5000 * (index & 2), f: 'w', value: index >> 1, timeNs: index };
  });
  expect(historyText(built(events))).toBe(historyText(toHistory(events)));
});

test('a 257th function is refused, however a history comes', () => {
  const events = (count: number): Event[] =>
    Array.from({ length: count }, (_, at): Event => {
      return { index: at, type: 'invoke', process: at, f: `f${at}`, value: null };
    });
  expect(columnsOf(built(events(256))).functions).toHaveLength(256);
  expect(() => built(events(257))).toThrow('the history has 257 functions; at most 256');
  expect(() => columnsOf(toHistory(events(257)))).toThrow('at most 256 can be told apart');
});

test('one operation is made without the others', () => {
  const history = built([
    { index: 0, type: 'invoke', process: -3, f: 'w', value: 'x', timeNs: 5, key: 1 },
    { index: 1, type: 'fail', process: -3, f: 'w', value: null, timeNs: 10n ** 18n, error: 'no' },
    { index: 2, type: 'invoke', process: 1, f: 'r', value: null },
  ]);
  expect(sizeOf(history)).toBe(2);
  expect(operationOf(history, 0)).toEqual({
    id: 0,
    process: -3,
    f: 'w',
    key: 1,
    input: 'x',
    output: null,
    error: 'no',
    outcome: 'fail',
    call: 0,
    return: 1,
    callNs: 5,
    returnNs: 10n ** 18n,
  });
  expect(operationOf(history, 1)).toEqual(history.operations[1]);
  expect(operationOf(history, 1)).not.toHaveProperty('callNs');
});
