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

/** A test with the processor time that it may take. */
export interface TimedTest {
  readonly name: string;
  readonly cpuMsMax: number;
}

/** What to run. */
export interface TestRequest {
  /** The folder of the compiled tree. */
  readonly root: string;
  /** Files to load before any test file, so that what they do is nobody's. */
  readonly modules: readonly string[];
  /** Test files to load. */
  readonly files: readonly string[];
  /**
   * Which tests to run, in this order, up to the first that fails; without them all are run, but
   * those with a text of `without` in their names.
   */
  readonly tests?: readonly TimedTest[];
  readonly without?: readonly string[];
  /** For loading, and for each test without a time of its own. */
  readonly cpuMsMax: number;
  readonly megabytesMax: number;
}

/** A test that failed. */
export interface TestFailure {
  readonly test: string;
  readonly message: string;
}

/** What came of it. */
export interface TestReport {
  readonly failures: readonly TestFailure[];
  /** Processor time of each test that passed, in milliseconds. */
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
    const isOver = (user + system) / 1000 > workerData.deadline[0];
    const isFull = process.memoryUsage.rss() > workerData.megabytesMax * 2 ** 20;
    if (isOver || isFull) process.kill(process.pid, 'SIGKILL');
  }, 100);
`;

async function run(request: TestRequest): Promise<TestReport> {
  const { megabytesMax, cpuMsMax } = request;
  const deadline = new Float64Array(new SharedArrayBuffer(8));
  deadline[0] = cpuMs() + cpuMsMax;
  new Worker(WATCH, { eval: true, workerData: { deadline, megabytesMax } }).unref();
  let bodies: ReadonlyMap<string, LoadedTest>;
  try {
    bodies = await loadTests(request);
  } catch (error) {
    const failures = [{ test: 'loading', message: messageOf(error) }];
    return { failures, times: {}, loaded: [], met: {} };
  }
  const { without = [] } = request;
  const all = [...bodies.keys()]
    .filter((name) => !without.some((text) => name.includes(text)))
    .map((name) => ({ name, cpuMsMax }));
  const times: Record<string, number> = {};
  const failures: TestFailure[] = [];
  for (const { name, cpuMsMax } of request.tests ?? all) {
    instrumentation.currentTestId = name;
    const before = cpuMs();
    deadline[0] = before + cpuMsMax;
    try {
      await bodies.get(name)!.run();
      times[name] = cpuMs() - before;
    } catch (error) {
      failures.push({ test: name, message: messageOf(error) });
      if (request.tests !== undefined) break;
    }
  }
  return { failures, times, ...coverage(bodies) };
}

/** Processor time of this process so far, with its threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface LoadedTest {
  readonly file: string;
  readonly run: () => unknown;
}

async function loadTests(request: TestRequest): Promise<ReadonlyMap<string, LoadedTest>> {
  for (const path of request.modules) await load(request.root, path);
  const bodies = new Map<string, LoadedTest>();
  for (const file of request.files) {
    instrumentation.currentTestId = file;
    await load(request.root, file);
    for (const { name, run } of takeCollected()) bodies.set(`${file} > ${name}`, { file, run });
  }
  return bodies;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

async function load(root: string, path: string): Promise<void> {
  await import(pathToFileURL(join(root, path.replace(/\.ts$/, '.js'))).href);
}

function coverage(tests: ReadonlyMap<string, LoadedTest>): Pick<TestReport, 'loaded' | 'met'> {
  const { static: loaded = {}, perTest = {} } = instrumentation.mutantCoverage ?? {};
  const met = [...tests].map(([name, { file }]) => {
    const ids = [...Object.keys(perTest[name] ?? {}), ...Object.keys(perTest[file] ?? {})];
    return [name, [...new Set(ids)]] as const;
  });
  return { loaded: Object.keys(loaded), met: Object.fromEntries(met) };
}

setPriority(10);
process.once('message', (request: TestRequest) => {
  void run(request).then((report) => process.send!(report, () => process.exit(0)));
});
