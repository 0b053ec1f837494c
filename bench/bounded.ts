/**
 * The bounded search as a benchmark: the correct register with 3 operations and 3 late messages is
 * exhausted within three minutes, and its twin without write-back gives a smallest counterexample.
 * Arguments: --operations 3, --deviations 3, --jobs (default one for each core).
 */

import { parseArgs } from 'node:util';
import { runBounded } from '../src/run/bounded-campaign.js';
import type { BoundedResult } from '../src/run/bounded-campaign.js';
import { systemNamed, workloadFor } from '../src/cli/catalogue.js';

const SECONDS_MAX = 180;

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '3' },
    deviations: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '0' },
  },
});
const jobs = Number(values.jobs);
const module = new URL('../src/cli/catalogue.js', import.meta.url).href;

async function search(bugs: readonly string[]): Promise<BoundedResult> {
  const system = systemNamed('abd');
  const began = performance.now();
  const result = await runBounded({
    system,
    workload: workloadFor(system, undefined),
    bugs,
    scope: { operations: Number(values.operations), deviations: Number(values.deviations) },
    module,
    ...(jobs === 0 ? {} : { jobs }),
  });
  const seconds = (performance.now() - began) / 1000;
  console.log(result.statement);
  const rate = Math.round(result.simulations / seconds);
  console.log(`  ${result.simulations} simulations, ${seconds.toFixed(1)} s, ${rate} a second`);
  if (result.violation !== undefined) describe(result.violation);
  if (seconds > SECONDS_MAX) fail(`  slower than ${SECONDS_MAX} s`);
  return result;
}

function describe({ program, deviations }: NonNullable<BoundedResult['violation']>): void {
  for (const { client, f, value, atUs } of program) {
    console.log(`  ${client} ${f} ${value === null ? '' : JSON.stringify(value)} at ${atUs} us`);
  }
  for (const { kind, message } of deviations) {
    console.log(
      `  ${kind}: ${message.type} of ${message.cause} from ${message.from} to ${message.to}`,
    );
  }
}

function fail(message: string): void {
  console.log(message);
  process.exitCode = 1;
}

const correct = await search([]);
if (correct.outcome !== 'exhausted') fail('  the correct register was not exhausted');
const wrong = await search(['no-write-back']);
if (wrong.outcome !== 'violation') fail('  nothing was found without write-back');
