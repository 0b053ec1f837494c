/**
 * Histories of Jepsen's own tests of its checkers: are the fields of our results those that Jepsen
 * returned?
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { causalReverse } from '../../checkers/jepsen/causal-reverse.js';
import { compose } from '../../checkers/jepsen/compose.js';
import { counterBounds } from '../../checkers/jepsen/counter.js';
import { analyseLogs } from '../../checkers/jepsen/kafka/kafka-analysis.js';
import { longFork } from '../../checkers/jepsen/long-fork.js';
import { unbridledOptimism } from '../../checkers/jepsen/passing.js';
import { queue } from '../../checkers/jepsen/queue.js';
import { setByFinalRead } from '../../checkers/jepsen/set.js';
import { setFull } from '../../checkers/jepsen/set-full.js';
import { stats } from '../../checkers/jepsen/stats.js';
import { totalQueue } from '../../checkers/jepsen/total-queue.js';
import { uniqueIds } from '../../checkers/jepsen/unique-ids.js';
import { decodeEvents } from '../../src/history/codecs/index.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { exists } from './manifest.js';
import { agree, plain, revived, type Plain } from './plain-values.js';
import { timed, type Difference, type Row } from './row.js';

const FILE = 'jepsen/checkers.jsonl';

const schema = z.looseObject({
  checker: z.string(),
  chk: z.looseObject({}).nullish(),
  opts: z.looseObject({ 'ww-deps': z.boolean().optional() }).optional(),
  deftest: z.string(),
  contexts: z.array(z.string()),
  history: z.array(z.looseObject({})),
  result: z.record(z.string(), z.unknown()),
});

type Recorded = z.infer<typeof schema>;

type Result = Readonly<Record<string, Value>>;

/** Ours by the name of theirs, without what the JVM appends to it. */
const JUDGES: Readonly<Record<string, (recorded: Recorded, events: readonly Event[]) => Result>> = {
  'jepsen.checker.Stats': (_, events) => stats().check(events).result,
  'jepsen.checker.Queue': (_, events) => queue().check(events).result,
  'jepsen.checker.Set': (_, events) => setByFinalRead().check(events).result,
  'jepsen.checker.TotalQueue': (_, events) => totalQueue().check(events).result,
  'jepsen.checker.UniqueIds': (_, events) => uniqueIds().check(events).result,
  'jepsen.checker.Counter': (_, events) => counterBounds().check(events).result,
  'jepsen.checker.Compose': (_, events) =>
    compose({ a: unbridledOptimism(), b: unbridledOptimism() }).check(events).result,
  'jepsen.checker.SetFull': (_, events) => setFull({ asJepsen: true }).check(events).result,
  'jepsen.tests.long_fork': (_, events) => longFork().check(events).result,
  'jepsen.tests.causal_reverse': (_, events) => causalReverse().check(events).result,
  'kafka/analysis': ({ opts }, events) => analyseLogs(events, opts?.['ww-deps'] === true).errors,
};

/** Drawn for people; there is nothing in them to compare. */
const DRAWINGS = 'perf-test';

/** Judges every line; no rows without the file. */
export async function judgeJepsen(folder: string): Promise<Row[]> {
  const path = join(folder, FILE);
  if (!(await exists(path))) return [];
  const text = await readFile(path, 'utf8');
  return text.split('\n').flatMap((line, at) => {
    if (line === '') return [];
    const recorded = schema.parse(JSON.parse(line));
    return recorded.deftest === DRAWINGS ? [] : [judge(recorded, at + 1)];
  });
}

function judge(recorded: Recorded, line: number): Row {
  const name = recorded.checker.replace(/\$.*$/, '');
  const check = JUDGES[name];
  if (check === undefined)
    throw new Error(`line ${line} of ${FILE} is of an unknown checker, ${name}`);
  const events = eventsOf(recorded);
  const { result, ms } = timed(() => check(recorded, events));
  return {
    group: FILE,
    id: `${FILE}:${line}`,
    differences: differencesOf(recorded.result, result),
    problems: [],
    compared: Object.keys(recorded.result).length,
    certificates: 0,
    operations: events.length,
    configurations: 0,
    checkMs: ms,
  };
}

/** The reader takes no history without events, and Jepsen's tests have some. */
function eventsOf({ history }: Recorded): readonly Event[] {
  if (history.length === 0) return [];
  const missing = { f: 'txn', process: 0 };
  const events = decodeEvents(JSON.stringify(history), { file: FILE, format: 'json', missing });
  return events.map((event) => ({ ...event, value: revived(event.value) }));
}

function differencesOf(theirs: Recorded['result'], ours: Result): Difference[] {
  return Object.entries(theirs).flatMap(([field, value]) => {
    const expected = value as Plain;
    const found = Object.hasOwn(ours, field) ? plain(ours[field]!) : undefined;
    if (agree(expected, found)) return [];
    const text = JSON.stringify(found) ?? 'nothing';
    return [{ field, expected: JSON.stringify(expected), found: text }];
  });
}
