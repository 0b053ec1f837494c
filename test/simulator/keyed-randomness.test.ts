/**
 * Randomness is keyed by cause: what one operation leads to does not depend on what others are
 * there.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, deriveSeed, hashString, mix } from '../../src/scenario/randomness.js';
import type { ProgramOperation, Scenario } from '../../src/scenario/scenario.js';
import { Cause, messageHash, streamHash } from '../../src/simulator/causes.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Posting } from '../../src/trace/posting.js';
import { clusterOf, notesOf, operation, scenarioOf } from './small-cluster.js';

/** Servers draw a number for each message, sync their disk and answer; the client draws too. */
const system = clusterOf(
  () => ({
    message(ctx, from) {
      ctx.note('drew', { where: ctx.self, number: ctx.random(1_000_000) });
      ctx.disk.sync(() => {
        ctx.note('drew', { where: `${ctx.self} synced`, number: ctx.random(1_000_000) });
        ctx.disk.sync(() => {
          ctx.note('drew', { where: `${ctx.self} again`, number: ctx.random(1_000_000) });
          ctx.send(from, { type: 'stored' });
        });
      });
    },
  }),
  () => ({
    request(ctx, _client, { id }) {
      for (const server of ctx.servers) ctx.send(server, { type: 'store' });
      ctx.setTimer(`${id}`, 20_000);
    },
    timer: (ctx, name) => ctx.reply(ctx.self, Number(name), { type: 'ok', value: null }),
  }),
);

const network: Scenario['network'] = {
  latency: { kind: 'uniform', minUs: 500, maxUs: 20_000 },
  lossPpm: 100_000,
  duplicationPpm: 100_000,
  reorderingPpm: 100_000,
  reorderingUs: 10_000,
};

/**
 * By message, what became of it; and by drawer and time since its operation began, what was drawn.
 */
function fates(
  program: readonly ProgramOperation[],
  parts: Partial<Scenario> = {},
): Map<string, string> {
  const disk = { syncMinUs: 10, syncMaxUs: 5_000 };
  const found = new Map<string, string>();
  const onPosting = ({ message, sentUs, delayUs, fate, copyDelayUs }: Posting): void => {
    const start = program.find(({ id }) => message.cause === `op ${id}`)?.atUs ?? 0;
    found.set(JSON.stringify(message), [sentUs - start, delayUs, fate, copyDelayUs].join());
  };
  const run = simulate(scenarioOf({ program, network, disk, ...parts }), system, { onPosting });
  for (const { atUs, data } of notesOf(run, 'drew')) {
    found.set(`${atUs} ${data['where']}`, String(data['number']));
  }
  return found;
}

const program = [1, 2, 3, 4, 5, 6].map((id) => operation(id, { atUs: id * 70_000 }));

describe('removing operations', () => {
  const all = fates(program);

  test.each(program.map(({ id }) => id))('%i re-rolls nothing of the others', (removed) => {
    const fewer = fates(program.filter(({ id }) => id !== removed));
    expect(fewer.size).toBeGreaterThan(40);
    expect(fewer.size).toBeLessThan(all.size);
    for (const [what, fate] of fewer) expect([what, all.get(what)]).toEqual([what, fate]);
  });

  test('another time of one operation changes none of its draws', () => {
    const moved = program.map((one) => (one.id === 3 ? { ...one, atUs: one.atUs + 3_000 } : one));
    const after = fates(moved);
    const messages = [...all.keys()].filter((what) => what.startsWith('{'));
    expect(messages.length).toBeGreaterThan(25);
    for (const what of messages) expect([what, after.get(what)]).toEqual([what, all.get(what)]);
  });

  test('another seed does', () => {
    expect(fates(program, { seed: 8 })).not.toEqual(all);
  });
});

test('draws of one handler, of its syncs and of other nodes differ', () => {
  // Without duplicates: what comes twice is handled twice with the same dice.
  const single = { network: { ...network, duplicationPpm: 0 } };
  const numbers = [...fates(program, single)].flatMap(([what, number]) =>
    what.startsWith('{') ? [] : [number],
  );
  expect(numbers.length).toBeGreaterThan(20);
  expect(new Set(numbers).size).toBe(numbers.length);
});

describe('hashing', () => {
  const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });

  test('below is an integer in [0, bound)', () => {
    fc.assert(
      fc.property(int32, fc.integer({ min: 1, max: 2 ** 31 }), (hash, bound) => {
        const drawn = below(hash, bound);
        expect(Number.isInteger(drawn)).toBe(true);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(bound);
        expect(drawn).toBe(Number((BigInt(hash >>> 0) * BigInt(bound)) >> 32n));
      }),
      { seed: 1, numRuns: 500, examples: [[-1, 2 ** 31]] },
    );
  });

  test('constants are pinned: saved scenarios must go on to mean the same', () => {
    expect(mix(1, 2)).toBe(-2_047_822_809);
    expect(hashString('op 1')).toBe(838_337_544);
    expect(deriveSeed(1, 'scenario', 3)).toBe(3_128_370_715);
    expect(streamHash(1, 2, 3, 4)).toBe(-956_611_534);
    expect(messageHash(1, 2)).toBe(-2_047_822_809);
  });

  test('streams of many nodes stay apart', () => {
    const hashes = new Set<number>();
    for (let from = 0; from < 60; from++) {
      for (const to of [0, 1, 1_023, 1_024, 1_100]) hashes.add(streamHash(1, 2, from, to));
    }
    expect(hashes.size).toBe(300);
  });
});

test('a cause counts streams as a map does', () => {
  const hash = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
  fc.assert(
    fc.property(fc.array(hash, { minLength: 1, maxLength: 3_000, size: 'max' }), (hashes) => {
      const counter = new Cause('op 1');
      const counts = new Map<number, number>();
      for (const one of hashes) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
        expect(counter.countOf(one)).toBe(counts.get(one));
      }
    }),
    { seed: 1, numRuns: 20 },
  );
});
