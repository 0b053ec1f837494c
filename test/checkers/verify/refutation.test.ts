/**
 * How refutations are dispatched: the rule must be one of the specification, and the operations of
 * the part that is said to be illegal. What each rule accepts is tested with the rule.
 */

import { describe, expect, test } from 'vitest';
import type { RefutationCertificate } from '../../../checkers/certificate.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { partName } from '../../../checkers/verify/parts.js';
import type { Specification } from '../../../checkers/verify/specification.js';
import { verify } from '../../../checkers/verify/verify.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import type { History } from '../../../src/history/operation.js';
import { historyOf } from '../oracle/rows.js';

/** Nobody may write 3: believes any group of writes of 3, and tells what it was given. */
const specification: Specification = {
  ...specificationNamed('register')!,
  rules: {
    three: (part, groups) =>
      groups.length > 0 && groups.every((group) => group.every(({ input }) => input === 3))
        ? []
        : [{ message: `${part.name}: ${groups.map((group) => group.length).join()}` }],
  },
};

const { operations } = historyOf([
  ['write', 1, null, 0, 1],
  ['write', 3, null, 2, 5],
  ['write', 3, null, 4],
  ['write', 3, null, 6, 7],
]);
const keyed: History = {
  operations: operations.map((each) => ({
    ...each,
    key: each.id < 3 ? 'a' : 'b',
    outcome: each.id === 3 ? 'fail' : each.outcome,
  })),
};

/** The operation of a key that returns last. */
function lastOf({ operations: all }: History, key: RefutationCertificate['key']): number {
  const returned = all.filter((each) => each.key === key && each.outcome === 'ok');
  return returned.toSorted((one, other) => one.return - other.return).at(-1)?.id ?? -1;
}

function problemsOf(
  history: History,
  certificate: Omit<RefutationCertificate, 'kind' | 'until'> & { readonly until?: number },
  by = specification,
): string[] {
  const verdict: Verdict = {
    checker: 'linearizable',
    algorithm: 'x',
    effort: { judged: 0, configurations: 0 },
    kind: 'illegal',
    anomalies: [{ kind: 'non-linearizable', message: '', operations: [], explanation: [] }],
    certificate: { kind: 'refutation', until: lastOf(history, certificate.key), ...certificate },
  };
  return verify(history, verdict, by).map(({ message }) => message);
}

describe('a refutation', () => {
  test('is handed to its rule, whatever arrays its groups are', () => {
    expect(problemsOf({ operations }, { rule: 'three', groups: [[1, 2], [3]] })).toEqual([]);
    const typed = { rule: 'three', groups: [Int32Array.of(1, 2), Int32Array.of(0)] };
    expect(problemsOf({ operations }, typed)).toEqual([': 2,1']);
    const ofKey = { key: 'a', rule: 'three', groups: [[1, 2]] };
    expect(problemsOf(keyed, ofKey)).toEqual([]);
  });

  test.each(['four', 'constructor', 'toString', '__proto__', ''])('by no rule (%j)', (rule) => {
    const problem = `register has no rule "${rule}"`;
    expect(problemsOf({ operations }, { rule, groups: [[1]] })).toEqual([problem]);
    const { rules: _, ...without } = specification;
    expect(problemsOf({ operations }, { rule, groups: [[1]] }, without)).toEqual([problem]);
  });

  test.each([4, -1, 1.5, Number.NaN])('cannot name #%d, which is not there', (id) => {
    expect(problemsOf({ operations }, { rule: 'three', groups: [[1], [2, id]] })).toEqual([
      `#${id} is not in the part that is said to be illegal`,
    ]);
  });

  test('cannot name operations of other parts, or such as failed', () => {
    const claim = (key: string, id: number): string[] =>
      problemsOf(keyed, { key, rule: 'three', groups: [[id]] });
    expect(claim('a', 3)).toEqual(['#3 is not in the part that is said to be illegal']);
    expect(claim('b', 1)).toEqual([`the history has no part ${partName('b')}`]);
    const { operations: all } = keyed;
    const withB = { operations: [...all, { ...all[1]!, id: 4, key: 'b', call: 8, return: 9 }] };
    expect(problemsOf(withB, { key: 'b', rule: 'three', groups: [[4]] })).toEqual([]);
    expect(problemsOf(withB, { key: 'b', rule: 'three', groups: [[3]] })).toHaveLength(1);
    expect(problemsOf(withB, { key: 'b', rule: 'three', groups: [[1]] })).toHaveLength(1);
  });

  test('proves nothing legal', () => {
    const verdict = {
      checker: 'linearizable',
      algorithm: 'x',
      effort: { judged: 0, configurations: 0 },
      kind: 'legal',
      certificate: { kind: 'refutation', rule: 'three', until: 1, groups: [[1]] },
    } as const;
    expect(verify({ operations }, verdict, specification)).toEqual([
      { message: 'a legal verdict needs a linearization, not refutation' },
    ]);
  });
});
