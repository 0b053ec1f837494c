/**
 * The verifier must believe what is proved, and nothing else: every way of tampering with a
 * certificate that makes it wrong has to be noticed.
 */

import { describe, expect, test } from 'vitest';
import type {
  ExhaustionCertificate,
  LinearizationCertificate,
} from '../../../checkers/certificate.js';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { ALL_REDUCTIONS } from '../../../checkers/linearizability/reductions.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../src/history/operation.js';
import { isLinearizable } from '../oracle/brute-force.js';
import { seeded, type Random } from '../oracle/random.js';
import { randomHistory } from '../oracle/random-histories.js';
import { historyOf, type Row } from '../oracle/rows.js';

const specification = specificationNamed('cas-register', 0)!;
// Monitors would refute by a rule.
const checker = linearizable(casRegister({ initial: 0 }), { monitors: false });

const problemsOf = (history: History, verdict: Verdict): string[] =>
  verify(history, verdict, specification).map(({ message }) => message);

const judged = {
  checker: 'linearizable',
  algorithm: 'x',
  effort: { judged: 0, configurations: 0 },
};

function claimLegal(parts: LinearizationCertificate['parts']): Verdict {
  return { ...judged, kind: 'legal', certificate: { kind: 'linearization', parts } };
}

function claimIllegal(certificate: ExhaustionCertificate): Verdict {
  const anomaly = { kind: 'non-linearizable', message: '', operations: [], explanation: [] };
  return { ...judged, kind: 'illegal', anomalies: [anomaly], certificate };
}

describe('a claimed order', () => {
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['read', null, 1, 2, 5],
    ['write', 2, null, 3],
  ];
  const history = historyOf(rows);
  const claim = (...order: number[]): string[] => problemsOf(history, claimLegal([{ order }]));

  test('holds with or without the crashed operation', () => {
    expect(claim(0, 1)).toEqual([]);
    expect(claim(0, 1, 2)).toEqual([]);
  });

  test.each([
    [[0], '#1 happened but is not in the order'],
    [[0, 1, 1], '#1 is in the order twice'],
    [[0, 1, 7], '#7 does not belong into the order'],
    [[1, 0], '#0 returned before #1 was called'],
    [[0, 2, 1], '#1 contradicts 2'],
  ])('%j does not hold', (order, problem) => {
    expect(claim(...order)).toContain(problem);
  });

  test('must be given for every part, and once', () => {
    const keyed = historyOf(rows, { key: 'a' });
    expect(problemsOf(keyed, claimLegal([{ key: 'a', order: [0, 1] }]))).toEqual([]);
    expect(problemsOf(keyed, claimLegal([]))).toEqual(['there is no order for part "a"']);
    const twice = [0, 1].map(() => ({ key: 'a', order: [0, 1] }));
    expect(problemsOf(keyed, claimLegal(twice))).toEqual(['there are two orders for part "a"']);
  });

  test('may hold failed operations only where they observe', () => {
    const { operations } = historyOf([['cas', [0, 1], null, 0, 1]], { outcome: 'fail', error: 22 });
    const verdict = claimLegal([{ order: [0] }]);
    expect(problemsOf({ operations }, verdict)).toEqual(['#0 does not belong into the order']);
    const observing = specificationNamed('cas-register', 1, { failureOf: () => 'compare-failed' })!;
    expect(verify({ operations }, verdict, observing)).toEqual([]);
  });
});

describe('the wrong kind of certificate', () => {
  const witness = { kind: 'witness', operations: [], records: [] } as const;
  test('is no proof', () => {
    const illegal = {
      ...claimIllegal({} as ExhaustionCertificate),
      certificate: witness,
    } as Verdict;
    const legal = { ...claimLegal([]), certificate: witness } as Verdict;
    expect(problemsOf(historyOf([]), illegal)).toHaveLength(1);
    expect(problemsOf(historyOf([]), legal)).toHaveLength(1);
  });
});

describe('a claimed exhaustion', () => {
  test('of a legal history is never believed', () => {
    const random = seeded(51);
    let lies = 0;
    const crash = { outcome: 'info', output: null, return: Infinity } as const;
    const changes: readonly Partial<Operation>[] = [{ output: 1 }, { output: 0 }, crash];
    for (let number = 0; number < 6000; number++) {
      const shape = { operationsMax: 6, crashes: 0.2, keys: 0 };
      const { operations } = randomHistory('cas-register', random, 0, shape);
      const verdict = checker.check({ operations });
      if (verdict.kind !== 'illegal') continue;
      // The same certificate for a history in which one answer or one time is another.
      const changed = operations.map((each, at) =>
        at === number % operations.length ? { ...each, ...random.pick(changes) } : each,
      );
      if (!isLinearizable('cas-register', changed, { initial: 0 })) continue;
      lies += 1;
      expect(problemsOf({ operations: changed }, verdict)).not.toEqual([]);
    }
    expect(lies).toBeGreaterThan(100);
  });

  test('is noticed when it was tampered with', () => {
    // Where the verifier sees for itself that there is no hope, much can be missing without harm.
    const plain = linearizable(casRegister({ initial: 0 }), {
      monitors: false,
      reductions: { ...ALL_REDUCTIONS, lookAhead: false },
    });
    const withoutHope = { ...specification, tells: () => false };
    const random = seeded(52);
    const noticed = { tampered: 0, missed: 0 };
    for (let number = 0; number < 2000; number++) {
      const shape = { operationsMax: 7, crashes: 0.2, keys: 0 };
      const history = randomHistory('cas-register', random, 0, shape);
      const verdict = plain.check(history);
      if (verdict.kind !== 'illegal') continue;
      const { certificate } = verdict;
      if (certificate.kind !== 'exhaustion') throw new Error('no exhaustion');
      expect(verify(history, verdict, withoutHope)).toEqual([]);
      for (const tamper of tamperings) {
        const tampered = tamper(copy(certificate), random);
        if (tampered === undefined) continue;
        noticed.tampered += 1;
        const problems = verify(history, claimIllegal(tampered), withoutHope);
        if (problems.length === 0) noticed.missed += 1;
      }
    }
    expect(noticed.tampered).toBeGreaterThan(2000);
    expect(noticed.missed).toBe(0);
  });

  test('with a survivor at its end is none', () => {
    const history = historyOf([['write', 1, null, 0, 1]]);
    const certificate: ExhaustionCertificate = {
      kind: 'exhaustion',
      stuck: 0,
      states: ['0', '1'],
      levels: [
        {
          returning: 0,
          configurations: [
            { state: 0, taken: [] },
            { state: 1, taken: [0] },
          ],
        },
      ],
    };
    expect(problemsOf(history, claimIllegal(certificate))).toEqual([
      '#0 is not stuck at the return of #0 from 1 with [0]',
    ]);
  });
});

type Writable = {
  kind: 'exhaustion';
  stuck: number;
  states: string[];
  levels: { returning: number; configurations: { state: number; taken: number[] }[] }[];
};

const copy = (certificate: ExhaustionCertificate): Writable =>
  JSON.parse(JSON.stringify(certificate)) as Writable;

/** Each returns the certificate broken in one way, or nothing where that way does not exist. */
const tamperings: readonly ((
  certificate: Writable,
  random: Random,
) => ExhaustionCertificate | undefined)[] = [
  // The start is gone.
  (certificate) => {
    const [first] = certificate.levels;
    first!.configurations = [];
    return certificate;
  },
  // The last level is gone, so that nothing is shown of the stuck operation.
  (certificate) => {
    certificate.levels.pop();
    return certificate.levels.length > 0 ? certificate : undefined;
  },
  // The end of a level is empty although configurations pass to it.
  (certificate) => {
    if (certificate.levels.length < 2) return undefined;
    certificate.levels.at(-1)!.configurations = [];
    return certificate;
  },
  // Two returns are exchanged.
  (certificate) => {
    if (certificate.levels.length < 2) return undefined;
    const [first, second] = certificate.levels;
    certificate.levels.splice(0, 2, second!, first!);
    return certificate;
  },
  // A state is another.
  (certificate, random) => {
    if (certificate.states.length < 2) return undefined;
    const at = random.below(certificate.states.length);
    certificate.states[at] = `${certificate.states[at]}0`;
    return certificate;
  },
  // An operation is taken that is not there.
  (certificate, random) => {
    random.pick(random.pick(certificate.levels).configurations).taken.push(99);
    return certificate;
  },
  // Another operation is stuck.
  (certificate) => ({ ...certificate, stuck: certificate.stuck + 1 }),
];
