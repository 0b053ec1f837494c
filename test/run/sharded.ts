/**
 * A campaign in shards: each is hunted alone and goes through the text of its file; then all are
 * merged.
 */

import { encodeJson } from '../../src/history/codecs/json-value.js';
import type { Value } from '../../src/history/value.js';
import { hunt } from '../../src/run/hunt.js';
import type { HuntOptions } from '../../src/run/hunt.js';
import { mergeShards } from '../../src/run/merge-shards.js';
import type { MergedCampaign, NamedShard } from '../../src/run/merge-shards.js';
import { OutcomeRecorder } from '../../src/run/outcome-columns.js';
import { parseShard, questionOf } from '../../src/run/shard-file.js';
import type { ShardResult } from '../../src/run/shard-file.js';

/** Runs one shard. */
async function shardResult(
  options: HuntOptions,
  index: number,
  count: number,
): Promise<ShardResult> {
  const recorder = new OutcomeRecorder();
  const { counterexample } = await hunt({
    ...options,
    shard: { index, count },
    onOutcome: (outcome) => recorder.add(outcome),
  });
  return {
    question: questionOf(options, undefined),
    shard: { index, count },
    systemPath: null,
    outcomes: recorder.columns(),
    wasInterrupted: false,
    regressions: null,
    counterexample: counterexample ?? null,
  };
}

/** The text of the file of a shard. */
export function shardText(result: ShardResult): string {
  const content = { kind: 'skerry-shard', version: 1, ...result };
  return encodeJson(content as unknown as Value);
}

/** Runs all shards. */
export async function shardsOf(options: HuntOptions, count: number): Promise<NamedShard[]> {
  const shards: NamedShard[] = [];
  for (let index = 1; index <= count; index++) {
    const path = `shard-${index}.json`;
    const result = parseShard(shardText(await shardResult(options, index, count)), path);
    shards.push({ path, result });
  }
  return shards;
}

/** Runs all shards and merges them, the last first. */
export async function huntInShards(options: HuntOptions, count: number): Promise<MergedCampaign> {
  return mergeShards((await shardsOf(options, count)).reverse());
}
