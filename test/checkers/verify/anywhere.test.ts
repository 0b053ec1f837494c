/**
 * Certificates that begin in the middle of a history: they must hold whatever happened before, and
 * nothing less may be believed.
 */

import { describe, expect, test } from 'vitest';
import type { ExhaustionCertificate } from '../../../checkers/certificate.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../src/history/operation.js';
import { isLinearizable } from '../oracle/brute-force.js';
import { randomHistory } from '../oracle/random-histories.js';
import { seeded } from '../oracle/random.js';
import { historyOf, type Row } from '../oracle/rows.js';

type Levels = ExhaustionCertificate['levels'];
type Claim = Pick<ExhaustionCertificate, 'states' | 'levels'> & Partial<ExhaustionCertificate>;

function problemsOf(history: History, claim: Claim): string[] {
  const verdict: Verdict = {
    checker: 'linearizable',
    algorithm: 'x',
    effort: { judged: 0, configurations: 0 },
    kind: 'illegal',
    anomalies: [{ kind: 'non-linearizable', message: '', operations: [], explanation: [] }],
    certificate: {
      kind: 'exhaustion',
      begins: 'anywhere',
      stuck: claim.levels.at(-1)!.returning,
      ...claim,
    },
  };
  // Without a look ahead everything has to be listed, so that every gap shows.
  const specification = { ...specificationNamed('cas-register', 0)!, tells: () => false };
  return verify(history, verdict, specification).map(({ message }) => message);
}

describe('from the return of a write on', () => {
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['write', 2, null, 2, 3],
    ['read', null, 2, 4, 5],
    ['read', null, 1, 6, 7],
  ];
  const history = historyOf(rows);
  const states = ['0', '1', '2'];
  const at = (returning: number, ...entries: [number, ...number[]][]): Levels[number] => ({
    returning,
    configurations: entries.map(([state, ...taken]) => ({ state, taken })),
  });
  const levels: Levels = [
    at(1, [0], [1], [2], [0, 1], [1, 1], [2, 1]),
    // The one in which the read has taken effect covers the one in which it has not.
    at(2, [0], [1], [2, 2]),
    at(3, [2]),
  ];

  test('an old value after a new one is illegal', () => {
    expect(problemsOf(history, { states, levels })).toEqual([]);
  });

  test('every configuration is needed', () => {
    levels.forEach(({ configurations }, level) => {
      configurations.forEach((_, entry) => {
        const fewer = levels.with(level, {
          ...levels[level]!,
          configurations: configurations.toSpliced(entry, 1),
        });
        expect(problemsOf(history, { states, levels: fewer })).not.toEqual([]);
      });
    });
  });

  test('a state that somebody else may have brought about must be listed', () => {
    const before = historyOf([...rows, ['write', 3, null, 8, 9]]);
    expect(problemsOf(before, { states, levels })).toEqual([]);
    const earlier = before.operations.map((each) => (each.id === 0 ? { ...each, input: 3 } : each));
    expect(problemsOf({ operations: earlier }, { states, levels })).not.toEqual([]);
  });

  test('a crashed operation may take effect on the way', () => {
    const { operations } = history;
    const crashed: Operation = { ...operations[0]!, outcome: 'info', return: Infinity };
    const problems = problemsOf({ operations: operations.with(0, crashed) }, { states, levels });
    expect(problems).toEqual([
      'nothing listed covers taking #0 at the return of #3 from 2 with []',
    ]);
  });

  test('the beginning must be a return, and said to be one', () => {
    expect(problemsOf(history, { states, levels: levels.with(0, at(7, [0])) })).not.toEqual([]);
    const certificate = { kind: 'exhaustion', stuck: 3, states, levels } as const;
    const verdict = { kind: 'illegal', certificate, anomalies: [] } as unknown as Verdict;
    expect(verify(history, verdict, specificationNamed('register', 0)!)).toEqual([
      { message: 'level 0 is not the return of #1' },
    ]);
  });
});

describe('what can be listed from a random return on', () => {
  test('is believed exactly when nothing survives, and then the history is illegal', () => {
    const random = seeded(71);
    const counted = { dead: 0, survivors: 0 };
    for (let number = 0; number < 6000; number++) {
      const shape = { operationsMax: 7, crashes: 0.15, keys: 0 };
      const drawn = randomHistory('cas-register', random, 0, shape);
      const operations = drawn.operations.filter(({ outcome }) => outcome !== 'fail');
      const returns = operations.filter(({ outcome }) => outcome === 'ok');
      if (returns.length === 0) continue;
      returns.sort((first, second) => first.return - second.return);
      const from = Math.min(random.below(returns.length), random.below(returns.length));
      const until = returns.length - 1 - random.below(Math.min(3, returns.length - from));
      const { survives, ...claim } = listFrom(operations, returns.slice(from, until + 1));
      counted[survives ? 'survivors' : 'dead'] += 1;
      expect(problemsOf({ operations }, claim).length > 0).toBe(survives);
      if (survives) continue;
      expect(isLinearizable('cas-register', operations, { initial: 0 })).toBe(false);
    }
    expect(counted.dead).toBeGreaterThan(300);
    expect(counted.survivors).toBeGreaterThan(3000);
  });
});

/** All configurations at some returns in a row, from any state and any choice at the first. */
function listFrom(
  operations: readonly Operation[],
  returns: readonly Operation[],
): Claim & { readonly survives: boolean } {
  const known = operations.filter(({ call }) => call <= returns.at(-1)!.return);
  const states = [0];
  for (const state of states) {
    for (const operation of known) {
      const next = step(state, operation);
      if (next !== undefined && !states.includes(next)) states.push(next);
    }
  }
  let reached = new Map<string, { state: number; taken: number[] }>();
  const add = (state: number, taken: number[]): void => {
    taken.sort((first, second) => first - second);
    const name = JSON.stringify([state, taken]);
    if (!reached.has(name)) reached.set(name, { state: states.indexOf(state), taken });
  };
  const levels: Levels[number][] = [];
  for (const returning of returns) {
    const now = returning.return;
    const open = known.filter((each) => each.call <= now && each.return >= now);
    if (levels.length === 0) {
      for (const taken of subsets(open.map(({ id }) => id)))
        for (const state of states) add(state, taken);
    }
    const passed: [number, number[]][] = [];
    for (const { state, taken } of reached.values()) {
      if (taken.includes(returning.id)) {
        passed.push([states[state]!, taken.filter((id) => id !== returning.id)]);
        continue;
      }
      for (const operation of open) {
        const next = taken.includes(operation.id) ? undefined : step(states[state]!, operation);
        if (next !== undefined) add(next, [...taken, operation.id]);
      }
    }
    levels.push({ returning: returning.id, configurations: [...reached.values()] });
    reached = new Map();
    for (const [state, taken] of passed) add(state, taken);
  }
  return { states: states.map(String), levels, survives: reached.size > 0 };
}

function step(state: number, { f, input, output, outcome }: Operation): number | undefined {
  if (f === 'write') return input as number;
  if (f === 'read') return outcome === 'info' || output === state ? state : undefined;
  const [from, to] = input as readonly [number, number];
  if (output === false) return from === state ? undefined : state;
  if (from === state) return to;
  return outcome === 'info' ? state : undefined;
}

function subsets(ids: readonly number[]): number[][] {
  let found: number[][] = [[]];
  for (const id of ids) found = [...found, ...found.map((set) => [...set, id])];
  return found;
}
