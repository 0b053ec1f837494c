/**
 * The monitor of stacks against brute force, against the generic search, and on histories whose
 * point is known.
 */

import { describe, expect, test } from 'vitest';
import { partition } from '../../../../checkers/linearizability/partition.js';
import { stackMonitor } from '../../../../checkers/linearizability/monitors/stack/stack-monitor.js';
import type { ContainerView } from '../../../../checkers/model.js';
import { stack } from '../../../../checkers/models/stack.js';
import type { History } from '../../../../src/history/operation.js';
import { historyOf, type Row } from '../../oracle/rows.js';
import { certify, compareWithOracle, problemsOf } from './container-comparison.js';
import { compareLong, compareNesting, isRefuted, STACK } from './stack-comparison.js';

const push = (value: number, call: number, end?: number): Row =>
  end === undefined ? ['push', value, null, call] : ['push', value, null, call, end];
const pop = (value: number | null, call: number, end?: number): Row =>
  end === undefined ? ['pop', null, null, call] : ['pop', null, value, call, end];

describe('against every order', () => {
  test('of up to 7 operations of any kind', { timeout: 120_000 }, () => {
    const { legal, illegal, declined } = compareWithOracle(STACK, 4000, 1);
    expect(legal).toBeGreaterThan(2000);
    expect(illegal).toBeGreaterThan(800);
    // Most of these push a value twice.
    expect(declined).toBeLessThan(400);
  });

  test('of up to 7 operations that differ in the order of values', { timeout: 120_000 }, () => {
    const tally = compareNesting(10_000, 2, 7);
    expect(tally.legal).toBeGreaterThan(3500);
    expect(tally.illegal).toBeGreaterThan(3500);
    expect(tally.buried).toBeGreaterThan(20);
    expect(tally.declinedLegal).toBe(0);
    expect(tally.declinedIllegal).toBeLessThan(20);
  });

  test('of up to 12', { timeout: 120_000 }, () => {
    const tally = compareNesting(2000, 3, 12);
    expect(tally.residues).toBeGreaterThan(700);
    expect(tally.declinedLegal + tally.declinedIllegal).toBeLessThan(10);
  });

  test('where no two values are to blame', { timeout: 120_000 }, () => {
    const { legal, illegal, largeResidues } = compareNesting(4000, 4, 12, true);
    expect(legal).toBeGreaterThan(1400);
    expect(illegal).toBeGreaterThan(1400);
    expect(largeResidues).toBe(illegal);
  });
});

test('agrees with the search on longer histories', { timeout: 300_000 }, () => {
  const { legal, illegal, declined, undecided } = compareLong(300, 5, 2000);
  expect(legal).toBeGreaterThan(120);
  expect(illegal).toBeGreaterThan(45);
  expect(declined).toBeLessThan(3);
  expect(undecided).toBeLessThan(90);
});

describe('the order of values', () => {
  test('is wrong in the counterexample to a published tool', () => {
    const history = historyOf([
      push(436, 1, 6),
      pop(437, 2, 8),
      push(437, 3, 4),
      push(439, 7, 9),
      pop(436, 10, 11),
      pop(439, 12, 13),
    ]);
    expect(refutationOf(history)).toMatchInlineSnapshot(`
      {
        "explanation": [
          "#3 put 439 on the stack after #0 had put 436 there and before #4 took ",
          "it, so 439 was above 436.",
          "#4 answered 436 after #3 had returned and before #5, which popped 439, ",
          "was called, so 439 was still above 436.",
        ],
        "groups": [
          [
            0,
            4,
          ],
          [
            3,
            5,
          ],
        ],
        "message": "pop answered 436, while 439 was certainly above it",
        "rule": "residue",
        "shown": [
          0,
          4,
          3,
          5,
        ],
      }
    `);
  });

  test('is wrong when what is below comes out first', () => {
    const history = historyOf([push(1, 0, 1), push(2, 2, 3), pop(1, 4, 5), pop(2, 6, 7)]);
    expect(refutationOf(history)).toMatchInlineSnapshot(`
      {
        "explanation": [
          "#1 put 2 on the stack after #0 had put 1 there and before #2 took it, so ",
          "2 was above 1.",
          "#2 answered 1 after #1 had returned and before #3, which popped 2, was ",
          "called, so 2 was still above 1.",
        ],
        "groups": [
          [
            0,
            2,
          ],
          [
            1,
            3,
          ],
        ],
        "message": "pop answered 1, while 2 was certainly above it",
        "rule": "residue",
        "shown": [
          0,
          2,
          1,
          3,
        ],
      }
    `);
  });

  test('may be wrong for three values that are right in pairs', () => {
    const history = historyOf([
      push(1, 0, 1),
      push(3, 2, 6),
      push(2, 3, 4),
      pop(1, 5, 9),
      pop(2, 7, 8),
      pop(3, 10, 11),
    ]);
    expect(refutationOf(history)).toMatchInlineSnapshot(`
      {
        "explanation": [
          "While #3 popped 1, one of 2, 3 was certainly on the stack all the time.",
          "While #2 pushed 2, 1 was certainly on the stack all the time.",
          "While #1 pushed 3, one of 1, 2 was certainly on the stack all the time.",
          "In any order, the one of these 3 values that is pushed first is pushed ",
          "and popped while none of the others is there; but each was pushed or ",
          "popped while another was.",
        ],
        "groups": [
          [
            0,
            3,
          ],
          [
            2,
            4,
          ],
          [
            1,
            5,
          ],
        ],
        "message": "these 3 values went onto the stack and off it in no possible order",
        "rule": "residue",
        "shown": [
          0,
          3,
          2,
          4,
          1,
          5,
        ],
      }
    `);
  });

  test('is told by the values that matter, and by no others', () => {
    const rows: Row[] = [push(-1, -4, -3), push(-2, -2, -1)];
    for (let value = 0; value < 400; value++) {
      const at = 10 * value;
      rows.push(push(2 * value, at, at + 1), push(2 * value + 1, at + 2, at + 3));
      const [first, second] = value === 300 ? [0, 1] : [1, 0];
      rows.push(pop(2 * value + first, at + 4, at + 5), pop(2 * value + second, at + 6, at + 7));
    }
    rows.push(pop(-2, 5000, 5001), pop(-1, 5002, 5003));
    expect(refutationOf(historyOf(rows))?.groups).toEqual([
      [1202, 1204],
      [1203, 1205],
    ]);
  });
});

describe('crashed pops', () => {
  const above = [push(1, 0, 1), push(2, 2, 3)] as const;

  test('take what is in the way', () => {
    expect(kindOf(historyOf([...above, pop(0, 4), pop(1, 5, 6)]))).toBe('legal');
  });

  test('take nothing before they are called', () => {
    const history = historyOf([...above, pop(1, 4, 5), pop(0, 6)]);
    expect(refutationOf(history)?.explanation).toMatchInlineSnapshot(`
      [
        "#1 put 2 on the stack after #0 had put 1 there and before #2 took it, so ",
        "2 was above 1.",
        "#2 answered 1 after #1 had returned and before any pop without an answer ",
        "was called that may have taken 2, so 2 was still above 1.",
      ]
    `);
  });

  test('take one value each', () => {
    const history = historyOf([...above, push(3, 4, 5), pop(0, 6), pop(1, 7, 8)]);
    expect(refutationOf(history)).toMatchInlineSnapshot(`
      {
        "explanation": [
          "#1 put 2 above 1, which #4 popped.",
          "#2 put 3 above 1, which #4 popped.",
          "No pop answered what was above. It must have been taken by pops without ",
          "an answer, 2 values by the return of #4; but by then only 1 of those had ",
          "been called.",
        ],
        "groups": [
          [
            1,
            0,
            4,
          ],
          [
            2,
            0,
            4,
          ],
        ],
        "message": "pop answered 1, while too few pops had taken what was above it",
        "rule": "buried",
        "shown": [
          1,
          0,
          4,
          2,
          0,
          4,
        ],
      }
    `);
  });

  test('take what lies above in a long history', () => {
    const rows: Row[] = [];
    for (let at = 0; at < 20_000; at++) {
      rows.push(push(2 * at, 8 * at, 8 * at + 1), push(2 * at + 1, 8 * at + 2, 8 * at + 3));
      rows.push(pop(0, 8 * at + 4), pop(2 * at, 8 * at + 5, 8 * at + 6));
    }
    expect(kindOf(historyOf(rows))).toBe('legal');
  });

  test('make room for a pop that found nothing', () => {
    expect(kindOf(historyOf([...above, pop(0, 4), pop(0, 5), pop(null, 6, 7)]))).toBe('legal');
    expect(kindOf(historyOf([...above, pop(0, 4), pop(null, 6, 7)]))).toBe('illegal');
  });
});

test('deep and wide histories take no deep recursion', () => {
  const size = 50_000;
  const deep = Array.from({ length: size }, (_, at) => push(at, 2 * at, 2 * at + 1));
  for (let value = size - 1; value >= 0; value--) {
    const at = 2 * (2 * size - value);
    deep.push(pop(value, at, at + 1));
  }
  expect(kindOf(historyOf(deep))).toBe('legal');
  const wide = Array.from({ length: size }, (_, at) => push(at, at, size + at));
  for (let value = 0; value < size; value++) {
    wide.push(pop(value, 2 * size + value, 3 * size + value));
  }
  expect(kindOf(historyOf(wide))).toBe('legal');
});

describe('the verifier', () => {
  const history = historyOf([
    push(1, 0, 1),
    push(2, 2, 4),
    pop(1, 3, 6),
    pop(2, 7, 8),
    push(3, 9, 10),
    push(4, 11, 12),
    pop(0, 13),
    pop(3, 14, 15),
  ]);

  const accepted = (rule: string, certificates: number[][][]): number[][][] =>
    certificates.filter((groups) => isRefuted(history, rule, groups));

  test('refuses values that may be in order', () => {
    const pairs = [
      [
        [0, 2],
        [1, 3],
      ],
      [[4, 7], [5]],
    ];
    expect(accepted('residue', pairs)).toEqual([]);
    expect(accepted('buried', [[[5, 4, 7]]])).toEqual([]);
  });

  test('refuses groups of another form', () => {
    const residues = [
      [],
      [[]],
      [[0], [1, 3]],
      [
        [0, 3],
        [1, 2],
      ],
      [
        [2, 0],
        [3, 1],
      ],
    ];
    expect(accepted('residue', residues)).toEqual([]);
    const twice = [
      [5, 4, 7],
      [5, 4, 7],
    ];
    const popped = [
      [1, 0, 2],
      [5, 4, 7],
    ];
    expect(accepted('buried', [[], [[5, 4]], twice, popped])).toEqual([]);
  });
});

function answerOf(history: History): ReturnType<typeof stackMonitor.judge> {
  const model = stack();
  const [part] = partition(history, model, undefined);
  return stackMonitor.judge(part!, model.object as ContainerView);
}

function kindOf(history: History): 'legal' | 'illegal' | undefined {
  const certificate = certify(STACK, history);
  if (certificate !== undefined) expect(problemsOf(STACK, history, certificate)).toEqual([]);
  return answerOf(history)?.kind;
}

function refutationOf(history: History): object & { groups?: unknown; explanation?: unknown } {
  expect(kindOf(history)).toBe('illegal');
  const answer = answerOf(history);
  if (answer?.kind !== 'illegal') return {};
  const { explanation } = answer.refutation;
  return { ...answer.refutation, explanation: explanation.flatMap(folded) };
}

/** A sentence in lines that fit into a snapshot here. */
function folded(sentence: string): string[] {
  return sentence.match(/.{1,72}(?:\s|$)/g) ?? [];
}
