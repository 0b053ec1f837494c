/**
 * How well the tests of the linearizability checker find mistakes: draws mutants of its sources
 * with a seed, runs the tests of a light profile that meet each, and lists those that no test
 * noticed. Exits 1 when fewer than 85 % were noticed, or a test fails without a mutant.
 *
 *   node dist/bench/mutation.js [--count N] [--seed N] [--only TEXT] [--concurrency N]
 *
 * `--only` keeps mutants whose file name contains the text.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applied, findMutants, sample, type Mutant } from './mutation/mutants.js';
import { inParallel, runTests } from './mutation/processes.js';
import { PROFILE } from './mutation/profile.js';
import { measureProfile, requestFor, type Baseline } from './mutation/baseline.js';
import { summaryLines, survivorLines, type Judged, type Outcome } from './mutation/summary.js';
import { sourcesIn, TestTree } from './mutation/test-tree.js';

/** Run from the root of the repository, as npm does. */
const REPOSITORY = process.cwd();
const MUTATED = 'checkers/linearizability';
const SCORE_MIN = 0.85;

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    concurrency: { type: 'string', default: '2' },
  },
});

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'skerry-mutation-'));
  try {
    return await judgeSample(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeSample(folder: string): Promise<number> {
  const [count, seed, concurrency] = [options.count, options.seed, options.concurrency].map(Number);
  const started = performance.now();
  const sources = sourcesIn(REPOSITORY, MUTATED);
  const { all, texts, instrumented } = await findMutants(REPOSITORY, sources);
  const drawn = sample(
    all.filter(({ file }) => file.includes(options.only)),
    count!,
    seed!,
  );
  console.log(
    `${all.length} mutants of ${sources.length} files; ${drawn.length} drawn, seed ${seed}`,
  );

  const tree = TestTree.compile(REPOSITORY, join(folder, 'tree'));
  const baseline = await measureProfile(tree, tree.copy(join(folder, 'met')), instrumented);
  console.log(
    `${baseline.times.size} tests in ${PROFILE.length} files take ` +
      `${(baseline.totalMs / 1000).toFixed(1)} cpu s`,
  );

  for (const { test, message } of baseline.failures) {
    console.log(`left out, as it fails without a mutant: ${test}\n  ${message.split('\n')[0]}`);
  }
  const trees = Array.from({ length: concurrency! }, (_, lane) =>
    tree.copy(join(folder, `lane-${lane}`)),
  );
  const judged = new Map<string, Judged>();
  await inParallel(drawn, concurrency!, async (mutant, lane) => {
    judged.set(mutant.id, {
      mutant,
      outcome: await judge(mutant, texts.get(mutant.file)!, trees[lane]!, baseline),
    });
    if (judged.size % 50 === 0) console.log(`${judged.size} of ${drawn.length}`);
  });
  const results = drawn.map(({ id }) => judged.get(id)!);
  console.log(survivorLines(results).join('\n'));
  const { lines, score } = summaryLines(results);
  console.log(lines.join('\n'));
  console.log(`${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
  return score >= SCORE_MIN && baseline.failures.length === 0 ? 0 : 1;
}

async function judge(
  mutant: Mutant,
  text: string,
  tree: TestTree,
  baseline: Baseline,
): Promise<Outcome> {
  const request = requestFor(mutant, tree, baseline);
  if (request === undefined) return 'no coverage';
  tree.write(mutant.file, applied(text, mutant));
  const report = await runTests(request);
  tree.write(mutant.file, text);
  if (report === undefined) return 'timed out';
  return report.failures.length > 0 ? 'killed' : 'survived';
}

process.exitCode = await main();
