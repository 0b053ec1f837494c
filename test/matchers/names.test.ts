/**
 * None of our matchers takes the name of one that Vitest, Jest or jest-extended has: a project that
 * registers several keeps what it had.
 */

import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const OURS = ['toBeLinearizable', 'toConformTo', 'toSurvive'];

/** The matchers of jest-extended 7.0.0 (MIT), as its own index lists them. */
const JEST_EXTENDED = `
  fail pass toBeAfter toBeAfterOrEqualTo toBeArray toBeArrayOfSize toBeBefore
  toBeBeforeOrEqualTo toBeBetween toBeBigInt toBeBoolean toBeDate toBeDateString toBeEmpty
  toBeEmptyObject toBeEven toBeExtensible toBeFalse toBeFinite toBeFrozen toBeFunction
  toBeHexadecimal toBeInRange toBeInteger toBeNaN toBeNegative toBeNil toBeNumber toBeObject
  toBeOdd toBeOneOf toBePositive toBeSealed toBeString toBeSymbol toBeTrue toBeValidDate
  toBeWithin toChange toChangeBy toChangeTo toContainAllEntries toContainAllKeys
  toContainAllValues toContainAnyEntries toContainAnyKeys toContainAnyValues toContainEntries
  toContainEntry toContainKey toContainKeys toContainValue toContainValues toEndWith
  toEqualCaseInsensitive toEqualIgnoringWhitespace toHaveBeenCalledAfter
  toHaveBeenCalledBefore toHaveBeenCalledExactlyOnceWith toHaveBeenCalledOnce toInclude
  toIncludeAllMembers toIncludeAllPartialMembers toIncludeAnyMembers toIncludeMultiple
  toIncludeRepeated toIncludeSameMembers toIncludeSamePartialMembers toPartiallyContain
  toReject toResolve toSatisfy toSatisfyAll toSatisfyAny toStartWith toThrowWithMessage
`
  .trim()
  .split(/\s+/);

/** Every name that can follow `expect(...)`. */
function namesOf(expectation: object): Set<string> {
  const names = new Set<string>();
  for (let at: unknown = expectation; at !== null && at !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    at = Object.getPrototypeOf(at);
  }
  return names;
}

interface Jest {
  readonly expect: (value: unknown) => object;
}

/** As Jest resolves it: a dependency of its own, which projects do not install. */
function jestExpect(): Jest['expect'] {
  const jest = createRequire(createRequire(import.meta.url).resolve('jest/package.json'));
  const circus = createRequire(jest.resolve('jest-circus/package.json'));
  return (circus('@jest/expect') as { jestExpect: Jest['expect'] }).jestExpect;
}

test.each([
  ['Vitest', namesOf(expect('')), 'toMatchInlineSnapshot'],
  ['Jest', namesOf(jestExpect()('')), 'toMatchInlineSnapshot'],
  ['jest-extended', new Set(JEST_EXTENDED), 'toSatisfyAll'],
])('%s has none of our names', (_framework, theirs, known) => {
  expect([...theirs]).toContain(known);
  expect(OURS.filter((name) => theirs.has(name))).toEqual([]);
});

test('these are all that we register', async () => {
  const before = namesOf(expect(''));
  await import('skerry/vitest');
  const added = [...namesOf(expect(''))].filter((name) => !before.has(name));
  expect(added.sort()).toEqual(OURS);
});
