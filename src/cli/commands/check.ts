/**
 * `skerry check FILE --model NAME|MODULE`: judges a recorded history, explains the verdict, answers
 * by exit code. With `--all` or `--workload` it is an audit instead.
 */

import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import type { Model } from '../../../checkers/model.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { verify } from '../../../checkers/verify/verify.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { encodeJson, readHistory } from '../../history/codecs/index.js';
import type { HistoryFormat } from '../../history/codecs/index.js';
import type { History } from '../../history/operation.js';
import { checkInParallel, type ParallelOptions } from '../../run/parallel/check-in-parallel.js';
import { CommandError, EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { collect, formatOption, seconds, wholeNumber, type Finish } from '../options.js';
import { startProgress } from '../progress.js';
import {
  deliver,
  refuseOverwriting,
  refuseSecondPrint,
  reporterOption,
  type ReportingOptions,
} from '../reporting.js';
import type { Terminal } from '../terminal.js';
import { historyReport, nameOfInput } from './history-report.js';
import { auditCommand } from './check-audit.js';
import { chooseModel, parseInitial } from './check-model.js';
import { plainValue } from './plain-value.js';

/** Options as the command line gives them. */
export interface CheckCommandOptions extends ReportingOptions {
  readonly model?: string;
  /** In JSON. */
  readonly initial?: string;
  readonly workload?: string;
  readonly expect?: readonly string[];
  readonly wfrKeys?: boolean;
  readonly sequentialKeys?: boolean;
  readonly linearizableKeys?: boolean;
  readonly format?: HistoryFormat;
  readonly independent?: boolean;
  readonly observeFailures?: boolean;
  readonly budget?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** Megabytes. */
  readonly memory?: number;
  readonly threads?: number;
  readonly everyKey?: boolean;
  readonly all?: boolean;
  readonly verify?: boolean;
  readonly json?: boolean;
}

/** Larger pieces than the default: a history of a million operations is a hundred megabytes. */
const CHUNK_BYTES = 2 ** 18;

const EXIT_OF = { legal: EXIT.ok, illegal: EXIT.violation, unknown: EXIT.unknown } as const;

/** Registers `skerry check`. */
export function addCheck(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('check')
    .description('judge a recorded history')
    .argument('<file>', 'the history; - reads standard input')
    .option('--model <name>', 'linearizable to a model (skerry list models) or a module path')
    .option('--all', 'every checker that applies: which models hold, which are violated')
    .option('--workload <name>', 'the same, for what clients did (skerry list histories)')
    .option(
      '--expect <model>',
      'a model that must hold (skerry list consistency); repeatable',
      collect,
      [],
    )
    .option('--no-wfr-keys', 'registers: a read before a write in a transaction orders no versions')
    .option('--sequential-keys', 'registers: each process sees the versions of a key in order')
    .option('--linearizable-keys', 'registers: each key is linearizable')
    .option('--initial <json>', "the model's initial value, in JSON")
    .addOption(formatOption())
    .option('--independent', 'values are [key value] tuples')
    .option('--observe-failures', 'a fail that says why is an observation of the state')
    .option('--budget <count>', 'configurations searched at most', wholeNumber(1))
    .option('--timeout <seconds>', 'give up after so long; default 8 with --all', seconds)
    .option('--memory <megabytes>', 'what searches may keep; default 256', wholeNumber(1))
    .option('--threads <count>', 'keys searched at once; default one for each core', wholeNumber(1))
    .option('--every-key', 'judge every key, even when one is illegal')
    .option('--verify', 'recheck the certificate independently')
    .option('--json', 'print the verdict as JSON')
    .option('--ascii', 'no box characters')
    .addOption(reporterOption())
    .action(async (file: string, options: CheckCommandOptions) =>
      finish(await checkCommand(file, options, terminal)),
    );
}

/** Judges `file` by a model, or by every checker that applies. */
async function checkCommand(
  file: string,
  options: CheckCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { model, workload, all } = options;
  const ways = [model, workload, all].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    throw usageError('give one of --model NAME, --workload NAME and --all');
  }
  refuseOverwriting(options.reporter, [file]);
  if (options.json === true) refuseSecondPrint(options);
  if (model === undefined) return auditCommand(file, options, terminal);
  return judgeByModel(file, { ...options, model }, terminal);
}

/** Answers 0 legal, 1 illegal, 2 unknown. */
async function judgeByModel(
  file: string,
  options: CheckCommandOptions & { readonly model: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const { model, reference } = await chooseModel(options);
  const history = await readFile(file, options);
  const progress = await startProgress(terminal);
  const limits = limitsOf(options, ({ partsJudged, parts, configurations }) =>
    progress.update(`${partsJudged} of ${parts} keys judged, ${configurations} configurations`),
  );
  const verdict = await checkInParallel(history, reference, limits).finally(() => progress.end());
  if (options.verify === true) recheck(history, verdict, model, options, terminal);
  await deliver(
    await historyReport(file, history, verdict, model, options),
    options,
    terminal,
    options.json === true ? encodeJson(plainValue(verdict)) : undefined,
  );
  return EXIT_OF[verdict.kind];
}

function limitsOf(
  { observeFailures, budget, timeout, memory, threads, everyKey }: CheckCommandOptions,
  onProgress: NonNullable<ParallelOptions['onProgress']>,
): ParallelOptions {
  return {
    failures: observeFailures === true ? 'observe' : 'ignore',
    everyPart: everyKey === true,
    onProgress,
    ...(budget === undefined ? {} : { configurationsMax: budget }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(memory === undefined ? {} : { bytesMax: memory * 2 ** 20 }),
    ...(threads === undefined ? {} : { threads }),
  };
}

function readFile(file: string, options: CheckCommandOptions): Promise<History> {
  const isInput = file === '-';
  const chunks = isInput ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  return readHistory(chunks as AsyncIterable<Uint8Array>, {
    file: nameOfInput(file),
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.independent === undefined ? {} : { independent: options.independent }),
  });
}

/** A certificate that does not hold is a defect of skerry, whatever the verdict. */
function recheck(
  history: History,
  verdict: Verdict,
  model: Model,
  { initial }: CheckCommandOptions,
  terminal: Terminal,
): void {
  if (verdict.kind === 'unknown') return;
  const specification = specificationNamed(
    model.name,
    initial === undefined ? undefined : parseInitial(initial),
  );
  if (specification === undefined) {
    terminal.remark(
      `the verifier has no specification of its own for ${model.name}: not rechecked`,
    );
    return;
  }
  const problems = verify(history, verdict, specification);
  if (problems.length === 0) return terminal.remark('certificate rechecked: it holds');
  throw new CommandError(`the certificate does not hold: ${problems[0]?.message}`, EXIT.internal);
}
