/**
 * `skerry check FILE --model NAME|MODULE`: judges a recorded history, explains the verdict, answers
 * by exit code.
 */

import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ModelError } from '../../../checkers/model.js';
import type { Model } from '../../../checkers/model.js';
import { modelNamed, namedModels } from '../../../checkers/models/index.js';
import { loadModel } from '../../../checkers/models/load.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { verify } from '../../../checkers/verify/verify.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { decodeJson, encodeJson, readHistory } from '../../history/codecs/index.js';
import type { HistoryFormat } from '../../history/codecs/index.js';
import type { History } from '../../history/operation.js';
import type { Value } from '../../history/value.js';
import { renderVerdict } from '../../report/verdict-report.js';
import { CommandError, EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them. */
export interface CheckCommandOptions {
  readonly model: string;
  readonly initial?: string;
  readonly format?: HistoryFormat;
  readonly independent?: boolean;
  readonly observeFailures?: boolean;
  readonly budget?: number;
  readonly verify?: boolean;
  readonly json?: boolean;
  readonly ascii?: boolean;
}

/** Larger pieces than the default: a history of a million operations is a hundred megabytes. */
const CHUNK_BYTES = 2 ** 18;

const EXIT_OF = { legal: EXIT.ok, illegal: EXIT.violation, unknown: EXIT.unknown } as const;

/** Judges `file` and answers 0 legal, 1 illegal, 2 unknown. */
export async function checkCommand(
  file: string,
  options: CheckCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const model = await chooseModel(options);
  const history = await readFile(file, options);
  const checker = linearizable(model, {
    failures: options.observeFailures === true ? 'observe' : 'ignore',
  });
  const budget = options.budget === undefined ? {} : { configurationsMax: options.budget };
  const verdict = checker.check(history, budget);
  if (options.verify === true) recheck(history, verdict, model, options, terminal);
  if (options.json === true) terminal.print(encodeJson(verdict as unknown as Value));
  else
    terminal.print(renderVerdict(history, verdict, { ...terminal, ascii: options.ascii === true }));
  return EXIT_OF[verdict.kind];
}

function readFile(file: string, options: CheckCommandOptions): Promise<History> {
  const isInput = file === '-';
  const chunks = isInput ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  return readHistory(chunks as AsyncIterable<Uint8Array>, {
    file: isInput ? 'standard input' : file,
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.independent === undefined ? {} : { independent: options.independent }),
  });
}

async function chooseModel({ model: name, initial: text }: CheckCommandOptions): Promise<Model> {
  const initial = text === undefined ? undefined : parseInitial(text);
  if (namedModels.some((model) => model.name === name)) return modelNamed(name, initial);
  if (!/[./\\]/.test(name)) {
    const names = namedModels.map((model) => model.name).join(', ');
    throw usageError(
      `there is no model "${name}"; there is ${names}, or a path such as ./model.mjs`,
    );
  }
  if (initial !== undefined) throw usageError('--initial is for the models of skerry');
  return importModel(name);
}

async function importModel(path: string): Promise<Model> {
  const full = resolve(path);
  if (!existsSync(full)) throw usageError(`there is no file ${path} to load a model from`);
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(full).href)) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${path} cannot be loaded: ${message}`, EXIT.badInput);
  }
  const exported = module['default'] ?? module['model'];
  if (exported === undefined) {
    throw new ModelError(
      `${path} exports no model: expected a default export, or one called model`,
    );
  }
  return loadModel(exported, path);
}

function parseInitial(text: string): Value {
  try {
    return decodeJson(text, { file: '--initial' });
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
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
