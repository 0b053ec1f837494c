/**
 * One history of each kind of anomaly, and how it is told.
 */

import { describe, expect, test } from 'vitest';
import {
  checkListAppend,
  type ListAppendOptions,
} from '../../../../checkers/transactions/lists/check-list-append.js';
import { concurrent, sequential, type ListHistory } from './tiny-history.js';

/** The kinds that are found, and the first case of one in words. */
function told(
  kind: string,
  columns: ListHistory,
  options: ListAppendOptions = { orders: ['none'] },
): string {
  const { anomalies } = checkListAppend(columns, options);
  const [first] = anomalies.get(kind)?.examples ?? [];
  if (first === undefined) return `no ${kind}, but ${[...anomalies.keys()].join(', ')}`;
  const lines = [`${kind}: ${first.message}`, ...first.explanation];
  return `\n${lines.map(folded).join('\n')}\n`;
}

/** Long lines go on in the next, indented. */
function folded(line: string): string {
  return line.replaceAll(/(.{60,80}) /g, '$1\n    ');
}

describe('cycles', () => {
  test('G0', () => {
    expect(told('G0', concurrent('ax1ay1', 'ax2ay2', 'rx12ry21'))).toMatchInlineSnapshot(`
      "
      G0: dirty writes among #1 and #0 on keys "y" and "x"
      T1 is #1: append 2 to "x", append 2 to "y".
      T2 is #0: append 1 to "x", append 1 to "y".
      T1 < T2, because T2 appended 1 after T1 appended 2 to "y".
      However, T2 < T1, because T1 appended 2 after T2 appended 1 to "x": a
          contradiction!
      "
    `);
  });

  test('G1c', () => {
    expect(told('G1c', concurrent('ax1ry1', 'ay1rx1'))).toMatchInlineSnapshot(`
      "
      G1c: circular information flow among #1 and #0 on keys "y" and
          "x"
      T1 is #1: append 1 to "y", read "x" as [1].
      T2 is #0: append 1 to "x", read "y" as [1].
      T1 < T2, because T2 observed T1's append of 1 to key "y".
      However, T2 < T1, because T1 observed T2's append of 1 to key "x": a
          contradiction!
      "
    `);
  });

  test('G-single-item', () => {
    expect(told('G-single-item', concurrent('ax1ay1', 'rx1ry'))).toMatchInlineSnapshot(`
      "
      G-single-item: read skew among #1 and #0 on keys "y" and "x"
      T1 is #1: read "x" as [1], read "y" as [].
      T2 is #0: append 1 to "x", append 1 to "y".
      T1 < T2, because T1 did not observe T2's append of 1 to "y".
      However, T2 < T1, because T1 observed T2's append of 1 to key "x": a
          contradiction!
      "
    `);
  });

  test('G2-item', () => {
    expect(told('G2-item', concurrent('rxay1', 'ryax1'))).toMatchInlineSnapshot(`
      "
      G2-item: write skew among #1 and #0 on keys "y" and "x"
      T1 is #1: read "y" as [], append 1 to "x".
      T2 is #0: read "x" as [], append 1 to "y".
      T1 < T2, because T1 did not observe T2's append of 1 to "y".
      However, T2 < T1, because T2 did not observe T1's append of 1 to "x": a
          contradiction!
      "
    `);
  });

  test('long-fork and its class', () => {
    const columns = concurrent('ax1', 'ay1', 'rx1ry', 'rxry1');
    expect([...checkListAppend(columns, { orders: ['none'] }).anomalies.keys()]).toEqual([
      'G-nonadjacent-item',
      'long-fork',
      'initial-state-read',
    ]);
    expect(told('long-fork', columns)).toMatchInlineSnapshot(`
      "
      long-fork: long fork: no common snapshot among #3, #0, #2 and #1 on keys "x" and
          "y"
      T1 is #3: read "x" as [], read "y" as [1].
      T2 is #0: append 1 to "x".
      T3 is #2: read "x" as [1], read "y" as [].
      T4 is #1: append 1 to "y".
      T1 < T2, because T1 did not observe T2's append of 1 to "x".
      T2 < T3, because T3 observed T2's append of 1 to key "x".
      T3 < T4, because T3 did not observe T4's append of 1 to "y".
      However, T4 < T1, because T1 observed T4's append of 1 to key "y": a
          contradiction!
      "
    `);
  });

  test('against the order of processes', () => {
    const columns = sequential('0:ax1', '0:rx', '1:rx1');
    expect(told('G-single-item-process', columns, { orders: ['session'] })).toMatchInlineSnapshot(`
      "
      G-single-item-process: read skew among #1 and #0, given the order of processes,
          on key "x"
      T1 is #1: read "x" as [].
      T2 is #0: append 1 to "x".
      T1 < T2, because T1 did not observe T2's append of 1 to "x".
      However, T2 < T1, because process 0 executed T2 before T1: a
          contradiction!
      "
    `);
  });

  test('against real time', () => {
    const columns = sequential('ax1', 'rx', 'rx1');
    expect(told('initial-state-read', columns, {})).toMatchInlineSnapshot(`
      "
      initial-state-read: read of the initial state: read skew among #1 and #0, given
          real time, on key "x"
      T1 is #1: read "x" as [].
      T2 is #0: append 1 to "x".
      T1 < T2, because T1 did not observe T2's append of 1 to "x".
      However, T2 < T1, because T2 completed before T1 was invoked: a
          contradiction!
      "
    `);
  });
});

describe('elements that should not be there', () => {
  test('G1a', () => {
    expect(told('G1a', concurrent('ax1!', 'rx1'))).toMatchInlineSnapshot(`
      "
      G1a: aborted read by #1: it saw 1 in key "x", and that append
          failed
      T1 is #0: append 1 to "x", and it failed.
      T2 is #1: read "x" as [1].
      T2 observed T1's append of 1 to key "x", but T1 failed: an aborted
          read!
      "
    `);
  });

  test('garbage-read', () => {
    expect(told('garbage-read', concurrent('ax1', 'rx17'))).toMatchInlineSnapshot(`
      "
      garbage-read: garbage read by #1: nobody appended 7 to key "x"
      T1 is #1: read "x" as [1, 7].
      T1 observed 7 in key "x", but nobody appended it: a value from
          nowhere!
      "
    `);
  });

  test('duplicate-elements', () => {
    expect(told('duplicate-elements', concurrent('ax1', 'ax2', 'rx121'))).toMatchInlineSnapshot(`
      "
      duplicate-elements: duplicate element seen by #2: 1 is in key "x" more than
          once
      T1 is #2: read "x" as [1, 2, 1].
      T1 observed 1 in key "x" 2 times, but it was appended once.
      "
    `);
  });

  test('dirty-update', () => {
    expect(told('dirty-update', concurrent('ax1!', 'ax2?', 'ax3', 'rx123'))).toMatchInlineSnapshot(`
      "
      dirty-update: dirty update: #2 appended 3 to key "x" after 1, which #0 failed to
          append
      T1 is #0: append 1 to "x", and it failed.
      T2 is #2: append 3 to "x".
      T2 appended 3 after T1 appended 1 to key "x", but T1 failed: a dirty
          update!
      "
    `);
  });
});

describe('what a transaction has to see', () => {
  test('G1b', () => {
    expect(told('G1b', concurrent('ax1ax2', 'rx1'))).toMatchInlineSnapshot(`
      "
      G1b: intermediate read by #1: it saw 1 at the end of key "x", to which #0
          appended more
      T1 is #0: append 1 to "x", append 2 to "x".
      T2 is #1: read "x" as [1].
      T2 observed T1's append of 1 to key "x" as the last, but T1 appended more to
          that key: an intermediate read!
      "
    `);
  });

  test('internal, after a read', () => {
    expect(told('internal', concurrent('ax1ax2', 'rx12ax3rx13'))).toMatchInlineSnapshot(`
      "
      internal: #1 contradicts itself: it read key "x" as [1, 3], not as [1, 2,
          3]
      T1 is #1: read "x" as [1, 2], append 3 to "x", read "x" as [1,
          3].
      By what T1 itself had read and appended before, it must read key "x" as [1, 2,
          3], but it observed [1, 3]!
      "
    `);
  });

  test('internal, after an append', () => {
    expect(told('internal', concurrent('ax1', 'ax2rx1'))).toMatchInlineSnapshot(`
      "
      internal: #1 contradicts itself: it read key "x" as [1], not with [2] at its
          end
      T1 is #1: append 2 to "x", read "x" as [1].
      By what T1 itself had read and appended before, it must read key "x" with [2] at
          its end, but it observed [1]!
      "
    `);
  });

  test('future-read', () => {
    expect(told('future-read', concurrent('rx1ax1'))).toMatchInlineSnapshot(`
      "
      future-read: #0 read 1 in key "x" before it appended it
      T1 is #0: read "x" as [1], append 1 to "x".
      T1 observed 1 in key "x", which nobody but T1 appended, and only
          later!
      "
    `);
  });

  test('fractured-read of a crashed transaction', () => {
    const columns = concurrent('ax1ay1?', 'rx1ry');
    expect(told('fractured-read', columns)).toMatchInlineSnapshot(`
      "
      fractured-read: fractured read: #1 saw that #0, which crashed, appended 1 to key
          "x", but not that it appended 1 to key "y"
      T1 is #0: append 1 to "x", append 1 to "y", and no answer.
      T2 is #1: read "x" as [1], read "y" as [].
      T2 observed T1's append of 1 to key "x", but not its append of 1 to key "y": it
          saw a part of T1! T1 got no answer, but what was seen proves that it took
          effect.
      "
    `);
  });

  test('lost-update', () => {
    const columns = concurrent('ax1', 'rx1ax2', 'rx1ax3', 'rx123');
    expect(told('lost-update', columns)).toMatchInlineSnapshot(`
      "
      lost-update: lost update: 2 transactions, among them #1 and #2, read key "x" as
          [1] and appended
      T1 is #1: read "x" as [1], append 2 to "x".
      T2 is #2: read "x" as [1], append 3 to "x".
      T1 and T2 all read key "x" as [1] and then appended to it, but only the first of
          them to commit can have acted on the latest version!
      "
    `);
  });
});

describe('orders of a key', () => {
  test('incompatible-order', () => {
    const columns = concurrent('ax1', 'ax2', 'ax3', 'rx12', 'rx13');
    expect(told('incompatible-order', columns)).toMatchInlineSnapshot(`
      "
      incompatible-order: incompatible orders of key "x": #3 read [1, 2], #4 read [1,
          3]
      T1 is #3: read "x" as [1, 2].
      T2 is #4: read "x" as [1, 3].
      T1 observed 2 as element 2 of key "x", but T2 observed 3 there: no order of
          appends explains both!
      "
    `);
  });

  test('reordered-appends', () => {
    const columns = concurrent('ax1ax2', 'ax3', 'rx213');
    expect(told('reordered-appends', columns)).toMatchInlineSnapshot(`
      "
      reordered-appends: #0 appended 1 before 2 to key "x", which has 2
          first
      T1 is #0: append 1 to "x", append 2 to "x".
      T1 appended 1 and then 2 to key "x", but lists have 2 before
          1!
      "
    `);
  });
});
