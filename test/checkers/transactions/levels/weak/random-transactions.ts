/**
 * Small random histories of transactions: they run one after another in a random order, or nearly
 * so, for some reads are then made to return something else.
 */

import type { OracleMicro, OracleTransaction } from '../../../oracle/transactions/transactions.js';
import type { OracleHistory } from '../../../oracle/transactions/weak-levels.js';
import type { Random } from '../../../oracle/random.js';

/** What a history looks like. */
export interface Shape {
  readonly transactionsMax: number;
  readonly processes: number;
  readonly keys: number;
  readonly microsMax: number;
  readonly crashShare: number;
  /** How many reads return anything. */
  readonly noise: number;
  readonly kind: 'list-append' | 'rw-register';
}

/** A shape with a handful of transactions. */
export function randomShape(random: Random): Shape {
  return {
    transactionsMax: 3 + random.below(3),
    processes: 1 + random.below(4),
    keys: 1 + random.below(4),
    microsMax: 2 + random.below(3),
    crashShare: random.pick([0, 0, 0, 0.3]),
    noise: random.pick([0.1, 0.5, 1, 1]),
    kind: random.pick(['rw-register', 'rw-register', 'list-append']),
  };
}

interface Draft {
  readonly process: number;
  readonly outcome: 'ok' | 'info';
  readonly call: number;
  return: number;
  micros: OracleMicro[];
}

/** A history, by the order of calls. */
export function randomTransactions(random: Random, shape: Shape): OracleHistory {
  const drafts = randomTimes(random, shape);
  let value = 1;
  for (const draft of drafts) {
    const count = shape.microsMax - random.below(2);
    for (let at = 0; at < count; at++) {
      const key = random.below(shape.keys);
      if (draft.outcome === 'ok' && random.chance(0.5))
        draft.micros.push({ f: 'r', key, value: null });
      else draft.micros.push({ f: writes(shape), key, value: value++ });
    }
  }
  run(random, shape, drafts);
  return drafts;
}

function writes({ kind }: Shape): 'w' | 'append' {
  return kind === 'list-append' ? 'append' : 'w';
}

/** Transactions without micro-operations; each process runs one after another. */
function randomTimes(random: Random, shape: Shape): Draft[] {
  const drafts: Draft[] = [];
  const open = new Map<number, Draft>();
  const count = Math.max(2, shape.transactionsMax - random.below(2));
  for (let rank = 0; drafts.length < count || open.size > 0; rank++) {
    const process = random.below(shape.processes);
    const running = open.get(process);
    if (running !== undefined) {
      running.return = rank;
      open.delete(process);
    } else if (drafts.length < count) {
      const outcome = random.chance(shape.crashShare) ? 'info' : 'ok';
      const draft: Draft = { process, outcome, call: rank, return: rank, micros: [] };
      drafts.push(draft);
      open.set(process, draft);
    } else rank--;
  }
  return drafts;
}

/** Gives reads their values. */
function run(random: Random, shape: Shape, drafts: readonly Draft[]): void {
  const serial = [...drafts];
  if (random.chance(0.7)) shuffle(random, serial);
  // Of each key the values that somebody may read, and who left them.
  const versions = Array.from({ length: shape.keys }, () => [{ by: -1, value: 0 }]);
  const snapshots = new Map<Draft, number[]>();
  for (const draft of serial) {
    snapshots.set(
      draft,
      versions.map((each) => each.length - 1),
    );
    if (draft.outcome === 'info' && random.chance(0.4)) continue;
    for (const { f, key, value } of lastWrites(draft)) {
      if (f !== 'r') versions[key]!.push({ by: drafts.indexOf(draft), value });
    }
  }
  for (const [reader, draft] of drafts.entries()) {
    const own = new Map<number, number[]>();
    draft.micros = draft.micros.map((micro) => {
      if (micro.f !== 'r') {
        const before = micro.f === 'append' ? (own.get(micro.key) ?? []) : [];
        own.set(micro.key, [...before, micro.value]);
        return micro;
      }
      const of = versions[micro.key]!;
      let place = snapshots.get(draft)![micro.key]!;
      if (random.chance(shape.noise)) place = random.below(of.length);
      if (of[place]!.by === reader) place = 0;
      return {
        ...micro,
        value: valueRead(shape, drafts, of.slice(1, place + 1), own.get(micro.key), micro.key),
      };
    });
  }
}

function valueRead(
  { kind }: Shape,
  drafts: readonly Draft[],
  versions: readonly { by: number; value: number }[],
  own: readonly number[] | undefined,
  key: number,
): number | null | number[] {
  if (kind === 'rw-register') return own?.at(-1) ?? versions.at(-1)?.value ?? null;
  // What it appended itself is not said: such reads are judged elsewhere.
  if (own !== undefined) return [];
  return versions.flatMap(({ by }) =>
    drafts[by]!.micros.flatMap((micro) =>
      micro.f === 'append' && micro.key === key ? [micro.value] : [],
    ),
  );
}

/** The last write of each key. */
function lastWrites({ micros }: Draft): OracleMicro[] {
  return micros.filter(
    (micro, at) =>
      micro.f !== 'r' && !micros.slice(at + 1).some(({ f, key }) => f !== 'r' && key === micro.key),
  );
}

/** Puts items into a random order. */
function shuffle<Item>(random: Random, items: Item[]): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
}

/** The history of some transactions alone, without what they read of others. */
export function restricted(history: OracleHistory, kept: ReadonlySet<number>): OracleHistory {
  const lost = new Set<string>();
  for (const [at, { micros }] of history.entries()) {
    if (kept.has(at)) continue;
    for (const { f, key, value } of micros) if (f !== 'r') lost.add(`${key} ${value}`);
  }
  return history
    .filter((_, at) => kept.has(at))
    .map((transaction): OracleTransaction => ({
      ...transaction,
      micros: transaction.micros.filter(
        ({ f, key, value }) =>
          f !== 'r' || Array.isArray(value) || !lost.has(`${key} ${String(value)}`),
      ),
    }));
}
