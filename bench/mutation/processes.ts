/**
 * Processes that run tests, one for each mutant: nothing that a mutant leaves behind can help or
 * harm the next.
 */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestReport, TestRequest } from './run-tests.js';

const RUN_TESTS = fileURLToPath(new URL('./run-tests.js', import.meta.url));

/** A process that hangs without using its processor must not stop the others; wall clock. */
const TIMEOUT_MS = 900_000;

/** Answers `undefined` for a process that ended without a report, as it does past its limits. */
export function runTests(request: TestRequest): Promise<TestReport | undefined> {
  return new Promise((resolve, reject) => {
    const child = fork(RUN_TESTS, {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let report: TestReport | undefined;
    child.once('message', (message) => (report = message as TestReport));
    child.once('error', reject);
    child.once('close', () => resolve(report));
    child.send(request);
  });
}

/** Runs `work` on each item, at most `count` at a time; worker `lane` is below `count`. */
export async function inParallel<Item>(
  items: readonly Item[],
  count: number,
  work: (item: Item, lane: number) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lanes = Array.from({ length: count }, async (_, lane) => {
    for (const item of left) await work(item, lane);
  });
  await Promise.all(lanes);
}
