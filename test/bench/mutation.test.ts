/**
 * Mutants are found, drawn and put into their files as they should.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applied, findMutants, sample, type Mutants } from '../../bench/mutation/mutants.js';
import { summaryLines, survivorLines } from '../../bench/mutation/summary.js';

const SOURCE = `export const join = (a: number, b: number, c: number): string => {
  if (a > 0 && b > 0 || c > 0) return 'positive';
  return \`\${a}\`;
};
`;

let folder: string;
let mutants: Mutants;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skerry-mutants-'));
  writeFileSync(join(folder, 'join.ts'), SOURCE);
  mutants = await findMutants(folder, ['join.ts']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('literal texts are left alone', () => {
  expect(new Set(mutants.all.map(({ mutator }) => mutator))).toEqual(
    new Set(['BlockStatement', 'ConditionalExpression', 'EqualityOperator', 'LogicalOperator']),
  );
});

test('a replacement binds as the original did', () => {
  const inner = mutants.all.find(({ original, mutator }) => {
    return original === 'a > 0 && b > 0' && mutator === 'LogicalOperator';
  })!;
  expect(inner.line).toBe(2);
  expect(applied(SOURCE, inner)).toContain('if ((a > 0 || b > 0) || c > 0) return');
});

test('a seed draws the same mutants, in order and each once', () => {
  const drawn = sample(mutants.all, 5, 7);
  expect(drawn).toEqual(sample(mutants.all, 5, 7));
  expect(drawn).not.toEqual(sample(mutants.all, 5, 8));
  const places = drawn.map((each) => mutants.all.indexOf(each));
  expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
  expect(sample(mutants.all, 1000, 7)).toEqual(mutants.all);
});

test('what no test noticed is listed and counted', () => {
  const [first, second, third, fourth] = mutants.all;
  const results = [
    { mutant: first!, outcome: 'killed' },
    { mutant: second!, outcome: 'timed out' },
    { mutant: third!, outcome: 'survived' },
    { mutant: fourth!, outcome: 'no coverage' },
  ] as const;
  expect(summaryLines(results).score).toBe(0.5);
  expect(survivorLines(results).filter((line) => line.startsWith('join.ts'))).toEqual([
    `join.ts:${third!.line} ${third!.mutator} survived`,
    `join.ts:${fourth!.line} ${fourth!.mutator} no coverage`,
  ]);
});
