/**
 * The pure store: what single levels allow and refuse, move by move, and that the same draws give
 * the same run.
 */

import { describe, expect, test } from 'vitest';
import { isolationNamed, isolations } from '../../../src/systems/transactional-store/isolation.js';
import { chanceOf, recordStore } from '../../../src/systems/transactional-store/record.js';
import { TransactionalStore, type Chance } from '../../../src/systems/transactional-store/store.js';

/** Always the newest version, and nothing waits. */
const NEWEST: Chance = { below: () => 0 };

function storeOf(level: string, chance = NEWEST): TransactionalStore {
  return new TransactionalStore(isolationNamed(level), chance);
}

test('a transaction sees its own writes, on top of what was there', () => {
  for (const { model } of isolations) {
    const store = storeOf(model);
    const first = store.begin(0);
    expect(store.read(first, 'x')).toBeNull();
    store.append(first, 'x', 1);
    store.write(first, 'y', 7);
    expect([store.read(first, 'x'), store.read(first, 'y')]).toEqual([[1], 7]);
    expect(store.commit(first)).toBe(true);
    const second = store.begin(0);
    store.append(second, 'x', 2);
    expect(store.read(second, 'x')).toEqual([1, 2]);
    expect(store.commit(second)).toBe(true);
  }
});

test('dirty reads see what is not committed, and writers exclude each other', () => {
  const store = storeOf('read-uncommitted');
  const writer = store.begin(0);
  store.write(writer, 'x', 1);
  const other = store.begin(1);
  expect(store.read(other, 'x')).toBe(1);
  expect(store.write(other, 'x', 2)).toBe(false);
  expect(store.commit(other)).toBe(false);
  store.abort(writer);
  const third = store.begin(2);
  expect(store.read(third, 'x')).toBeNull();
  expect(store.write(third, 'x', 3)).toBe(true);
});

describe('two transactions that read x and then write it', () => {
  test.each([
    ['read-committed', true],
    ['cursor-stability', false],
    ['causal-cerone', true],
    ['parallel-snapshot-isolation', false],
    ['prefix', true],
    ['snapshot-isolation', false],
    ['serializable', false],
  ] as const)('%s: both commit is %s', (level, both) => {
    const store = storeOf(level);
    const [first, second] = [store.begin(0), store.begin(1)];
    for (const each of [first, second]) {
      store.read(each, 'x');
      store.write(each, 'x', each.session);
    }
    expect(store.commit(first)).toBe(true);
    expect(store.commit(second)).toBe(both);
  });
});

describe('two transactions that read what the other writes', () => {
  test.each([
    ['cursor-stability', true],
    ['strong-snapshot-isolation', true],
    ['serializable', false],
    ['strong-serializable', false],
  ] as const)('%s: both commit is %s', (level, both) => {
    const store = storeOf(level);
    const [first, second] = [store.begin(0), store.begin(1)];
    store.read(first, 'x');
    store.read(second, 'y');
    store.write(first, 'y', 1);
    store.write(second, 'x', 2);
    expect(store.commit(first)).toBe(true);
    expect(store.commit(second)).toBe(both);
  });
});

test('a list cannot change under who has read its own element in it', () => {
  const store = storeOf('strong-read-committed');
  const [first, second] = [store.begin(0), store.begin(1)];
  store.append(first, 'x', 1);
  store.append(second, 'x', 2);
  expect(store.read(second, 'x')).toEqual([2]);
  expect(store.commit(first)).toBe(true);
  expect(store.commit(second)).toBe(false);
});

test('what is restored is there for every session', () => {
  for (const { model } of isolations) {
    const store = storeOf(model, chanceOf(3));
    store.restore('a', [['x', { kind: 'append', elements: [1] }]]);
    store.restore('b', [
      ['x', { kind: 'append', elements: [2] }],
      ['y', { kind: 'set', value: 5 }],
    ]);
    const reader = store.begin('a');
    if (isolationNamed(model).order !== 'none' && isolationNamed(model).reads === 'snapshot') {
      expect([store.read(reader, 'x'), store.read(reader, 'y')]).toEqual([[1, 2], 5]);
    }
    expect(store.commit(reader)).toBe(true);
  }
});

test('an unknown level is refused', () => {
  expect(() => isolationNamed('eventual')).toThrow('the store has no level "eventual"');
});

describe.each(isolations)('$model', ({ model }) => {
  const options = { level: model, kind: 'list-append', transactions: 200 } as const;

  test('the same seed records the same run, another one another', () => {
    const events = recordStore({ ...options, seed: 4 });
    expect(recordStore({ ...options, seed: 4 })).toEqual(events);
    expect(recordStore({ ...options, seed: 5 })).not.toEqual(events);
  });

  test('most transactions commit, and some meet each end', () => {
    const events = recordStore({ ...options, seed: 6, crashPercent: 5 });
    const ends = events.filter(({ type }) => type !== 'invoke');
    expect(ends).toHaveLength(200);
    const share = (type: string) => ends.filter((event) => event.type === type).length / 200;
    expect(share('ok')).toBeGreaterThan(0.35);
    expect(share('fail')).toBeGreaterThan(0.01);
    expect(share('info')).toBeGreaterThan(0.01);
  });
});
