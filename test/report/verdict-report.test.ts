/**
 * What `skerry check` prints of recorded histories.
 */

import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../checkers/verdict.js';
import type { Event } from '../../src/history/event.js';
import { toHistory } from '../../src/history/history.js';
import type { History } from '../../src/history/operation.js';
import { renderVerdict } from '../../src/report/verdict-report.js';

const BASE = {
  checker: 'linearizability',
  algorithm: 'configuration search',
  effort: { judged: 60, configurations: 1_234_567 },
} as const;
const CERTIFICATE = { kind: 'witness', operations: [], records: [] } as const;

/**
 * Three processes that write and read in turns; the last of process 2's operations never returns.
 */
function recorded(hasTime: boolean): History {
  const events: Event[] = [];
  const add = (at: number, type: Event['type'], process: number, value: number | null): void => {
    const f = process === 0 ? 'write' : 'read';
    const timeNs = 5_000_000_000 + at * 1_250_000;
    const time = hasTime ? { timeNs } : {};
    events.push({ index: events.length, type, process, f, value, key: 'x', ...time });
  };
  for (let round = 0; round < 20; round++) {
    add(6 * round, 'invoke', 0, round);
    add(6 * round + 1, 'invoke', 1, null);
    add(6 * round + 2, 'ok', 0, round);
    add(6 * round + 3, 'invoke', 2, null);
    add(6 * round + 4, 'ok', 1, round);
    if (round < 19) add(6 * round + 5, 'ok', 2, round === 9 ? 3 : round);
  }
  return toHistory(events);
}

const ILLEGAL: Verdict = {
  ...BASE,
  kind: 'illegal',
  anomalies: [
    {
      kind: 'non-linearizable',
      message: 'read returned 3 after 9 had been read on key x',
      operations: [27, 28, 29],
      key: 'x',
      explanation: ['#28 returned 9 before #29 returned.', '#29 read 3, which #27 replaced.'],
    },
    { kind: 'stale-read', message: '#29 is stale', operations: [29], explanation: [] },
  ],
  certificate: CERTIFICATE,
};

describe('renderVerdict', () => {
  test('illegal', () => {
    expect(`\n${renderVerdict(recorded(true), ILLEGAL)}`).toMatchInlineSnapshot(`
      "
      VIOLATION of linearizability: read returned 3 after 9 had been read on key x

        ms  p0                 p1            p2
        56                                   ┌ #24 read x
        58                                   └ → 7
        60  ┌ #25 write x: 8
        61  │                  ┌ #26 read x
        62  └ ok               │
        63                     │             ┌ #27 read x
        65                     └ → 8         │
        66                                   └ → 8
        67  ┌ #28 write x: 9
        68  │                  ┌ #29 read x
        70  └ ok               │
        71                     │             ┌ #30 read x
        72                     └ → 9         │
        73                                   └ → 3 ILLEGAL
        75  ┌ #31 write x: 10
        76  │                  ┌ #32 read x
        77  └ ok               │
        78                     │             ┌ #33 read x
        80                     └ → 10        │
        81                                   └ → 10
        82  ┌ #34 write x: 11
        85  └ ok
        11 of 60 operations shown

        why     #29 returned 9 before #30 returned.
                #30 read 3, which #28 replaced.
        also    #30 is stale

        history 60 operations by 3 processes: 59 ok, 0 failed, 1 without answer
        effort  configuration search: 60 operations judged, 1,234,567 configurations visited
      "
    `);
  });

  test('illegal, without times, on a narrow page, in ASCII', () => {
    const text = renderVerdict(recorded(false), ILLEGAL, { ascii: true, columns: 60 });
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      VIOLATION of linearizability: read returned 3 after 9 had
        been read on key x

          p0                 p1            p2
                                           / #24 read x
                                           \\ -> 7
          / #25 write x: 8
          |                  / #26 read x
          \\ ok               |
                             |             / #27 read x
                             \\ -> 8        |
                                           \\ -> 8
          / #28 write x: 9
          |                  / #29 read x
          \\ ok               |
                             |             / #30 read x
                             \\ -> 9        |
                                           \\ -> 3 ILLEGAL
          / #31 write x: 10
          |                  / #32 read x
          \\ ok               |
                             |             / #33 read x
                             \\ -> 10       |
                                           \\ -> 10
          / #34 write x: 11
          \\ ok
        11 of 60 operations shown

        why     #29 returned 9 before #30 returned.
                #30 read 3, which #28 replaced.
        also    #30 is stale

        history 60 operations by 3 processes: 59 ok, 0 failed, 1
                without answer
        effort  configuration search: 60 operations judged,
                1,234,567 configurations visited
      "
    `);
  });

  test('legal', () => {
    const verdict: Verdict = { ...BASE, kind: 'legal', certificate: CERTIFICATE };
    expect(`\n${renderVerdict(recorded(true), verdict)}`).toMatchInlineSnapshot(`
      "
      LEGAL: linearizability holds
        history 60 operations by 3 processes: 59 ok, 0 failed, 1 without answer
        effort  configuration search: 60 operations judged, 1,234,567 configurations visited
      "
    `);
  });

  test('unknown', () => {
    const verdict: Verdict = {
      ...BASE,
      kind: 'unknown',
      reason: 'The budget of 2,000,000 configurations was spent on key x.',
      progress: 'Everything before #12 is linearizable.',
    };
    expect(`\n${renderVerdict(recorded(true), verdict)}`).toMatchInlineSnapshot(`
      "
      UNKNOWN: linearizability is not decided
        why     The budget of 2,000,000 configurations was spent on key x.
        so far  Everything before #13 is linearizable.
        history 60 operations by 3 processes: 59 ok, 0 failed, 1 without answer
        effort  configuration search: 60 operations judged, 1,234,567 configurations visited
      "
    `);
  });

  test('is quick for a long history', () => {
    const events: Event[] = [];
    for (let at = 0; at < 200_000; at++) {
      const type = at % 2 === 0 ? 'invoke' : 'ok';
      events.push({ index: at, type, process: 1, f: 'read', value: null, key: 'x' });
    }
    const text = renderVerdict(toHistory(events), ILLEGAL);
    expect(text).toContain('100,000 operations by 1 process');
    expect(text.split('\n').length).toBeLessThan(45);
  });
});
