/**
 * The disk against a list of all writes: a crash leaves what some finished sync covered, and
 * nothing else.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '../../src/simulator/disk.js';

const KEYS = ['a', 'b', 'c'];

type Step =
  | { readonly kind: 'write'; readonly key: string; readonly value: number }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'sync' | 'crash' }
  | { readonly kind: 'settle'; readonly which: number };

const key = fc.constantFrom(...KEYS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('write' as const), key, value: fc.nat() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), key }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sync' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
);

/** What the disk must be: all writes that count, in order, and how many of them are durable. */
class DiskModel {
  writes: (readonly [string, number | undefined])[] = [];
  durable = 0;

  read(wanted: string): number | undefined {
    return this.writes.findLast(([written]) => written === wanted)?.[1];
  }

  /** Forgets what is not durable; answers how much that was. */
  crash(): number {
    const lost = this.writes.length - this.durable;
    this.writes = this.writes.slice(0, this.durable);
    return lost;
  }
}

function play(program: readonly Step[]): void {
  const disk = new Disk();
  const model = new DiskModel();
  let syncs: { readonly point: number; readonly covers: number }[] = [];
  for (const one of program) {
    if (one.kind === 'write') {
      disk.write(one.key, one.value);
      model.writes.push([one.key, one.value]);
    } else if (one.kind === 'remove') {
      disk.remove(one.key);
      model.writes.push([one.key, undefined]);
    } else if (one.kind === 'sync') {
      syncs.push({ point: disk.syncPoint(), covers: model.writes.length });
    } else if (one.kind === 'settle') {
      const [sync] = syncs.splice(one.which, 1);
      if (sync === undefined) continue;
      const newly = Math.max(0, sync.covers - model.durable);
      expect(disk.settle(sync.point)).toBe(newly);
      model.durable += newly;
    } else {
      expect(disk.crash()).toBe(model.crash());
      syncs = [];
    }
    for (const wanted of KEYS) expect(disk.read(wanted)).toBe(model.read(wanted));
  }
}

test('reads see all writes; a crash leaves those that a finished sync covers', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (program) => play(program)),
    { seed: 1, numRuns: 300 },
  );
});

test('a sync covers what was written before it began, not before it ended', () => {
  const disk = new Disk();
  disk.write('a', 1);
  const point = disk.syncPoint();
  disk.write('a', 2);
  expect(disk.settle(point)).toBe(1);
  expect(disk.read('a')).toBe(2);
  expect(disk.crash()).toBe(1);
  expect(disk.read('a')).toBe(1);
});
