/**
 * What a shard of a campaign leaves for `skerry merge`: what was asked, what every scenario came
 * to, and its counterexample. Versioned, written whole or not at all, and checked when read.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { decodeJson, encodeJson } from '../history/codecs/json-value.js';
import type { Value } from '../history/value.js';
import type { Shard } from '../explore/random.js';
import type { RegressionCounts } from '../report/campaign-summary.js';
import type { Counterexample } from '../report/counterexample.js';
import { escapeText } from '../report/escape.js';
import type { Profile } from '../scenario/profile.js';
import type { CampaignOptions } from './campaign.js';
import { firstViolation, outcomeColumnsSchema } from './outcome-columns.js';
import type { OutcomeColumns } from './outcome-columns.js';
import { CounterexampleError, counterexampleOf } from './store.js';
import { VERSION } from './version.js';
import { writeWhole } from './write-file.js';

/** The version of the format that this code writes. */
const SHARD_VERSION = 1;

/** Thrown for a file that is no shard, and for shards that do not belong together. */
export class ShardError extends Error {
  override readonly name = 'ShardError';

  /** @param message may quote what a file holds: it is made harmless here. */
  constructor(message: string) {
    super(escapeText(message, { lengthMax: 2_000 }));
  }
}

/** Thrown for a counterexample in place of a shard: shards leave them in the same folder. */
export class CounterexampleInsteadError extends ShardError {}

/** What was asked of the whole campaign: the same for all its shards. */
export interface ShardQuestion {
  readonly skerry: string;
  readonly system: string;
  readonly bugs: readonly string[];
  readonly workload: string;
  readonly seed: number;
  readonly scenariosMax: number;
  readonly explore: 'random' | 'pct';
  /** Of `pct`; `null` for the default. */
  readonly depth: number | null;
  /** The kinds of faults that were asked for; `null` for those of the profile. */
  readonly faults: readonly string[] | null;
  /** Digest of the profile that scenarios are drawn from. */
  readonly profile: string;
  /** The marks of which the system says that it has them. */
  readonly marks: readonly string[];
}

/** One shard of a campaign. */
export interface ShardResult {
  readonly question: ShardQuestion;
  readonly shard: Shard;
  /** The module that `--system` named, where the system is the user's. */
  readonly systemPath: string | null;
  readonly outcomes: OutcomeColumns;
  /** Whether the user stopped it. */
  readonly wasInterrupted: boolean;
  /** The corpus that ran first, where there was one. */
  readonly regressions: RegressionCounts | null;
  /** What its first violation was worked up to; `null` without one. */
  readonly counterexample: Counterexample | null;
}

const count = z.int().min(0);
const names = z.array(z.string());

const schema = z.strictObject({
  kind: z.literal('skerry-shard'),
  version: z.literal(SHARD_VERSION),
  question: z.strictObject({
    skerry: z.string(),
    system: z.string(),
    bugs: names,
    workload: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    scenariosMax: z.int().min(1),
    explore: z.enum(['random', 'pct']),
    depth: z.int().min(1).nullable(),
    faults: names.nullable(),
    profile: z.string(),
    marks: names,
  }),
  shard: z
    .strictObject({ index: z.int().min(1), count: z.int().min(1) })
    .refine(({ index, count: all }) => index <= all, 'an index beyond the count'),
  systemPath: z.string().nullable(),
  outcomes: outcomeColumnsSchema,
  wasInterrupted: z.boolean(),
  regressions: z.strictObject({ passed: count, leftOut: count, outdated: count }).nullable(),
  counterexample: z.unknown(),
});

/** Where the file of a shard is kept below `folder`, usually `.skerry`. */
function shardPath(folder: string, { index, count: all }: Shard): string {
  return join(folder, `shard-${index}-of-${all}.json`);
}

/** Writes the file of a shard; answers its path. */
export async function saveShard(folder: string, result: ShardResult): Promise<string> {
  const path = shardPath(folder, result.shard);
  const content = { kind: 'skerry-shard', version: SHARD_VERSION, ...result };
  await writeWhole(path, `${encodeJson(content as unknown as Value)}\n`);
  return path;
}

/**
 * Reads the file of a shard.
 * @throws CounterexampleInsteadError for a counterexample, of whatever version.
 * @throws ShardError naming file and field; errors of the file system are thrown on.
 */
export async function loadShard(path: string): Promise<ShardResult> {
  return parseShard(await readFile(path, 'utf8'), path);
}

/** Parses the text of a shard; `path` is for messages. @throws ShardError naming the field. */
export function parseShard(text: string, path: string): ShardResult {
  let content: Value;
  try {
    content = decodeJson(text, { file: path });
  } catch (error) {
    throw new ShardError(error instanceof Error ? error.message : String(error));
  }
  const { kind, version } = (content ?? {}) as { kind?: Value; version?: Value };
  if (kind !== 'skerry-shard') {
    const message = `${path}: not the file of a shard`;
    throw new (isCounterexample(content) ? CounterexampleInsteadError : ShardError)(message);
  }
  if (version !== SHARD_VERSION) {
    const found = version === undefined ? 'none' : encodeJson(version);
    throw new ShardError(`${path}: expected a shard of version ${SHARD_VERSION}, found ${found}`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ShardError(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { kind: _kind, version: _version, counterexample, ...rest } = parsed.data;
  const result = { ...rest, counterexample: counterexampleIn(counterexample as Value, path) };
  requireCounterexample(result, path);
  return result;
}

/** By its shape: whether its version can be read does not matter here. */
function isCounterexample(content: Value): boolean {
  if (typeof content !== 'object' || content === null) return false;
  return ['version', 'fingerprint', 'original', 'statistics'].every((field) => field in content);
}

function counterexampleIn(content: Value | undefined, path: string): Counterexample | null {
  if (content === null || content === undefined) return null;
  try {
    return counterexampleOf(content, path);
  } catch (error) {
    if (error instanceof CounterexampleError) throw new ShardError(error.message);
    throw error;
  }
}

/** The counterexample is that of the first violation, or the merged report would tell another. */
function requireCounterexample(result: ShardResult, path: string): void {
  const { shard, outcomes, counterexample } = result;
  const row = firstViolation(outcomes);
  const foundIn = row === undefined ? undefined : shard.index + row * shard.count;
  if (counterexample?.statistics.foundIn === foundIn) return;
  throw new ShardError(`${path}: its counterexample is not that of its first violation`);
}

/**
 * What a campaign asks, for the files of its shards. @param kinds the faults that were asked for.
 */
export function questionOf(
  campaign: CampaignOptions,
  kinds: readonly string[] | undefined,
): ShardQuestion {
  const { system, workload, bugs = [], seed, scenariosMax, explore, depth } = campaign;
  return {
    skerry: VERSION,
    system: system.name,
    bugs,
    workload: workload.name,
    seed,
    scenariosMax,
    explore: explore === 'pct' ? 'pct' : 'random',
    depth: depth ?? null,
    faults: kinds ?? null,
    profile: digestOf(campaign.profile ?? system.profile),
    marks: system.marks ?? [],
  };
}

/** Equal profiles have equal digests. */
function digestOf(profile: Profile): string {
  const text = encodeJson(profile as unknown as Value);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
