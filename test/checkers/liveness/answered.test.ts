/**
 * Liveness on hand-made traces, and beside a naive reading of many.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../../../checkers/liveness/answered.js';
import { KIND, TraceRecorder } from '../../../src/trace/recorder.js';
import type { RecordKind, Trace } from '../../../src/trace/trace.js';

const NODES = ['n0', 'n1', 'c0'];

/** What happened, a millisecond apart: kind, name, id or node, detail. */
type Happened = readonly [kind: RecordKind, name?: string, id?: number, detail?: number];

function traceOf(...happened: readonly Happened[]): Trace {
  const recorder = new TraceRecorder(NODES);
  happened.forEach(([kind, name = '', id = 0, detail = 0], at) => {
    const node = kind === 'invoke' || kind === 'complete' ? 2 : id;
    recorder.add(KIND[kind], (at + 1) * 1_000, node, -1, recorder.intern(name), id, detail);
  });
  return recorder;
}

function kindOf(...happened: readonly Happened[]): string {
  return answered('audit').check(traceOf(...happened)).kind;
}

const ASKED: Happened = ['invoke', 'audit', 1];
const OK: Happened = ['complete', 'ok', 1];
const GIVEN_UP: Happened = ['complete', 'info', 1];

describe('an operation that meets nothing wrong', () => {
  test('may succeed', () => expect(kindOf(ASKED, OK)).toBe('legal'));

  test('may not be given up', () => {
    const verdict = answered('audit').check(
      traceOf(['fault-begin', 'f1'], ['fault-end', 'f1'], ASKED, GIVEN_UP),
    );
    if (verdict.kind !== 'illegal') throw new Error(verdict.kind);
    expect(verdict.anomalies[0]).toMatchObject({
      kind: 'unanswered',
      message: 'audit #1 of c0 found no end, although nothing was wrong any more',
    });
    expect(verdict.certificate).toMatchObject({ records: [2, 3] });
    expect(verdict.effort.judged).toBe(1);
  });

  test('may not fail', () => expect(kindOf(ASKED, ['complete', 'fail', 1])).toBe('illegal'));

  test('is none of another name', () => {
    expect(kindOf(['invoke', 'read', 1], GIVEN_UP)).toBe('legal');
  });

  test('may be open when the run ends', () => expect(kindOf(ASKED)).toBe('legal'));

  test('may follow a fault that is over', () => {
    const over: Happened[] = [
      ['crash', '', 0],
      ['fault-begin', 'f1'],
      ['drop', 'lost'],
      ['restart', '', 0],
      ['fault-end', 'f1'],
    ];
    expect(kindOf(...over, ASKED, OK)).toBe('legal');
    expect(kindOf(...over, ASKED, GIVEN_UP)).toBe('illegal');
  });
});

describe('an operation that meets trouble is not judged', () => {
  test.each<[string, Happened[]]>([
    ['a fault that acts before', [['fault-begin', 'f1'], ASKED, ['fault-end', 'f1'], GIVEN_UP]],
    [
      'one of two faults',
      [['fault-begin', 'f1'], ['fault-begin', 'f2'], ['fault-end', 'f2'], ASKED, GIVEN_UP],
    ],
    ['a fault that begins later', [ASKED, ['fault-begin', 'f1'], GIVEN_UP]],
    ['a node that is down', [['crash', '', 1], ['restart', '', 0], ASKED, GIVEN_UP]],
    ['a node that stands still', [['pause', '', 1], ASKED, ['resume', '', 1], GIVEN_UP]],
    ['a message that is lost', [ASKED, ['drop', 'lost'], GIVEN_UP]],
    ['a message that is doubled', [ASKED, ['duplicate', 'vote'], GIVEN_UP]],
    ['a message that is changed', [ASKED, ['change', 'f1'], GIVEN_UP]],
    ['a message that is held back', [ASKED, ['hold', 'f1'], GIVEN_UP]],
    ['a message that is very late', [ASKED, ['send', 'vote', 0, 100_001], GIVEN_UP]],
    ['one that was sent before', [['send', 'vote', 0, 200_000], ASKED, GIVEN_UP]],
    ['a disk that refuses', [ASKED, ['disk-error', 'EIO'], GIVEN_UP]],
  ])('%s', (_, happened) => expect(kindOf(...happened)).toBe('legal'));

  test('a message that has long arrived is none', () => {
    const calm = Array.from({ length: 120 }, (): Happened => ['timer', 'tick']);
    expect(kindOf(['send', 'vote', 0, 110_000], ...calm, ASKED, GIVEN_UP)).toBe('illegal');
    expect(kindOf(['send', 'vote', 0, 100_000], ASKED, GIVEN_UP)).toBe('illegal');
  });
});

/** Whether the world is well at each record, by looking back over all of them. */
function wellAt(happened: readonly Happened[], at: number): boolean {
  const latest = (kinds: readonly RecordKind[], is: (one: Happened) => boolean): string =>
    happened.slice(0, at + 1).findLast((one) => kinds.includes(one[0]) && is(one))?.[0] ?? '';
  const acts = ['f1', 'f2'].some(
    (fault) => latest(['fault-begin', 'fault-end'], ([, name]) => name === fault) === 'fault-begin',
  );
  const down = [0, 1].some(
    (node) => latest(['crash', 'restart'], ([, , id]) => id === node) === 'crash',
  );
  return !acts && !down && happened[at]![0] !== 'drop';
}

/** An audit that is asked, and given up, while all is well from the one to the other. */
function isUnanswered(happened: readonly Happened[]): boolean {
  return happened.some(([kind, name, id], from) => {
    if (kind !== 'invoke' || name !== 'audit') return false;
    const to = happened.findIndex((one, at) => at > from && one[0] === 'complete' && one[2] === id);
    if (to < 0 || happened[to]![1] === 'ok') return false;
    return happened.slice(from, to + 1).every((_, at) => wellAt(happened, from + at));
  });
}

test('says what a naive reading says, of 2,000 traces, of both kinds', () => {
  const id = fc.integer({ min: 0, max: 1 });
  const trouble = fc.oneof(
    fc.tuple(
      fc.constantFrom<RecordKind[]>('fault-begin', 'fault-end'),
      fc.constantFrom('f1', 'f2'),
    ),
    fc.tuple(fc.constantFrom<RecordKind[]>('crash', 'restart'), fc.constant(''), id),
    fc.constant<Happened>(['drop', 'lost']),
  );
  // Each id is asked and ended in turns, as clients do.
  const drawn = fc.array(
    fc.oneof(
      { weight: 1, arbitrary: trouble },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom('audit', 'read'), id, fc.constantFrom('ok', 'info')),
      },
    ),
    { minLength: 1, maxLength: 12 },
  );
  const counts = { legal: 0, illegal: 0, unknown: 0 };
  for (const events of fc.sample(drawn, { seed: 1, numRuns: 2_000 })) {
    const open = new Map<number, number>();
    let next = 0;
    const happened = events.map((event): Happened => {
      if (event[0] !== 'audit' && event[0] !== 'read') return event as Happened;
      const [name, client, outcome] = event as unknown as [string, number, string];
      const asked = open.get(client);
      if (asked !== undefined) {
        open.delete(client);
        return ['complete', outcome, asked];
      }
      open.set(client, ++next);
      return ['invoke', name, next];
    });
    const { kind } = answered('audit').check(traceOf(...happened));
    expect(kind).toBe(isUnanswered(happened) ? 'illegal' : 'legal');
    counts[kind]++;
  }
  expect(counts.illegal).toBeGreaterThan(200);
  expect(counts.legal).toBeGreaterThan(200);
});
