/**
 * The journal on a disk that fails, crashes and tears: whatever somebody was told is durable is
 * there after the next crash, in its order, and nothing that was never appended.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Body, Context, DiskError } from '../../../src/simulator/node.js';
import { Disk } from '../../../src/simulator/disk.js';
import { Journal } from '../../../src/systems/broker/journal.js';

/** A server's disk, whose syncs end when the test says so, and well or not. */
class Bench {
  readonly disk = new Disk();
  private syncs: { readonly point: number; readonly done: (error?: DiskError) => void }[] = [];

  /** What a journal needs of a context. */
  readonly ctx = {
    disk: {
      read: (key: string) => this.disk.read(key),
      write: (key: string, value: unknown) => this.disk.write(key, value),
      sync: (done: (error?: DiskError) => void) => {
        this.syncs.push({ point: this.disk.syncPoint(), done });
      },
    },
    sometimes: () => undefined,
  } as unknown as Context<Body>;

  endSync(error?: DiskError): void {
    const sync = this.syncs.shift();
    if (sync === undefined) return;
    if (error === undefined) this.disk.settle(sync.point);
    if (error === 'EIO') this.disk.abandon(sync.point);
    sync.done(error);
  }

  crash(leaves: 'synced' | 'torn'): void {
    this.syncs = [];
    this.disk.crash(leaves);
  }
}

interface Entry {
  readonly value: number;
}

type Step = 'append' | 'sync' | 'EIO' | 'ENOSPC' | 'synced' | 'torn';

/** Runs the steps; answers whether each promise was kept. */
function isFaithful(steps: readonly Step[], bugs: ReadonlySet<string>): boolean {
  const bench = new Bench();
  let journal = new Journal<Entry, Body>(bugs);
  let written: number[] = [];
  let promised = 0;
  let next = 0;
  for (const step of steps) {
    if (step === 'append') {
      written.push(next);
      journal.append(bench.ctx, { value: next++ });
      const count = written.length;
      journal.settle(bench.ctx, () => {
        promised = Math.max(promised, count);
      });
    } else if (step === 'sync') bench.endSync();
    else if (step === 'EIO' || step === 'ENOSPC') bench.endSync(step);
    else {
      bench.crash(step);
      journal = new Journal<Entry, Body>(bugs);
      const found: number[] = [];
      journal.load(bench.ctx, ({ value }) => found.push(value));
      if (found.length < promised || found.some((value, at) => value !== written[at])) return false;
      written = found;
    }
  }
  return true;
}

const steps = fc.array(
  fc.constantFrom<Step[]>('append', 'append', 'sync', 'sync', 'EIO', 'ENOSPC', 'synced', 'torn'),
  { maxLength: 40 },
);

test('keeps its promises', () => {
  fc.assert(
    fc.property(steps, (all) => isFaithful(all, new Set())),
    { seed: 1, numRuns: 3_000 },
  );
});

test.each(['ack-before-fsync', 'ignores-disk-error', 'no-checksum'])('%s breaks one', (bug) => {
  const broken = fc
    .sample(steps, { seed: 1, numRuns: 500 })
    .filter((all) => !isFaithful([...all, 'synced'], new Set([bug])));
  expect(broken.length).toBeGreaterThan(0);
});
