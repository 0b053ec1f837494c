/**
 * A process that runs tests from a tree of compiled files until one fails, and says which and how
 * long each took. It kills itself when it has used up its processor time or memory, so that a
 * mutant that never ends is found out however busy the machine is.
 */

import { setPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { takeCollected } from './vitest-stand-in.js';

/** What to run. */
export interface TestRequest {
  /** The folder of the compiled tree. */
  readonly root: string;
  /** Files to load before any test file, so that what they do is nobody's. */
  readonly modules: readonly string[];
  /** Test files to load. */
  readonly files: readonly string[];
  /** Which tests to run, in this order; without them all. */
  readonly tests?: readonly string[];
  readonly cpuSecondsMax: number;
  readonly megabytesMax: number;
}

/** What came of it. */
export interface TestReport {
  readonly failure?: { readonly test: string; readonly message: string };
  /** Processor time of each test, in milliseconds. */
  readonly times: Readonly<Record<string, number>>;
  /** Mutants met while modules were loaded. */
  readonly loaded: readonly string[];
  /** Mutants met by each test; those met while a file declared its tests count for all of them. */
  readonly met: Readonly<Record<string, readonly string[]>>;
}

interface Instrumentation {
  currentTestId?: string;
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>;
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

const instrumentation: Instrumentation = {};
(globalThis as { __stryker__?: Instrumentation }).__stryker__ = instrumentation;

const WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    const isOver = user + system > workerData.cpuSecondsMax * 1e6;
    const isFull = process.memoryUsage.rss() > workerData.megabytesMax * 2 ** 20;
    if (isOver || isFull) process.kill(process.pid, 'SIGKILL');
  }, 100);
`;

async function run(request: TestRequest): Promise<TestReport> {
  const { cpuSecondsMax, megabytesMax } = request;
  new Worker(WATCH, { eval: true, workerData: { cpuSecondsMax, megabytesMax } }).unref();
  const times: Record<string, number> = {};
  let test = 'loading';
  try {
    for (const path of request.modules) await load(request.root, path);
    const bodies = new Map<string, { readonly file: string; readonly run: () => unknown }>();
    for (const file of request.files) {
      test = file;
      instrumentation.currentTestId = file;
      await load(request.root, file);
      for (const { name, run } of takeCollected()) bodies.set(`${file} > ${name}`, { file, run });
    }
    for (test of request.tests ?? bodies.keys()) {
      instrumentation.currentTestId = test;
      const body = bodies.get(test);
      if (body === undefined) throw new Error('there is no such test');
      const before = process.cpuUsage();
      await body.run();
      const { user, system } = process.cpuUsage(before);
      times[test] = (user + system) / 1000;
    }
    return { times, ...coverage([...bodies].map(([name, { file }]) => ({ name, file }))) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: { test, message: message.slice(0, 500) }, times, loaded: [], met: {} };
  }
}

async function load(root: string, path: string): Promise<void> {
  await import(pathToFileURL(join(root, path.replace(/\.ts$/, '.js'))).href);
}

function coverage(
  tests: readonly { readonly name: string; readonly file: string }[],
): Pick<TestReport, 'loaded' | 'met'> {
  const { static: loaded = {}, perTest = {} } = instrumentation.mutantCoverage ?? {};
  const met = tests.map(({ name, file }) => {
    const ids = [...Object.keys(perTest[name] ?? {}), ...Object.keys(perTest[file] ?? {})];
    return [name, [...new Set(ids)]] as const;
  });
  return { loaded: Object.keys(loaded), met: Object.fromEntries(met) };
}

setPriority(10);
process.once('message', (request: TestRequest) => {
  void run(request).then((report) => process.send!(report, () => process.exit(0)));
});
