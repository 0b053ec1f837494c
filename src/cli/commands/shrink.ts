/**
 * `skerry shrink FILE`: a recorded history that is not linearizable, or whose transactions break a
 * level of isolation, made as small as sound steps make it, with its report.
 */

import type { Command } from 'commander';
import type { CheckOptions } from '../../../checkers/checker.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import { encodeEvents } from '../../history/codecs/index.js';
import { toEvents } from '../../history/history.js';
import { renderAudit } from '../../report/audit-report.js';
import { countOf, formatCount } from '../../report/quantities.js';
import { renderVerdict } from '../../report/verdict-report.js';
import { writeWhole } from '../../run/write-file.js';
import { shrinkHistory, type ShrunkHistory } from '../../shrink/history/shrink-history.js';
import { CommandError, EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { formatOption, seconds, wholeNumber, type Finish } from '../options.js';
import { startProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { parseInitial } from './check-model.js';
import { readSubject, type Subject, type SubjectOptions } from './shrink-subject.js';
import { shrinkToAudit } from './shrink-transactions.js';

/** Options as the command line gives them. */
interface ShrinkCommandOptions extends SubjectOptions {
  /** Where the small history goes. */
  readonly out?: string;
  readonly observeFailures?: boolean;
  readonly budget?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly ascii?: boolean;
}

/** Registers `skerry shrink`. */
export function addShrink(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('shrink')
    .description('leave of an illegal history only the operations that show it')
    .argument('<file>', 'the history; - reads standard input')
    .option('--model <name>', 'a model (skerry list models) or a module path; default: what fits')
    .option('--workload <name>', 'list-append, rw-register, or another of skerry list histories')
    .option('--initial <json>', "the model's initial value, in JSON")
    .option('--out <file>', 'write the small history, in the format of the one given')
    .addOption(formatOption())
    .option('--independent', 'values are [key value] tuples')
    .option('--observe-failures', 'a fail that says why is an observation of the state')
    .option('--budget <count>', 'configurations searched at most, for each check', wholeNumber(1))
    .option('--timeout <seconds>', 'stop after so long', seconds)
    .option('--ascii', 'no box characters')
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
  const subject = await readSubject(file, options);
  if (subject.of === 'transactions') return shrinkTransactions(subject, options, terminal);
  return shrinkOperations(subject, options, terminal);
}

async function shrinkTransactions(
  subject: Extract<Subject, { of: 'transactions' }>,
  options: ShrinkCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const page = { ...terminal, ascii: options.ascii === true };
  sayGuess(subject, `${subject.transactions} transactions`, terminal);
  const limits = limitsOf(options);
  const { audit, shrunk, summary } = await shrinkToAudit(subject, limits, terminal, page.ascii);
  if (shrunk === undefined) {
    terminal.print(renderAudit(audit, page));
    terminal.remark('no anomaly was found: nothing to shrink');
    return audit.standings.every(({ standing }) => standing === 'holds') ? EXIT.ok : EXIT.unknown;
  }
  if (options.out !== undefined) {
    await writeWhole(options.out, encodeEvents(shrunk.events, subject.format));
  }
  terminal.print(renderAudit(audit, page));
  terminal.print(summary);
  return EXIT.violation;
}

async function shrinkOperations(
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
  const page = { ...terminal, ascii: options.ascii === true };
  if (result.kind !== 'shrunk') {
    terminal.print(renderVerdict(history, result.verdict, page));
    if (result.kind === 'unknown') return EXIT.unknown;
    terminal.remark('the history is legal: nothing to shrink');
    return EXIT.ok;
  }
  recheck(result, model.name, options);
  if (options.out !== undefined) {
    await writeWhole(options.out, encodeEvents(toEvents(result.history), format));
  }
  terminal.print(renderVerdict(result.history, result.verdict, page));
  terminal.print(summaryOf(result, size, page.ascii));
  return EXIT.violation;
}

function summaryOf(
  { history, minimality, checks }: ShrunkHistory,
  size: number,
  ascii: boolean,
): string {
  const arrow = ascii ? '->' : '→';
  const left = countOf(history.operations.length, 'operation');
  const end =
    minimality === '1-minimal'
      ? 'none of them can go'
      : 'the budget ended before it was known whether more can go';
  return `\n${formatCount(size)} ${arrow} ${left}, by ${countOf(checks, 'check')}; ${end}`;
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
