/**
 * What both measured processes are told on their command lines, and how they get their history.
 */

import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Model } from '../../checkers/model.js';
import { modelNamed } from '../../checkers/models/index.js';
import { unpartitioned } from '../../checkers/models/unpartitioned.js';
import { decodeJson, readHistory } from '../../src/history/codecs/index.js';
import type { History } from '../../src/history/operation.js';

/** FILE MODEL [--initial JSON] [--unpartitioned] [--verify] [--seconds N] [--megabytes N] */
export interface SubjectArguments {
  readonly file: string;
  readonly modelName: string;
  readonly initial: string | undefined;
  readonly isUnpartitioned: boolean;
  readonly isVerified: boolean;
  readonly secondsMax: number;
  readonly megabytesMax: number;
}

/** Reads the command line of a measured process. */
export function subjectArguments(): SubjectArguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      initial: { type: 'string' },
      unpartitioned: { type: 'boolean', default: false },
      verify: { type: 'boolean', default: false },
      seconds: { type: 'string', default: 'Infinity' },
      megabytes: { type: 'string', default: 'Infinity' },
    },
  });
  const [file, modelName] = positionals;
  if (file === undefined || modelName === undefined) throw new Error('give FILE MODEL');
  return {
    file,
    modelName,
    initial: values.initial,
    isUnpartitioned: values.unpartitioned,
    isVerified: values.verify,
    secondsMax: Number(values.seconds),
    megabytesMax: Number(values.megabytes),
  };
}

/** The model that the command line names. */
export function modelOf({ modelName, initial, isUnpartitioned }: SubjectArguments): Model {
  const model = modelNamed(modelName, initial === undefined ? undefined : decodeJson(initial));
  return isUnpartitioned ? unpartitioned(model) : model;
}

/** The history in the file. */
export function historyOf({ file }: SubjectArguments): Promise<History> {
  return readHistory(createReadStream(file) as AsyncIterable<Uint8Array>, { file });
}
