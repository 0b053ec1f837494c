/**
 * The store of counterexamples: one JSON file each, written whole or not at all, and checked when
 * read.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { decodeJson, encodeJson } from '../history/codecs/json-value.js';
import type { Value } from '../history/value.js';
import { COUNTEREXAMPLE_VERSION } from '../report/counterexample.js';
import type { Counterexample } from '../report/counterexample.js';
import { scenarioSchema } from '../scenario/schema.js';
import { writeWhole } from './write-file.js';

/**
 * Thrown for a file that is not a counterexample this version knows; the CLI answers it with exit
 * code 65.
 */
export class CounterexampleError extends Error {
  override readonly name = 'CounterexampleError';
}

/** Thrown for a file of a newer version: nothing is wrong with it, but it cannot be read. */
export class NewerCounterexampleError extends CounterexampleError {}

const count = z.int().min(0);
const size = z.strictObject({
  operations: count,
  faults: count,
  deviations: count,
  servers: count,
  clients: count,
});

/** What a replay relies on is checked field by field; the story is remade by it. */
const schema = z.looseObject({
  version: z.literal(COUNTEREXAMPLE_VERSION),
  skerry: z.string(),
  name: z.string().regex(/^[\w.-]+$/, 'expected letters, digits, dot, dash and underscore'),
  scenario: scenarioSchema,
  original: scenarioSchema,
  fingerprint: z.strictObject({ checker: z.string(), anomaly: z.string() }),
  traceHash: z.string().regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits'),
  trace: z.array(z.string()),
  likelihood: z.array(z.strictObject({ atUs: count, runs: z.int().min(1), violations: count })),
  statistics: z.strictObject({
    foundIn: z.int().min(1),
    scenarios: z.int().min(1),
    violations: count,
    original: size,
    shrunk: size,
    simulations: count,
    minimality: z.enum(['1-minimal', 'budget']),
  }),
});

/** Where a counterexample is kept below `folder`, usually `.skerry`. */
export function counterexamplePath(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

/** Writes the file, whole or not at all, and answers its path. */
export async function saveCounterexample(
  folder: string,
  counterexample: Counterexample,
): Promise<string> {
  const path = counterexamplePath(folder, counterexample.name);
  await writeWhole(path, `${encodeJson(counterexample)}\n`);
  return path;
}

/**
 * Reads a counterexample.
 * @throws CounterexampleError naming file and field; errors of the file system are thrown on.
 */
export async function loadCounterexample(path: string): Promise<Counterexample> {
  return parseCounterexample(await readFile(path, 'utf8'), path);
}

/** Parses the text of a counterexample file; `path` is for messages. */
export function parseCounterexample(text: string, path: string): Counterexample {
  let content: Value;
  try {
    content = decodeJson(text, { file: path });
  } catch (error) {
    throw new CounterexampleError(error instanceof Error ? error.message : String(error));
  }
  return counterexampleOf(content, path);
}

/** Checks what was read from a file; `path` is for messages. @throws CounterexampleError */
export function counterexampleOf(content: Value, path: string): Counterexample {
  const version = (content as { version?: Value } | null)?.version;
  if (version !== COUNTEREXAMPLE_VERSION) {
    const message =
      `${path}: expected a counterexample of version ${COUNTEREXAMPLE_VERSION}, ` +
      `found ${version === undefined ? 'no version' : `version ${encodeJson(version)}`}`;
    const isNewer = typeof version === 'number' && version > COUNTEREXAMPLE_VERSION;
    throw isNewer ? new NewerCounterexampleError(message) : new CounterexampleError(message);
  }
  const parsed = schema.safeParse(content);
  // Fields keep their order, so that what is made of the file is the same to the byte as before.
  if (parsed.success) return content as unknown as Counterexample;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new CounterexampleError(`${path}: ${where}: ${issue?.message ?? 'not a counterexample'}`);
}
