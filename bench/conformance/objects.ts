/**
 * Histories of objects: is the answer about linearizability the recorded one, and does its
 * certificate hold?
 */

import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { modelNamed } from '../../checkers/models/index.js';
import type { Verdict } from '../../checkers/verdict.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import { verify } from '../../checkers/verify/verify.js';
import { readHistory } from '../../src/history/codecs/index.js';
import type { Value } from '../../src/history/value.js';
import { formatOf, type Case } from './manifest.js';
import { timed, type Difference, type Row } from './row.js';

/** Judges a case that names a model. */
export async function judgeObject(folder: string, one: Case, name: string): Promise<Row> {
  const path = join(folder, one.file);
  const chunks = createReadStream(path) as AsyncIterable<Uint8Array>;
  const history = await readHistory(chunks, { file: path, format: formatOf(one) });
  const initial = one.initial as Value | undefined;
  const checker = linearizable(modelNamed(name, initial));
  const { result: verdict, ms } = timed(() => checker.check(history));
  const specification = specificationNamed(name, initial);
  const problems = specification === undefined ? [] : verify(history, verdict, specification);
  const isUnknown = verdict.kind === 'unknown' && typeof one.expected === 'boolean';
  return {
    group: dirname(one.file),
    id: one.file,
    differences: differencesOf(verdict, one.expected),
    problems: problems.map(({ message }) => message),
    ...(isUnknown ? { undecided: verdict.reason } : {}),
    compared: 1,
    certificates: specification === undefined || verdict.kind === 'unknown' ? 0 : 1,
    operations: history.operations.length,
    configurations: verdict.effort.configurations,
    checkMs: ms,
  };
}

function differencesOf(verdict: Verdict, expected: Case['expected']): Difference[] {
  if (typeof expected !== 'boolean' || verdict.kind === 'unknown') return [];
  if ((verdict.kind === 'legal') === expected) return [];
  return [{ field: 'valid?', expected: String(expected), found: verdict.kind }];
}
