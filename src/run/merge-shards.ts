/**
 * Shards put together: the outcomes of all, in the order of their numbers, under the rule by which
 * an unsharded campaign ends, so that both come to the same.
 */

import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Counterexample } from '../report/counterexample.js';
import { CampaignFold } from './campaign-fold.js';
import type { Discovery } from './campaign-fold.js';
import { outcomeAt } from './outcome-columns.js';
import { ShardError } from './shard-file.js';
import type { ShardQuestion, ShardResult } from './shard-file.js';

/** A shard, and the file it came from. */
export interface NamedShard {
  readonly path: string;
  readonly result: ShardResult;
}

/** What the campaign came to. */
export interface MergedCampaign {
  readonly question: ShardQuestion;
  readonly summary: CampaignSummary;
  readonly discovery: Discovery | undefined;
  /** The one of the shard that had the first violation, with the counts of the whole. */
  readonly counterexample: Counterexample | undefined;
  readonly wasInterrupted: boolean;
  /** Shards that were stopped before the campaign had seen enough, with how much they ran. */
  readonly cutShort: readonly { readonly path: string; readonly scenarios: number }[];
}

/**
 * The campaign of which these are all the shards, in whatever order they are given. Linear.
 * @throws ShardError when they are of different campaigns, or one is missing or given twice.
 */
export function mergeShards(shards: readonly NamedShard[]): MergedCampaign {
  const ordered = inOrder(shards);
  const { question, regressions } = ordered[0].result;
  const { system, bugs, workload, seed, marks, scenariosMax } = question;
  const fold = new CampaignFold({ system, bugs, workload, seed, declared: marks });
  const cutShort = new Set<NamedShard>();
  let found: Counterexample | undefined;
  for (let number = 1; number <= scenariosMax && !fold.isEnough(number - 1); number++) {
    const at = (number - 1) % ordered.length;
    const shard = ordered[at] as NamedShard;
    const row = (number - 1 - at) / ordered.length;
    const outcome = outcomeAt(shard.result.outcomes, row, number);
    if (outcome === undefined) cutShort.add(shard);
    else if (fold.add(outcome)) found = shard.result.counterexample ?? undefined;
  }
  const summary = {
    ...fold.summary(),
    ...(regressions === null ? {} : { regressions }),
  };
  return {
    question,
    summary,
    discovery: found === undefined ? undefined : discoveryOf(found),
    counterexample: found === undefined ? undefined : withCounts(found, summary),
    wasInterrupted: ordered.some(({ result }) => result.wasInterrupted),
    cutShort: [...cutShort].map(({ path, result }) => ({
      path,
      scenarios: result.outcomes.ok.length,
    })),
  };
}

function discoveryOf({ original, fingerprint, statistics }: Counterexample): Discovery {
  return { scenario: original, fingerprint, foundIn: statistics.foundIn };
}

function withCounts(
  counterexample: Counterexample,
  { scenarios, violations }: CampaignSummary,
): Counterexample {
  return {
    ...counterexample,
    statistics: { ...counterexample.statistics, scenarios, violations },
  };
}

type NonEmpty<Item> = readonly [Item, ...Item[]];

/** The shards from the first to the last. */
function inOrder(shards: readonly NamedShard[]): NonEmpty<NamedShard> {
  const [first] = shards;
  if (first === undefined) throw new ShardError('there are no shards to merge');
  const { count } = first.result.shard;
  const ordered = new Map<number, NamedShard>();
  for (const shard of shards) {
    requireSameCampaign(first, shard);
    const { index } = shard.result.shard;
    const earlier = ordered.get(index);
    if (earlier !== undefined) {
      throw new ShardError(
        `shard ${index} of ${count} is given twice: ${earlier.path} and ${shard.path}`,
      );
    }
    ordered.set(index, shard);
  }
  const indexes = Array.from({ length: count }, (_, at) => at + 1);
  const missing = indexes.filter((index) => !ordered.has(index));
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'is' : 'are';
    throw new ShardError(`of ${count} shards ${listOf(missing)} ${are} missing`);
  }
  return indexes.map((index) => ordered.get(index)) as [NamedShard, ...NamedShard[]];
}

/** Long lists are cut: with one shard given of a thousand, the count says it all. */
function listOf(numbers: readonly number[]): string {
  const LENGTH_MAX = 8;
  if (numbers.length <= LENGTH_MAX) return numbers.join(', ');
  return `${numbers.slice(0, LENGTH_MAX).join(', ')} and ${numbers.length - LENGTH_MAX} more`;
}

function requireSameCampaign(first: NamedShard, other: NamedShard): void {
  const differs = (what: string, theirs: unknown, ours: unknown): ShardError =>
    new ShardError(
      `${other.path} is of another campaign than ${first.path}: ` +
        `${what} ${JSON.stringify(theirs)}, not ${JSON.stringify(ours)}`,
    );
  const { question } = first.result;
  for (const name of Object.keys(question) as (keyof ShardQuestion)[]) {
    const theirs = other.result.question[name];
    if (JSON.stringify(theirs) !== JSON.stringify(question[name])) {
      throw differs(name, theirs, question[name]);
    }
  }
  const { shard, regressions } = first.result;
  if (other.result.shard.count !== shard.count) {
    throw differs('shards', other.result.shard.count, shard.count);
  }
  if (JSON.stringify(other.result.regressions) !== JSON.stringify(regressions)) {
    throw differs('regressions', other.result.regressions, regressions);
  }
}
