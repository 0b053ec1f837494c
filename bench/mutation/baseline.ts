/**
 * The profile without any mutant: whether its tests pass, how long each takes, and which mutants
 * each meets. So a mutant is judged by the tests that can notice it, the quickest first.
 */

import type { Mutant } from './mutants.js';
import { inParallel, runTests } from './processes.js';
import { PROFILE } from './profile.js';
import type { TestFailure, TestReport, TestRequest } from './run-tests.js';
import type { TestTree } from './test-tree.js';

/** What is known of the profile. */
export interface Baseline {
  /** Tests with their processor time in milliseconds, the quickest first. */
  readonly times: ReadonlyMap<string, number>;
  /** Tests that fail without a mutant; they judge nothing. */
  readonly failures: readonly TestFailure[];
  readonly totalMs: number;
  /** The mutated files. */
  readonly modules: readonly string[];
  /** Mutants that are met as soon as modules are loaded. */
  readonly loaded: ReadonlySet<string>;
  /** For each test the mutants it meets. */
  readonly met: ReadonlyMap<string, ReadonlySet<string>>;
}

const NO_LIMITS = { cpuMsMax: 600_000, megabytesMax: 4096 };

/** With a mutant, a test may take this many times what it takes without, and some more. */
const SLOWNESS_MAX = 5;
const LEEWAY_MS = 3000;
const LOADING_MS_MAX = 20_000;
const MEGABYTES_MAX = 1536;

/**
 * Runs the profile in `tree`, and in `metTree`, which gets the `instrumented` files. Each file has
 * a process of its own.
 */
export async function measureProfile(
  tree: TestTree,
  metTree: TestTree,
  instrumented: ReadonlyMap<string, string>,
): Promise<Baseline> {
  const modules = [...instrumented.keys()];
  for (const [path, text] of instrumented) metTree.write(path, text);
  const times: [string, number][] = [];
  const failures: TestFailure[] = [];
  const loaded = new Set<string>();
  const met = new Map<string, ReadonlySet<string>>();
  await inParallel(PROFILE, 2, async ({ file, without }) => {
    const request = { modules, files: [file], without, ...NO_LIMITS };
    const plain = finished(await runTests({ ...request, root: tree.root }));
    times.push(...Object.entries(plain.times));
    failures.push(...plain.failures);
    const counted = finished(await runTests({ ...request, root: metTree.root }));
    for (const id of counted.loaded) loaded.add(id);
    for (const [test, ids] of Object.entries(counted.met)) met.set(test, new Set(ids));
  });
  times.sort((one, other) => one[1] - other[1]);
  const totalMs = times.reduce((sum, [, each]) => sum + each, 0);
  return { times: new Map(times), failures, totalMs, modules, loaded, met };
}

function finished(report: TestReport | undefined): TestReport {
  if (report === undefined) throw new Error('the profile ended without a report');
  return report;
}

/** The tests that judge `mutant` in `tree`; `undefined` when no test meets it. */
export function requestFor(
  { id }: Mutant,
  tree: TestTree,
  { times, modules, loaded, met }: Baseline,
): TestRequest | undefined {
  const tests = [...times.keys()].filter((test) => loaded.has(id) || met.get(test)!.has(id));
  if (tests.length === 0) return undefined;
  const files = PROFILE.map(({ file }) => file).filter((file) =>
    tests.some((test) => test.startsWith(`${file} > `)),
  );
  return {
    root: tree.root,
    modules,
    files,
    tests: tests.map((name) => ({ name, cpuMsMax: SLOWNESS_MAX * times.get(name)! + LEEWAY_MS })),
    cpuMsMax: LOADING_MS_MAX,
    megabytesMax: MEGABYTES_MAX,
  };
}
