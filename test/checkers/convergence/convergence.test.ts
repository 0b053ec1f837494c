/**
 * Convergence: examples, and random histories against the definitions.
 */

import { describe, expect, test } from 'vitest';
import { eventual } from '../../../checkers/convergence/eventual.js';
import { strongEventual } from '../../../checkers/convergence/strong-eventual.js';
import { restrict } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { history } from '../../../src/history/timeline.js';
import { seeded, type Random } from '../oracle/random.js';

describe('eventual convergence', () => {
  test('final reads of registers must agree on something that was written', () => {
    const agreed = history`
      c0: |--w 1--|            |--r 2--|
      c1: |--w 2--|  |--r 1--|          |--r 2--|
    `;
    expect(eventual().check(agreed).kind).toBe('legal');
    const divided = history`
      c0: |--w 1--|            |--r 1--|
      c1: |--w 2--|                     |--r 2--|
    `;
    const verdict = eventual().check(divided);
    expect(verdict.kind === 'illegal' && verdict.anomalies).toMatchInlineSnapshot(`
      [
        {
          "explanation": [
            "The final read #2 returned 1.",
            "However the final read #3 returned 2: a contradiction.",
          ],
          "kind": "divergence",
          "message": "replicas did not converge",
          "operations": [
            0,
            1,
            2,
            3,
          ],
        },
      ]
    `);
  });

  test('without a read after the last write there is no answer', () => {
    const verdict = eventual().check(history`
      c0: |--w 1--|     |--w 2--|
      c1:     |--r 1--|
    `);
    expect(verdict.kind).toBe('unknown');
  });

  test('agrees with its definition on random sets', () => {
    const random = seeded(51);
    const counts = { legal: 0, illegal: 0, unknown: 0 };
    for (let number = 0; number < 3000; number++) {
      const given = setHistory(random);
      const verdict = eventual().check(given);
      counts[verdict.kind] += 1;
      if (verdict.kind !== convergence(given)) {
        expect.fail(`${verdict.kind}, not ${convergence(given)}: ${JSON.stringify(given)}`);
      }
      if (verdict.kind !== 'illegal') continue;
      const ids = verdict.anomalies[0].operations;
      const few = restrict(given, ({ id }) => ids.includes(id));
      expect(eventual().check(few).kind).toBe('illegal');
    }
    expect(counts.legal).toBeGreaterThan(500);
    expect(counts.illegal).toBeGreaterThan(500);
    expect(counts.unknown).toBeGreaterThan(100);
  });
});

describe('strong eventual convergence', () => {
  test('lists of the same elements must be the same', () => {
    const verdict = strongEventual().check({
      operations: [read(0, 0, ['a']), read(1, 1, ['a', 'b']), read(2, 0, ['b', 'a'])],
    });
    expect(verdict.kind === 'illegal' && verdict.anomalies).toMatchInlineSnapshot(`
      [
        {
          "explanation": [
            "#1 returned ["a", "b"].",
            "However #2 returned ["b", "a"], and both had seen the same updates: a contradiction.",
          ],
          "kind": "divergence",
          "message": "#1 and #2 saw the same, but differ",
          "operations": [
            1,
            2,
          ],
        },
      ]
    `);
  });

  test('agrees with its definition on random reads', () => {
    const random = seeded(52);
    const counts = { legal: 0, illegal: 0 };
    for (let number = 0; number < 3000; number++) {
      const reads = Array.from({ length: 1 + random.below(6) }, (_, id) => {
        const seen = [1, 2, 3].filter(() => random.chance(0.5));
        const value = random.chance(0.9) ? seen.length : 7;
        return read(id, random.below(3), { seen: [...seen].reverse(), value });
      });
      const differs = reads.some((one) =>
        reads.some((other) => {
          const [left, right] = [one, other].map(
            ({ output }) => output as { readonly seen: readonly number[]; readonly value: number },
          );
          return left!.seen.join() === right!.seen.join() && left!.value !== right!.value;
        }),
      );
      const verdict = strongEventual().check({ operations: reads });
      expect(verdict.kind).toBe(differs ? 'illegal' : 'legal');
      counts[differs ? 'illegal' : 'legal'] += 1;
      if (verdict.kind !== 'illegal') continue;
      const ids = verdict.anomalies[0].operations;
      const few = restrict({ operations: reads }, ({ id }) => ids.includes(id));
      expect(strongEventual().check(few).kind).toBe('illegal');
    }
    expect(counts.legal).toBeGreaterThan(500);
    expect(counts.illegal).toBeGreaterThan(200);
  });
});

function read(id: number, process: number, output: Value): Operation {
  const [call, end] = [2 * id, 2 * id + 1];
  return { id, process, f: 'read', input: null, output, outcome: 'ok', call, return: end };
}

/** Some adds, then some reads, each of most of what was added, or of more. */
function setHistory(random: Random): History {
  const operations: Operation[] = [];
  const adds = 1 + random.below(3);
  const isLoose = random.chance(0.5);
  for (let id = 0; id < adds + 1 + random.below(3); id++) {
    const isAdd = id < adds ? !random.chance(0.1) : random.chance(0.1);
    const outcome = isAdd ? random.pick(['ok', 'ok', 'ok', 'info', 'fail'] as const) : 'ok';
    const added = operations.filter(({ f }) => f === 'add').map(({ input }) => input);
    const output = added.filter(() => !isLoose || !random.chance(0.3));
    if (random.chance(isLoose ? 0.1 : 0)) output.push(99);
    operations.push({
      id,
      process: random.below(3),
      f: isAdd ? 'add' : 'read',
      input: isAdd ? id : null,
      output: isAdd ? null : output,
      outcome,
      call: 2 * id,
      return: outcome === 'info' ? Infinity : 2 * id + 1,
    });
  }
  return { operations };
}

function convergence({ operations }: History): 'legal' | 'illegal' | 'unknown' {
  const adds = operations.filter(({ f, outcome }) => f === 'add' && outcome !== 'fail');
  const acknowledged = adds.filter(({ outcome }) => outcome === 'ok');
  const finals = operations.filter(
    (each) =>
      each.f === 'read' &&
      acknowledged.every((add) => add.return < each.call) &&
      operations.every(
        (later) => later.f !== 'read' || later.process !== each.process || later.id <= each.id,
      ),
  );
  if (finals.length === 0) return 'unknown';
  const contents = finals.map(({ output }) => output as readonly number[]);
  const isComplete = contents.every(
    (content) =>
      acknowledged.every(({ input }) => content.includes(input as number)) &&
      content.every((element) => adds.some(({ input }) => input === element)),
  );
  const sorted = contents.map((content) => [...content].sort((left, right) => left - right).join());
  return isComplete && new Set(sorted).size === 1 ? 'legal' : 'illegal';
}
