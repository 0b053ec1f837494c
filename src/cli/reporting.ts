/**
 * `--reporter NAME[=PATH]`: reports in any number of formats, on standard output or in files. A
 * file is written whole or not at all, and one that cannot be written costs none of the others.
 */

import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { REPORTERS } from '../report/reporters/index.js';
import type { Reporter } from '../report/reporters/reporter.js';
import type { Report } from '../report/report.js';
import { pageAssets } from '../run/page-assets.js';
import { VERSION } from '../run/version.js';
import { writeWhole } from '../run/write-file.js';
import { CommandError, EXIT, usageError } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** One report that was asked for. */
export interface ReporterRequest {
  readonly reporter: Reporter;
  /** A file, or `-` for standard output. */
  readonly path: string;
}

/** Options of every command that reports. */
export interface ReportingOptions {
  readonly reporter: readonly ReporterRequest[];
  readonly ascii?: boolean;
}

const STANDARD_OUTPUT = '-';

/** The option, repeatable. */
export function reporterOption(): Option {
  const names = REPORTERS.map(({ name }) => name).join(', ');
  return new Option('--reporter <name[=path]>', `${names}; repeatable`)
    .default([], 'text')
    .argParser(collectReporter);
}

function collectReporter(text: string, earlier: readonly ReporterRequest[]): ReporterRequest[] {
  const [, name = '', path = STANDARD_OUTPUT] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const reporter = REPORTERS.find((one) => one.name === name);
  if (reporter === undefined) {
    const names = REPORTERS.map((one) => one.name).join(', ');
    throw new InvalidArgumentError(`There is no reporter "${name}"; there is ${names}.`);
  }
  if (path === '') throw new InvalidArgumentError(`${name}= lacks the path after it.`);
  if (path.includes('\0')) throw new InvalidArgumentError(`${name}: no path holds a zero byte.`);
  for (const other of earlier) refuseConflict({ reporter, path }, other);
  return [...earlier, { reporter, path }];
}

/** Two reports cannot be one file; on standard output those of text may follow each other. */
function refuseConflict(request: ReporterRequest, other: ReporterRequest): void {
  const names = `${other.reporter.name} and ${request.reporter.name}`;
  if (request.path !== STANDARD_OUTPUT && other.path !== STANDARD_OUTPUT) {
    if (resolve(request.path) !== resolve(other.path)) return;
    throw new InvalidArgumentError(`${names} cannot both be written to ${request.path}.`);
  }
  if (request.path !== other.path) return;
  if (request.reporter !== other.reporter) {
    if (request.reporter.mayFollow && other.reporter.mayFollow) return;
  }
  throw new InvalidArgumentError(
    `${names} cannot share standard output: give one of them a path, as in ` +
      `${request.reporter.name}=report${request.reporter.extension}.`,
  );
}

/**
 * Refuses reports that would take the place of what the command reads or writes itself.
 * @throws CommandError
 */
export function refuseOverwriting(
  requests: readonly ReporterRequest[],
  paths: readonly (string | undefined)[],
): void {
  for (const { reporter, path } of requests) {
    if (path === STANDARD_OUTPUT) continue;
    const taken = paths.find((one) => one !== undefined && resolve(one) === resolve(path));
    if (taken !== undefined) {
      throw usageError(`--reporter ${reporter.name}=${path} would overwrite ${taken}`);
    }
  }
}

/** Whether some report that was asked for is a page. */
export function wantsPage({ reporter: requests }: ReportingOptions): boolean {
  return requests.some(({ reporter }) => reporter.needsAssets === true);
}

/** Whether some report that was asked for points at lines of the history. */
export function wantsLines({ reporter: requests }: ReportingOptions): boolean {
  return requests.some(({ reporter }) => reporter.pointsAtLines === true);
}

/**
 * `--json`, which prints what was judged in its own form, leaves no room for another report.
 * @throws CommandError
 */
export function refuseSecondPrint({ reporter: requests }: ReportingOptions): void {
  const printed = requests.find(({ path }) => path === STANDARD_OUTPUT);
  if (printed === undefined) return;
  const { name, extension } = printed.reporter;
  throw usageError(`--json prints already: give ${name} a path, as in ${name}=report${extension}`);
}

/**
 * Prints and writes a report in every format that was asked for. Where nothing of these is printed,
 * `instead` is, and by default the text for a terminal.
 * @throws CommandError of the first that failed, after all others were delivered.
 */
export async function deliver(
  report: Report,
  options: ReportingOptions,
  terminal: Terminal,
  instead?: string,
): Promise<void> {
  const { reporter: requests, ascii = false } = options;
  const isPrinted = requests.some(({ path }) => path === STANDARD_OUTPUT);
  const text = { reporter: REPORTERS[0] as Reporter, path: STANDARD_OUTPUT };
  if (!isPrinted && instead !== undefined) terminal.print(instead);
  const isTextWanted = !isPrinted && instead === undefined;
  const failures: unknown[] = [];
  for (const request of isTextWanted ? [text, ...requests] : requests) {
    try {
      await deliverOne(report, request, ascii, terminal);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function deliverOne(
  report: Report,
  { reporter, path }: ReporterRequest,
  ascii: boolean,
  terminal: Terminal,
): Promise<void> {
  const assets = reporter.needsAssets === true ? { assets: await pageAssets() } : {};
  const base = { version: VERSION, ascii, ...assets };
  if (path === STANDARD_OUTPUT) {
    const { palette, columns } = terminal;
    return terminal.print(reporter.render(report, { ...base, palette, columns }));
  }
  await writeNamed(path, reporter.render(report, base));
  terminal.remark(`wrote ${path}`);
}

/** Writes a file that the user named. @throws CommandError that names it as the user did. */
export async function writeNamed(path: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** An error of the file system, for the user: the path as it was given, and why. */
export function cannotWrite(path: string, error: unknown): CommandError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CommandError(`cannot write ${path}: ${reason}`, EXIT.badInput);
}
