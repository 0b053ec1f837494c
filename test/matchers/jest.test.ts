/**
 * `skerry/jest` registers with Jest what `skerry/vitest` registers with Vitest, and types it for
 * both of Jest's ways to get at `expect`. That Jest runs it is shown in test/consumer.
 */

import type { expect as jestExpect } from '@jest/globals';
import type { MatcherFunction } from 'expect';
import * as forJest from 'skerry/jest';
import * as forVitest from 'skerry/vitest';
import { registerWorkload } from 'skerry/workloads';
import { expect, test, vi } from 'vitest';

const extend = vi.hoisted(() => vi.fn<(matchers: Record<string, MatcherFunction>) => void>());
vi.mock('@jest/globals', () => ({ expect: { extend } }));

test('the types are there', () => expect(typed).toBeTypeOf('function'));

test('the same matchers are registered, once', () => {
  const { toBeLinearizable, toConformTo, toSurvive } = forVitest;
  expect(extend.mock.calls).toEqual([[{ toBeLinearizable, toConformTo, toSurvive }]]);
  expect(Object.keys(forJest).sort()).toEqual(Object.keys(forVitest).sort());
});

/** Never called: what the compiler has to accept, and to refuse. */
async function typed(
  imported: typeof jestExpect,
  injected: (received: unknown) => jest.Matchers<void, unknown>,
): Promise<void> {
  imported('').toBeLinearizable('register');
  imported('').not.toBeLinearizable();
  await imported({}).toSurvive({ runs: 1, workload: registerWorkload });
  injected('').toBeLinearizable('register', { allowUnknown: true });
  await injected({}).toSurvive({ runs: 1 });
  // @ts-expect-error runs are needed
  await imported({}).toSurvive({});
  // @ts-expect-error a checker, not a name
  injected('').toConformTo('register');
}
