/**
 * Each invariant on hand-made notes, both ways.
 */

import { describe, expect, test } from 'vitest';
import type { Invariant } from '../../../checkers/checker.js';
import {
  electionSafety,
  leaderCompleteness,
  logMatching,
  stateMachineSafety,
} from '../../../checkers/invariants/index.js';
import type { IllegalVerdict } from '../../../checkers/verdict.js';
import { appends, commits, leads, traceOf } from './trace-of.js';
import type { Said } from './trace-of.js';

const ALL = [electionSafety, logMatching, stateMachineSafety, leaderCompleteness];

function kindOf(invariant: Invariant, ...said: Said[]): string {
  return invariant.check(traceOf(...said)).kind;
}

function breach(invariant: Invariant, ...said: Said[]): IllegalVerdict {
  const verdict = invariant.check(traceOf(...said));
  if (verdict.kind !== 'illegal') throw new Error(`${invariant.name} is ${verdict.kind}`);
  return verdict;
}

describe.each(ALL.map((invariant) => [invariant.name, invariant] as const))(
  '%s',
  (_, invariant) => {
    test('holds where there is nothing to judge', () => {
      expect(invariant.check(traceOf())).toMatchObject({
        kind: 'legal',
        effort: { judged: 0 },
        certificate: { kind: 'witness', records: [] },
      });
    });

    test('means nothing to notes of another shape', () => {
      const strange: Said[] = [
        ['n0', 'leader', { shard: 1 }],
        ['n1', 'leader', { shard: 1 }],
        ['n0', 'append', { index: 'one' }],
        ['n0', 'commit', { index: 1, term: null }],
        ['n1', 'commit', { index: 1, term: true }],
      ];
      expect(kindOf(invariant, ...strange)).toBe('legal');
    });
  },
);

describe('election safety', () => {
  test('leaders of different terms, and one that leads its term again, are legal', () => {
    expect(kindOf(electionSafety, leads('n0', 1), leads('n1', 2), leads('n0', 1))).toBe('legal');
  });

  test('two leaders of one term are not', () => {
    const verdict = breach(electionSafety, leads('n0', 1), leads('n2', 3), leads('n1', 3));
    expect(verdict.anomalies[0]).toMatchObject({
      kind: 'election-safety',
      message: 'n2 and n1 were both elected leader of term 3',
      operations: [],
    });
    expect(verdict.anomalies[0].explanation[0]).toBe('At 2 ms n2 became leader of term 3.');
    expect(verdict.certificate).toEqual({ kind: 'witness', operations: [], records: [1, 2] });
  });
});

describe('log matching', () => {
  test('a log that was truncated and overwritten is legal', () => {
    const said = [appends('n0', 1, 1, 0), appends('n0', 2, 1, 1, 7), appends('n0', 2, 2, 1, 8)];
    expect(kindOf(logMatching, ...said, appends('n1', 2, 2, 1, 8))).toBe('legal');
  });

  test('two commands under one index and term are not', () => {
    const verdict = breach(logMatching, appends('n0', 2, 3, 1, 7), appends('n1', 2, 3, 1, 8));
    expect(verdict.anomalies[0].kind).toBe('log-matching');
    expect(verdict.anomalies[0].message).toBe(
      'n0 and n1 hold different entries of term 3 at index 2',
    );
  });

  test('nor are two predecessors', () => {
    const verdict = breach(logMatching, appends('n0', 2, 3, 1), appends('n1', 2, 3, 2));
    expect(verdict.certificate).toMatchObject({ records: [0, 1] });
  });
});

describe('state machine safety', () => {
  test('the same entry on every server, and again after a restart, is legal', () => {
    const said = [commits('n0', 1, 1), commits('n1', 1, 1, 2), commits('n0', 1, 1, 3)];
    expect(kindOf(stateMachineSafety, ...said)).toBe('legal');
  });

  test('another command at the same index is not', () => {
    const verdict = breach(
      stateMachineSafety,
      commits('n0', 1, 1, 1, 7),
      commits('n1', 1, 1, 1, 'put "x"'),
    );
    expect(verdict.anomalies[0].message).toBe('two different entries were committed at index 1');
    expect(verdict.anomalies[0].explanation[1]).toBe(
      'At 2 ms n1 applied command "put \\"x\\"" of term 1 as entry 1.',
    );
  });

  test('a command is called what the system shows for it', () => {
    const [node, label, data] = commits('n0', 1, 1, 1, 7);
    const shown: Said = [node, label, { ...data, shown: 'put x 21' }];
    const verdict = breach(stateMachineSafety, shown, commits('n1', 1, 1, 1, 8));
    expect(verdict.anomalies[0].explanation[0]).toBe(
      'At 1 ms n0 applied command "put x 21" of term 1 as entry 1.',
    );
  });

  test('nor is the same command of another term', () => {
    expect(kindOf(stateMachineSafety, commits('n0', 1, 1), commits('n1', 1, 2))).toBe('illegal');
  });
});

describe('leader completeness', () => {
  const chain = [appends('n0', 1, 1, 0), appends('n0', 2, 1, 1), appends('n1', 2, 2, 1)];

  test('a leader whose log holds what was committed is legal', () => {
    const said = [leads('n0', 1), ...chain, commits('n0', 2, 1), leads('n2', 3, 2, 1)];
    expect(kindOf(leaderCompleteness, ...said)).toBe('legal');
  });

  test('a shorter log is not', () => {
    const said = [leads('n0', 1), ...chain, commits('n0', 2, 1), leads('n2', 3, 1, 1)];
    const verdict = breach(leaderCompleteness, ...said);
    expect(verdict.anomalies[0].message).toBe(
      'n2 became leader of term 3 without the committed entry 2',
    );
    expect(verdict.certificate).toMatchObject({ records: [4, 5] });
  });

  test('nor is a log with another entry in its place (Figure 8, e)', () => {
    const said = [leads('n0', 1), ...chain, commits('n0', 2, 1), leads('n1', 3, 2, 2)];
    expect(kindOf(leaderCompleteness, ...said)).toBe('illegal');
  });

  test('also far below the end of the log', () => {
    const more = [appends('n1', 3, 2, 2), appends('n1', 4, 2, 2)];
    const said = [leads('n0', 1), ...chain, ...more, commits('n0', 2, 1), leads('n1', 3, 4, 2)];
    expect(kindOf(leaderCompleteness, ...said)).toBe('illegal');
  });

  test('an earlier leader need not have it, nor one of the same term', () => {
    const said = [...chain, commits('n0', 2, 1, 5), leads('n1', 4, 1, 1), leads('n2', 5, 1, 1)];
    expect(kindOf(leaderCompleteness, ...said)).toBe('legal');
  });

  test('below a link that nobody noted, nothing is said', () => {
    const said = [leads('n0', 1), commits('n0', 2, 1), leads('n1', 3, 9, 2)];
    expect(kindOf(leaderCompleteness, ...said)).toBe('legal');
  });
});
