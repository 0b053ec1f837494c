/**
 * What is registered, with Vitest and with Jest: the same matchers, with types for both of Jest's
 * ways to get at `expect`, and none that takes the name of one that Vitest, Jest or jest-extended
 * has. That Jest runs them is shown in test/consumer.
 */

import type { expect as importedExpect } from '@jest/globals';
import type { MatcherFunction } from 'expect';
import { createRequire } from 'node:module';
import { expect, test, vi } from 'vitest';

const extend = vi.hoisted(() => vi.fn<(matchers: Record<string, MatcherFunction>) => void>());
vi.mock('@jest/globals', () => ({ expect: { extend } }));

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

// Before anything is registered: the two share one list of matchers in one process.
const theirs = namesOf(expect(''));
const jests = namesOf(jestExpect()(''));
const forVitest = await import('skerry/vitest');
const forJest = await import('skerry/jest');

test.each([
  ['Vitest', theirs, 'toMatchInlineSnapshot'],
  ['Jest', jests, 'toMatchInlineSnapshot'],
  ['jest-extended', new Set(JEST_EXTENDED), 'toSatisfyAll'],
])('%s has none of our names', (_framework, names, known) => {
  expect([...names]).toContain(known);
  expect(OURS.filter((name) => names.has(name))).toEqual([]);
});

test('these are all that Vitest is given', () => {
  const added = [...namesOf(expect(''))].filter((name) => !theirs.has(name));
  expect(added.sort()).toEqual(OURS);
});

test('Jest is given the same', () => {
  const { toBeLinearizable, toConformTo, toSurvive } = forVitest;
  expect(extend.mock.calls).toEqual([[{ toBeLinearizable, toConformTo, toSurvive }]]);
  expect(Object.keys(forJest).sort()).toEqual(Object.keys(forVitest).sort());
});

test('the types are there', () => expect(typed).toBeTypeOf('function'));

/** Never called: what the compiler has to accept, and to refuse. */
async function typed(
  imported: typeof importedExpect,
  injected: (received: unknown) => jest.Matchers<void, unknown>,
): Promise<void> {
  imported('').toBeLinearizable('register');
  imported('').not.toBeLinearizable();
  await imported({}).toSurvive({ runs: 1, seed: 2 });
  injected('').toBeLinearizable('register', { allowUnknown: true });
  await injected({}).toSurvive({ runs: 1 });
  // @ts-expect-error runs are needed
  await imported({}).toSurvive({});
  // @ts-expect-error a checker, not a name
  injected('').toConformTo('register');
}
