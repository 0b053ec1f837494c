/**
 * What `skerry shrink` is to make smaller: operations on an object with its model, or transactions
 * of a kind; named by the options, or told by the functions and values of the history.
 */

import { createReadStream } from 'node:fs';
import { fittingModels } from '../../../checkers/audit/fitting-models.js';
import { judgedWorkloads, workloadNames } from '../../../checkers/audit/judged-workloads.js';
import type { Model } from '../../../checkers/model.js';
import { guessFormat, readEvents, readHistory } from '../../history/codecs/index.js';
import type { HistoryFormat } from '../../history/codecs/index.js';
import type { Event } from '../../history/event.js';
import { toHistory } from '../../history/history.js';
import type { History } from '../../history/operation.js';
import type { TransactionKind } from '../../history/transactions/transaction-columns.js';
import { guessTransactionKind } from '../../history/transactions/transaction-kind.js';
import { usageError } from '../exit-codes.js';
import { chooseModel } from './check-model.js';

/** Options that say what the history is of, and how it is written. */
export interface SubjectOptions {
  readonly model?: string;
  readonly workload?: string;
  /** In JSON. */
  readonly initial?: string;
  readonly format?: HistoryFormat;
  readonly independent?: boolean;
}

/** A history, and what to make of it. */
export type Subject = {
  /** As it was written, for what is left of it. */
  readonly format: HistoryFormat;
  /** Whether nobody named the model or workload. */
  readonly isGuessed: boolean;
} & (
  | { readonly of: 'object'; readonly history: History; readonly model: Model }
  | {
      readonly of: 'transactions';
      readonly events: readonly Event[];
      readonly transactions: TransactionKind;
    }
);

/** As much of a file as tells its format. */
const HEAD_BYTES = 2 ** 18;

/**
 * Reads `file`, or standard input for `-`.
 * @throws {@link CommandError} where options contradict each other, or nothing fits the history.
 */
export async function readSubject(file: string, options: SubjectOptions): Promise<Subject> {
  const { model: name, workload, initial, format, independent } = options;
  if (name !== undefined && workload !== undefined) {
    throw usageError('give one of --model NAME and --workload NAME, or neither');
  }
  if (name === undefined && initial !== undefined) throw usageError('--initial needs --model NAME');
  const chosen = name === undefined ? undefined : await chooseModel({ ...options, model: name });
  const judged = workload === undefined ? undefined : judgedWorkloads[workload];
  if (workload !== undefined && !Object.hasOwn(judgedWorkloads, workload)) {
    throw usageError(`there is no workload "${workload}"; there is ${workloadNames.join(', ')}`);
  }
  const isInput = file === '-';
  const stream = isInput ? process.stdin : createReadStream(file, { highWaterMark: HEAD_BYTES });
  const head: Uint8Array[] = [];
  const chunks = withHead(stream as AsyncIterable<Uint8Array>, head);
  const reading = {
    file: isInput ? 'standard input' : file,
    ...(format === undefined ? {} : { format }),
    ...(independent === undefined ? {} : { independent }),
  };
  const known = (): HistoryFormat =>
    format ?? guessFormat(new TextDecoder().decode(Buffer.concat(head))) ?? 'jsonl';
  if (chosen !== undefined) {
    const history = await readHistory(chunks, reading);
    return { of: 'object', history, model: chosen.model, format: known(), isGuessed: false };
  }
  const missing = judged?.transactions === undefined ? {} : { missing: { f: 'txn' } };
  const events: Event[] = [];
  for await (const event of readEvents(textOf(chunks), { ...reading, ...missing })) {
    events.push(event);
  }
  const isGuessed = workload === undefined;
  const transactions = isGuessed ? guessTransactionKind(events) : judged?.transactions;
  if (transactions !== undefined) {
    return { of: 'transactions', events, transactions, format: known(), isGuessed };
  }
  const history = toHistory(events);
  const models = isGuessed ? undefined : (judged?.models ?? []);
  return { of: 'object', history, model: fitting(history, models), format: known(), isGuessed };
}

/** The model that the functions of the history are of. */
function fitting(history: History, models: readonly string[] | undefined): Model {
  if (models?.length === 0) {
    throw usageError('only objects with a model and transactions can be made smaller');
  }
  const [model] = fittingModels(history, models);
  if (model !== undefined) return model;
  const functions = [...new Set(history.operations.map(({ f }) => f))].slice(0, 8);
  throw usageError(`no model has the functions ${functions.join(', ')}; name one with --model`);
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

async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
