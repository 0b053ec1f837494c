/**
 * `skerry shrink FILE --model NAME`: a recorded history that is not linearizable, made as small as
 * sound steps make it, with its report.
 */

import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import type { CheckOptions } from '../../../checkers/checker.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import { encodeEvents, guessFormat, readHistory } from '../../history/codecs/index.js';
import type { HistoryFormat } from '../../history/codecs/index.js';
import { toEvents } from '../../history/history.js';
import type { History } from '../../history/operation.js';
import { countOf, formatCount } from '../../report/quantities.js';
import { renderVerdict } from '../../report/verdict-report.js';
import { writeWhole } from '../../run/write-file.js';
import { shrinkHistory, type ShrunkHistory } from '../../shrink/history/shrink-history.js';
import { CommandError, EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { formatOption, seconds, wholeNumber, type Finish } from '../options.js';
import { startProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { chooseModel, parseInitial } from './check-model.js';

/** Options as the command line gives them. */
interface ShrinkCommandOptions {
  readonly model: string;
  /** In JSON. */
  readonly initial?: string;
  /** Where the small history goes. */
  readonly out?: string;
  readonly format?: HistoryFormat;
  readonly independent?: boolean;
  readonly observeFailures?: boolean;
  readonly budget?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly ascii?: boolean;
}

/** As much of a file as tells its format. */
const HEAD_BYTES = 2 ** 18;

/** Registers `skerry shrink`. */
export function addShrink(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('shrink')
    .description('leave of an illegal history only the operations that show it')
    .argument('<file>', 'the history; - reads standard input')
    .requiredOption(
      '--model <name>',
      'linearizable to a model (skerry list models) or a module path',
    )
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
  const { model } = await chooseModel(options);
  const { history, format } = await readFile(file, options);
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

async function readFile(
  file: string,
  { format, independent }: ShrinkCommandOptions,
): Promise<{ readonly history: History; readonly format: HistoryFormat }> {
  const isInput = file === '-';
  const chunks = isInput ? process.stdin : createReadStream(file, { highWaterMark: HEAD_BYTES });
  const head: Uint8Array[] = [];
  const history = await readHistory(withHead(chunks as AsyncIterable<Uint8Array>, head), {
    file: isInput ? 'standard input' : file,
    ...(format === undefined ? {} : { format }),
    ...(independent === undefined ? {} : { independent }),
  });
  const guessed = guessFormat(new TextDecoder().decode(Buffer.concat(head)));
  return { history, format: format ?? guessed ?? 'jsonl' };
}

/** Passes the chunks on and keeps the first ones. */
async function* withHead(
  chunks: AsyncIterable<Uint8Array>,
  head: Uint8Array[],
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes < HEAD_BYTES) head.push(chunk);
    bytes += chunk.length;
    yield chunk;
  }
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
