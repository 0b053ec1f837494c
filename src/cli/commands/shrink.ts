/**
 * `skerry shrink FILE`: a recorded history that is not linearizable, or whose transactions break a
 * level of isolation, made as small as sound steps make it, with its report.
 */

import type { Command } from 'commander';
import type { CheckOptions } from '../../../checkers/checker.js';
import type { PartialOrder } from '../../../checkers/linearizability/partial-order.js';
import type { Model } from '../../../checkers/model.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import { encodeEvents } from '../../history/codecs/index.js';
import { toEvents } from '../../history/history.js';
import { formatCount } from '../../report/quantities.js';
import { longestOrder } from '../../run/longest-order.js';
import { shrinkHistory, type ShrunkHistory } from '../../shrink/history/shrink-history.js';
import { CommandError, EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { collect, formatOption, seconds, wholeNumber, type Finish } from '../options.js';
import { startProgress } from '../progress.js';
import {
  deliver,
  refuseOverwriting,
  reporterOption,
  wantsPage,
  writeNamed,
  type ReportingOptions,
} from '../reporting.js';
import type { Terminal } from '../terminal.js';
import { refuseUnknownModel } from './check-audit.js';
import { parseInitial } from './check-model.js';
import { nameOfInput } from './history-report.js';
import { readSubject, type Subject, type SubjectOptions } from './shrink-subject.js';
import { shrinkToAudit, type ShrinkQuestion } from './shrink-transactions.js';

/** Options as the command line gives them. */
interface ShrinkCommandOptions extends SubjectOptions, ReportingOptions {
  /** Where the small history goes. */
  readonly out?: string;
  readonly expect?: readonly string[];
  readonly wfrKeys?: boolean;
  readonly sequentialKeys?: boolean;
  readonly linearizableKeys?: boolean;
  readonly observeFailures?: boolean;
  readonly budget?: number;
  /** Seconds. */
  readonly timeout?: number;
}

/** Registers `skerry shrink`. */
export function addShrink(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('shrink')
    .description('leave of an illegal history only the operations that show it')
    .argument('<file>', 'the history; - reads standard input')
    .option('--model <name>', 'a model (skerry list models) or a module path; default: what fits')
    .option('--workload <name>', 'list-append, rw-register, or another of skerry list histories')
    .option(
      '--expect <model>',
      'transactions: the gravest anomaly against a model (skerry list consistency); repeatable',
      collect,
      [],
    )
    .option('--no-wfr-keys', 'registers: a read before a write in a transaction orders no versions')
    .option('--sequential-keys', 'registers: each process sees the versions of a key in order')
    .option('--linearizable-keys', 'registers: each key is linearizable')
    .option('--initial <json>', "the model's initial value, in JSON")
    .option('--out <file>', 'write the small history, in the format of the one given')
    .addOption(formatOption())
    .option('--independent', 'values are [key value] tuples')
    .option('--observe-failures', 'a fail that says why is an observation of the state')
    .option('--budget <count>', 'configurations searched at most, for each check', wholeNumber(1))
    .option('--timeout <seconds>', 'stop after so long', seconds)
    .option('--ascii', 'no box characters')
    .addOption(reporterOption())
    .action(async (file: string, options: ShrinkCommandOptions) =>
      finish(await shrinkCommand(file, options, terminal)),
    );
}

/** Answers 1 with a small illegal history, 0 when it is legal, 2 when nobody knows. */
async function shrinkCommand(
  file: string,
  options: ShrinkCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseOverwriting(options.reporter, [file, options.out]);
  for (const model of options.expect ?? []) refuseUnknownModel(model);
  const subject = await readSubject(file, options);
  const name = nameOfInput(file);
  if (subject.of === 'transactions') return shrinkTransactions(name, subject, options, terminal);
  if (isAboutTransactions(options)) {
    throw usageError('--expect and what orders versions of registers are for transactions');
  }
  return shrinkOperations(name, subject, options, terminal);
}

function isAboutTransactions(options: ShrinkCommandOptions): boolean {
  const { expect = [], wfrKeys, sequentialKeys, linearizableKeys } = options;
  const isOrdered = wfrKeys === false || sequentialKeys === true || linearizableKeys === true;
  return expect.length > 0 || isOrdered;
}

function questionOf(options: ShrinkCommandOptions): ShrinkQuestion {
  const { expect = [], wfrKeys, sequentialKeys, linearizableKeys } = options;
  return {
    ...(expect.length === 0 ? {} : { expect }),
    wfrKeys: wfrKeys !== false,
    sequentialKeys: sequentialKeys === true,
    linearizableKeys: linearizableKeys === true,
    ...limitsOf(options),
  };
}

async function shrinkTransactions(
  file: string,
  subject: Extract<Subject, { of: 'transactions' }>,
  options: ShrinkCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const ascii = options.ascii === true;
  sayGuess(subject, `${subject.transactions} transactions`, terminal);
  const question = questionOf(options);
  const { audit, shrunk, summary } = await shrinkToAudit(subject, question, terminal, ascii);
  const { expect: expected = [] } = options;
  // What is left is judged by the weakest model that it breaks, and by no other.
  const report = {
    kind: 'audit',
    file,
    audit,
    expected: shrunk === undefined ? expected : [],
  } as const;
  if (shrunk === undefined) {
    await deliver(report, options, terminal);
    const sought = expected.length === 0 ? '' : ' against what is expected';
    terminal.remark(`no anomaly${sought} was found: nothing to shrink`);
    return audit.standings.every(({ standing }) => standing === 'holds') ? EXIT.ok : EXIT.unknown;
  }
  if (options.out !== undefined) {
    await writeNamed(options.out, encodeEvents(shrunk.events, subject.format));
  }
  await deliver({ ...report, shrunk: summary.trim() }, options, terminal);
  return EXIT.violation;
}

async function shrinkOperations(
  file: string,
  subject: Extract<Subject, { of: 'object' }>,
  options: ShrinkCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { history, model, format } = subject;
  sayGuess(subject, model.name, terminal);
  const size = history.operations.length;
  const progress = await startProgress(terminal);
  let result;
  try {
    result = shrinkHistory(history, model, {
      linearizable: { failures: options.observeFailures === true ? 'observe' : 'ignore' },
      check: limitsOf(options),
      onProgress: (left) => progress.update(`${formatCount(left)} of ${formatCount(size)} left`),
    });
  } finally {
    progress.end();
  }
  const base = { kind: 'history', file, model: model.name } as const;
  if (result.kind !== 'shrunk') {
    await deliver({ ...base, history, verdict: result.verdict }, options, terminal);
    if (result.kind === 'unknown') return EXIT.unknown;
    terminal.remark('the history is legal: nothing to shrink');
    return EXIT.ok;
  }
  recheck(result, model.name, options);
  if (options.out !== undefined) {
    await writeNamed(options.out, encodeEvents(toEvents(result.history), format));
  }
  const { minimality, checks, verdict } = result;
  const partialOrder = wantsPage(options) ? orderOf(result, model, options) : undefined;
  await deliver(
    {
      ...base,
      history: result.history,
      verdict,
      shrunk: { from: size, checks, minimality },
      ...(partialOrder === undefined ? {} : { partialOrder }),
    },
    options,
    terminal,
  );
  return EXIT.violation;
}

function orderOf(
  { history, verdict }: ShrunkHistory,
  model: Model,
  { observeFailures }: ShrinkCommandOptions,
): PartialOrder | undefined {
  const failures = observeFailures === true ? 'observe' : 'ignore';
  return longestOrder(history, verdict, model, { linearizable: { failures } });
}

function limitsOf({ budget, timeout }: ShrinkCommandOptions): CheckOptions {
  const end = timeout === undefined ? Infinity : performance.now() + timeout * 1000;
  return {
    ...(budget === undefined ? {} : { configurationsMax: budget }),
    ...(timeout === undefined ? {} : { shouldStop: () => performance.now() > end }),
  };
}

/** Who did not name the model is told which it is. */
function sayGuess({ isGuessed }: Subject, judgedAs: string, terminal: Terminal): void {
  if (!isGuessed) return;
  terminal.remark(`judged as ${judgedAs}; --model or --workload name something else`);
}

/** A certificate that does not hold is a defect of skerry. */
function recheck(
  { history, verdict }: ShrunkHistory,
  name: string,
  { initial }: ShrinkCommandOptions,
): void {
  const value = initial === undefined ? undefined : parseInitial(initial);
  const specification = specificationNamed(name, value);
  const [problem] = specification === undefined ? [] : verify(history, verdict, specification);
  if (problem === undefined) return;
  throw new CommandError(`the certificate does not hold: ${problem.message}`, EXIT.internal);
}
