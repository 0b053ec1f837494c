/**
 * A bounded search on several threads: they do its pieces in any order, and what comes of them is
 * handed on in the order in which one thread would have done them.
 */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CheckOptions } from '../../../checkers/checker.js';
import type { BoundedPart, BoundedScope, PartResult } from '../bounded.js';
import type { SubjectReference } from './subject-reference.js';

const WORKER = fileURLToPath(new URL('./bounded-worker.js', import.meta.url));

/** What a thread is asked: plain data. */
export interface BoundedTask {
  readonly part: BoundedPart;
  readonly reference: SubjectReference;
  readonly bugs: readonly string[];
  readonly scope: BoundedScope;
  /** Without `shouldStop`, which cannot cross over. */
  readonly check: Omit<CheckOptions, 'shouldStop'>;
}

/** Whether there is a compiled worker to run; beside uncompiled sources there is none. */
export function canSearchInThreads(): boolean {
  return existsSync(WORKER);
}

/** The results of `parts`, in their order; threads end when nobody asks for more. */
export async function* resultsInThreads(
  task: Omit<BoundedTask, 'part'>,
  parts: readonly BoundedPart[],
  threads: number,
): AsyncGenerator<PartResult> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<BoundedTask, PartResult>({
    filename: WORKER,
    name: 'explore',
    minThreads: threads,
    maxThreads: threads,
  });
  const results = parts.map((part) => pool.run({ ...task, part }));
  // Those that are called off at the end are nobody's concern.
  for (const result of results) result.catch(() => undefined);
  try {
    for (const result of results) yield await result;
  } finally {
    await pool.destroy();
  }
}
