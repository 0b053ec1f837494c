/**
 * What tests import in place of vitest when one process after the other runs a few of them: the
 * same `expect`, and a list of the tests instead of a runner.
 */

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect';
import { readFileSync } from 'node:fs';
import { format } from '@vitest/pretty-format';

/** A test as it was written. */
export interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

type Body = (...arguments_: unknown[]) => unknown;

const collected: CollectedTest[] = [];
let path: readonly string[] = [];

/** The tests that were declared since the last call. */
export function takeCollected(): CollectedTest[] {
  return collected.splice(0);
}

/** A test, with or without options between its name and its body. */
export const test: object = Object.assign(
  (name: string, ...rest: unknown[]) => declare(name, bodyOf(rest), []),
  {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        rows.forEach((row, at) => declare(`${name} #${at}`, bodyOf(rest), spread(row)));
      },
  },
);

/** A group of tests. */
export const describe: object = Object.assign(
  (name: string, ...rest: unknown[]) => inside(name, bodyOf(rest), []),
  {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        rows.forEach((row, at) => inside(`${name} #${at}`, bodyOf(rest), spread(row)));
      },
  },
);

function bodyOf(rest: readonly unknown[]): Body {
  return rest.find((each) => typeof each === 'function') as Body;
}

function spread(row: unknown): readonly unknown[] {
  return Array.isArray(row) ? row : [row];
}

function declare(name: string, body: Body, given: readonly unknown[]): void {
  collected.push({ name: [...path, name].join(' > '), run: () => body(...given) });
}

function inside(name: string, body: Body, given: readonly unknown[]): void {
  const outer = path;
  path = [...outer, name];
  try {
    body(...given);
  } finally {
    path = outer;
  }
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.use(({ Assertion: { prototype } }, utilities) => {
  utilities.addMethod(prototype, 'toMatchInlineSnapshot', expectInline);
  utilities.addMethod(prototype, 'toMatchFileSnapshot', expectFile);
});

function expectInline(this: Asserted, snapshot: string): void {
  const options = { escapeString: false, printBasicPrototype: false };
  chai.assert.strictEqual(trimmed(format(this._obj, options)), trimmed(snapshot));
}

function expectFile(this: Asserted, path: string): void {
  chai.assert.strictEqual(this._obj, readFileSync(path, 'utf8'));
}

interface Asserted {
  readonly _obj: unknown;
}

/** Inline snapshots are indented like the code around them. */
function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** Vitest's, with snapshots that are only compared. */
export const expect: object = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  (globalThis as unknown as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT],
);
