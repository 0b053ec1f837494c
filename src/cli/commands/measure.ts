/**
 * `skerry measure`: availability, latency, traffic and recovery of a system, in calm and under
 * faults; fault by fault with `--each-fault`, size by size with `--sweep`.
 */

import type { Command } from 'commander';
import { judgeAssertion, parseAssertion } from '../../measure/assertion.js';
import type { Assertion, AssertionOutcome } from '../../measure/assertion.js';
import { renderMeasurements } from '../../report/measurements-report.js';
import { renderSurvey } from '../../report/survey-table.js';
import type { SurveyRow } from '../../report/survey-table.js';
import { measureSystem } from '../../run/measure.js';
import type { MeasureOptions, MeasureResult } from '../../run/measure.js';
import { withFaults } from '../../run/user-system.js';
import type { FaultKind } from '../../scenario/fault.js';
import type { Profile } from '../../scenario/profile.js';
import { FAULT_CATALOGUE } from '../../scenario/fault-catalogue.js';
import { EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { listenForInterrupt } from '../interrupt.js';
import { collect, drawing, type Finish } from '../options.js';
import { deliver, reporterOption, type ReportingOptions } from '../reporting.js';
import { drawnBy } from '../subject.js';
import type { DrawOptions } from '../subject.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them, already parsed. */
interface MeasureCommandOptions extends DrawOptions, ReportingOptions {
  readonly runs: number;
  readonly assert: readonly string[];
  readonly eachFault?: boolean;
  readonly sweep?: string;
}

/** Registers `skerry measure`. */
export function addMeasure(program: Command, terminal: Terminal, finish: Finish): void {
  drawing(program, 'measure', 200)
    .description('availability, latency, traffic and recovery, in calm and under faults')
    .option('--assert <text>', "such as 'p99Ms <= 50 in calm'; repeatable", collect, [])
    .option('--each-fault', 'each kind of fault alone, in a table')
    .option('--sweep <sizes>', 'servers=3,5,7 or clients=1,4,16, in a table')
    .addOption(reporterOption())
    .option('--ascii', 'no box characters')
    .action(async (options: MeasureCommandOptions) =>
      finish(await measureCommand(options, terminal)),
    );
}

/** Measures and prints; 1 when an assertion or a guarantee fails, 2 when one was not measured. */
async function measureCommand(
  options: MeasureCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const assertions = options.assert.map(assertionOf);
  if (options.eachFault === true && (options.sweep ?? options.faults) !== undefined) {
    throw usageError('--each-fault chooses the faults and has a table of its own');
  }
  if (options.reporter.length > 0 && (options.eachFault ?? options.sweep) !== undefined) {
    throw usageError('--reporter tells of one measurement, not of a table of them');
  }
  const drawn = await drawnBy(options);
  const interrupt = listenForInterrupt();
  const measured: MeasureOptions = {
    ...drawn,
    scenariosMax: options.runs,
    shouldStop: () => interrupt.wasAsked,
  };
  try {
    const exitCode = await measureAsAsked(measured, assertions, options, terminal);
    return interrupt.wasAsked ? EXIT.interrupted : exitCode;
  } finally {
    interrupt.release();
  }
}

async function measureAsAsked(
  measured: MeasureOptions,
  assertions: readonly Assertion[],
  options: MeasureCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.eachFault === true || options.sweep !== undefined) {
    const variants =
      options.sweep === undefined
        ? variantsByFault(measured)
        : variantsBySize(measured, options.sweep);
    const rows: SurveyRow[] = [];
    for (const [name, profile] of variants) {
      rows.push(surveyRow(name, await measureSystem({ ...measured, profile }), assertions));
    }
    terminal.print(renderSurvey(rows, { ...terminal, ascii: options.ascii === true }));
    // A survey shows what breaks; that something does is its result and no failure.
    return worstOf(rows.flatMap(({ outcomes }) => outcomes));
  }
  const result = await measureSystem(measured);
  const { measurements, anomalies, undecided, summary, samples } = result;
  const outcomes = assertions.map((assertion) => judgeAssertion(assertion, measurements));
  const { bad, warn } = terminal.palette;
  const text = [
    renderMeasurements(measurements, outcomes, { ...terminal, ...options }),
    ...[...anomalies].map(([anomaly, runs]) =>
      bad(`${runs} of ${measurements.runs} runs show ${anomaly}`),
    ),
    ...(undecided > 0 ? [warn(`${undecided} of ${measurements.runs} runs undecided`)] : []),
  ].join('\n');
  const report = { kind: 'campaign', summary, samples, assertions: outcomes } as const;
  await deliver(report, options, terminal, text);
  if (anomalies.size > 0) return EXIT.violation;
  const worst = worstOf(outcomes);
  return worst === EXIT.ok && undecided > 0 ? EXIT.unknown : worst;
}

function assertionOf(text: string): Assertion {
  try {
    return parseAssertion(text);
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

function worstOf(outcomes: readonly AssertionOutcome[]): ExitCode {
  if (outcomes.some(({ outcome }) => outcome === 'fails')) return EXIT.violation;
  return outcomes.some(({ outcome }) => outcome === 'not measured') ? EXIT.unknown : EXIT.ok;
}

function surveyRow(
  name: string,
  { measurements, anomalies, undecided, affected }: MeasureResult,
  assertions: readonly Assertion[],
): SurveyRow {
  return {
    name,
    measurements,
    anomalies,
    undecided,
    isIdle: affected === 0 && name in FAULT_CATALOGUE,
    outcomes: assertions.map((assertion) => judgeAssertion(assertion, measurements)),
  };
}

/** Each kind of fault alone, whether the system claims to stand it or not. */
function variantsByFault({
  system,
  profile = system.profile,
}: MeasureOptions): [string, Profile][] {
  const kinds = Object.keys(FAULT_CATALOGUE) as FaultKind[];
  return [
    ['none', withFaults(profile, [])],
    ...kinds.map((kind): [string, Profile] => [kind, withFaults(profile, [kind])]),
  ];
}

const SWEEP = /^(servers|clients)=(\d+(?:,\d+)*)$/;
const SIZE_MAX = 100;

/** The same faults with so many servers or clients. */
function variantsBySize(
  { system, profile = system.profile }: MeasureOptions,
  sweep: string,
): [string, Profile][] {
  const [, what, list = ''] = SWEEP.exec(sweep) ?? [];
  const sizes = list.split(',').map(Number);
  if (what === undefined || sizes.some((size) => size < 1 || size > SIZE_MAX)) {
    throw usageError(
      `--sweep takes servers=1,3,5 or clients=1,4,16, each up to ${SIZE_MAX}; not "${sweep}"`,
    );
  }
  return sizes.map((size) => [
    `${size} ${size === 1 ? what.slice(0, -1) : what}`,
    what === 'servers'
      ? { ...profile, servers: [size] }
      : { ...profile, clients: { min: size, max: size } },
  ]);
}
