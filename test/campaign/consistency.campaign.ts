/**
 * `npm run campaign -- consistency`: every consistency model of registers against all orders of up
 * to 7 operations, and the operations that each violation names by themselves.
 */

import { describe, expect, test } from 'vitest';
import type { Checker } from '../../checkers/checker.js';
import { namedConsistencyCheckers } from '../../checkers/consistency.js';
import { measureStaleness } from '../../checkers/staleness/bounded-time.js';
import { atomicTo } from '../../checkers/staleness/bounded-versions.js';
import type { History } from '../../src/history/operation.js';
import {
  followedHistory,
  repeatingHistory,
  smallHistory,
  staleHistory,
  timed,
} from '../checkers/oracle/random-registers.js';
import { seeded, type Random } from '../checkers/oracle/random.js';
import { isAtomicTo, keepsTo, missedAtMost, staleBy } from '../checkers/oracle/register-models.js';
import { compareModel } from '../checkers/registers/model-comparison.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);

const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

const HISTORIES = 50_000;

/** Some models are hard to break by chance; the shares are of what was drawn. */
const SHARE_MIN = 0.01;

const checkers: readonly (readonly [string, Checker])[] = [
  ...namedConsistencyCheckers
    .filter(({ name }) => !name.includes('eventual'))
    .map(({ name, checker }) => [name, checker] as const),
  ['1-atomic', atomicTo(1)],
];

function draw(random: Random): History {
  const chance = random.below(10);
  if (chance < 5) return smallHistory(random);
  if (chance < 7) return followedHistory(random);
  return chance < 8 ? staleHistory(random) : repeatingHistory(random);
}

describe.each(checkers)('%s', (name, checker) => {
  const atomicity = /^([0-9]+)-atomic$/.exec(name);
  const holds = (given: History): boolean =>
    atomicity === null ? keepsTo(name, given) : isAtomicTo(Number(atomicity[1]), given);

  test('against every order, up to 7 operations', () => {
    const count = Math.ceil(HISTORIES * SHARE);
    const start = performance.now();
    const { legal, illegal, unknown } = compareModel(
      checker,
      holds,
      count,
      Math.imul(SEED, 0x9e3779b1),
      draw,
    );
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${name}: ${count} histories, ${legal} legal, ${illegal} illegal, ${unknown} unknown, ` +
        `0 disagreements, ${seconds} s`,
    );
    expect(unknown).toBe(0);
    expect(legal).toBeGreaterThan(SHARE_MIN * count);
    expect(illegal).toBeGreaterThan(SHARE_MIN * count);
  });
});

test('staleness in time and in versions against every order, up to 7 operations', () => {
  const count = Math.ceil(HISTORIES * SHARE);
  const random = seeded(Math.imul(SEED, 0x9e3779b1));
  let [fresh, stale, missed] = [0, 0, 0];
  for (let number = 0; number < count; number++) {
    const given = timed(random.chance(0.5) ? smallHistory(random) : staleHistory(random));
    const expected = staleBy(given);
    const measured = measureStaleness(given)!;
    if (measured.delay !== expected) expect.fail(`${measured.delay}: ${JSON.stringify(given)}`);
    expect(measured.versions).toBe(missedAtMost(given));
    if (expected === 0) fresh += 1;
    else stale += 1;
    if (measured.versions > 0) missed += 1;
  }
  console.log(`staleness: ${count} histories, ${fresh} fresh, ${stale} stale, ${missed} missed`);
  expect(Math.min(fresh, stale, missed)).toBeGreaterThan(0.1 * count);
});
