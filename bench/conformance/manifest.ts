/**
 * The list of the corpus: each file with its format, who judges it and what is expected.
 */

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { HistoryFormat } from '../../src/history/codecs/index.js';

/** What a question to Elle says. */
export interface ElleOptions {
  readonly 'consistency-models'?: readonly string[] | null;
  readonly anomalies?: readonly string[] | null;
  readonly 'wfr-keys?'?: boolean;
  readonly 'linearizable-keys?'?: boolean;
  readonly 'sequential-keys?'?: boolean;
}

/** One file of the corpus: either with a model, or with a workload that Elle judged. */
export interface Case {
  readonly file: string;
  readonly format: string;
  readonly model?: string;
  readonly initial?: unknown;
  readonly workload?: 'list-append' | 'rw-register';
  readonly options?: ElleOptions;
  /** Not a boolean where the peer has no verdict. */
  readonly expected?: boolean | 'unknown' | null;
  readonly anomalyTypes?: readonly string[] | null;
  readonly not?: readonly string[] | null;
}

const names = z.array(z.string()).nullable().exactOptional();
const flag = z.boolean().exactOptional();

const schema: z.ZodType<Case[]> = z.array(
  z.looseObject({
    file: z.string(),
    format: z.string(),
    model: z.string().exactOptional(),
    initial: z.unknown().exactOptional(),
    workload: z.enum(['list-append', 'rw-register']).exactOptional(),
    options: z
      .looseObject({
        'consistency-models': names,
        anomalies: names,
        'wfr-keys?': flag,
        'linearizable-keys?': flag,
        'sequential-keys?': flag,
      })
      .exactOptional(),
    expected: z.union([z.boolean(), z.null(), z.literal('unknown')]).exactOptional(),
    anomalyTypes: names,
    not: names,
  }),
);

/** Judged where the corpus has them, though the manifest does not name them. */
const OUTSIDE_MANIFEST: readonly Case[] = [
  {
    file: 'small/stack-counterexample.jsonl',
    format: 'operations',
    model: 'stack',
    expected: false,
  },
];

/** The cases of the corpus in `folder`; throws when its manifest is missing or malformed. */
export async function casesOf(folder: string): Promise<Case[]> {
  const cases = schema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  for (const one of OUTSIDE_MANIFEST) {
    if (await exists(join(folder, one.file))) cases.push(one);
  }
  return cases;
}

/** How the reader calls the format of a case. */
export function formatOf({ format }: Case): HistoryFormat {
  return format === 'jepsen-log' ? 'log' : (format as HistoryFormat);
}

/** Whether there is such a file. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
