/**
 * Small random histories of a store with snapshots: transactions begin and commit at moments of a
 * random order, which may or may not keep the order of processes or of real time, and a read now
 * and then returns another version. Most are legal for some levels and illegal for others.
 */

import type { Random } from '../../../oracle/random.js';
import type { OracleMicro, OracleTransaction } from '../../../oracle/transactions/transactions.js';

/** What a history is of. */
export interface SnapshotShape {
  readonly kind: 'list-append' | 'rw-register';
  readonly transactionsMax: number;
}

interface Draft {
  readonly process: number;
  readonly outcome: 'ok' | 'info';
  readonly call: number;
  return: number;
  readonly micros: { f: 'r' | 'w' | 'append'; key: number; value: OracleMicro['value'] }[];
  begin: number;
  commit: number;
}

/** A history by order of calls. */
export function randomSnapshots(random: Random, shape: SnapshotShape): OracleTransaction[] {
  const drafts = randomTimes(random, shape);
  const keys = 2 + random.below(2);
  const micros = 2 + random.below(3);
  const writeShare = random.pick([0.35, 0.5]);
  let value = 1;
  for (const draft of drafts) {
    for (let at = random.below(2); at <= micros; at++) {
      const key = random.below(keys);
      if (random.chance(writeShare)) {
        const f = shape.kind === 'list-append' ? 'append' : 'w';
        draft.micros.push({ f, key, value: value++ });
      } else if (shape.kind !== 'list-append' || !draft.micros.some((each) => each.key === key)) {
        draft.micros.push({ f: 'r', key, value: null });
      }
    }
  }
  schedule(random, drafts);
  run(random, shape, drafts);
  return drafts.map(({ process, outcome, call, return: returned, micros: done }) => ({
    process,
    outcome,
    call,
    return: returned,
    micros: done as OracleMicro[],
  }));
}

function randomTimes(random: Random, { transactionsMax }: SnapshotShape): Draft[] {
  const drafts: Draft[] = [];
  const open = new Map<number, Draft>();
  const processes = 1 + random.below(3);
  const crashShare = random.pick([0, 0, 0.25]);
  const count = transactionsMax - random.below(transactionsMax - 2);
  let fresh = processes;
  const clients = Array.from({ length: processes }, (_, at) => at);
  for (let rank = 0; drafts.length < count || open.size > 0; rank++) {
    const client = random.below(processes);
    const running = open.get(client);
    if (running !== undefined) {
      running.return = rank;
      if (running.outcome === 'info') clients[client] = fresh++;
      open.delete(client);
    } else if (drafts.length < count) {
      const process = clients[client]!;
      const outcome = random.chance(crashShare) ? 'info' : 'ok';
      const times = { call: rank, return: rank, begin: 0, commit: 0 };
      const draft: Draft = { process, outcome, ...times, micros: [] };
      drafts.push(draft);
      open.set(client, draft);
    } else rank--;
  }
  return drafts;
}

/** Moments of begin and commit: in real time, by process, or anywhere. */
function schedule(random: Random, drafts: readonly Draft[]): void {
  const order = random.pick(['realtime', 'session', 'none']);
  const isSerial = random.chance(0.4);
  const span = Math.max(...drafts.map((each) => each.return)) + 1;
  const last = new Map<number, number>();
  for (const draft of drafts) {
    const from = order === 'realtime' ? draft.call : (last.get(draft.process) ?? 0);
    const to = order === 'realtime' ? draft.return : span + from;
    const moment = (): number => from + ((to - from) * random.below(1000) + 1) / 1001;
    const moments = [moment(), moment()].sort((left, right) => left - right);
    draft.commit = moments[1]! + (draft.outcome === 'info' ? random.below(3) : 0);
    draft.begin = isSerial ? draft.commit : moments[0]!;
    if (order === 'session') last.set(draft.process, draft.commit);
  }
}

interface Version {
  readonly commit: number;
  readonly state: number | null | readonly number[];
}

function run(random: Random, { kind }: SnapshotShape, drafts: readonly Draft[]): void {
  const versions = new Map<number, Version[]>();
  const isList = kind === 'list-append';
  const of = (key: number): Version[] => {
    const found = versions.get(key) ?? [{ commit: -1, state: isList ? [] : null }];
    versions.set(key, found);
    return found;
  };
  const committed = drafts.filter(({ outcome }) => outcome === 'ok' || random.chance(0.6));
  committed.sort((left, right) => left.commit - right.commit);
  for (const { micros, commit } of committed) {
    for (const key of new Set(micros.map((each) => each.key))) {
      const written = micros.filter((each) => each.f !== 'r' && each.key === key);
      if (written.length === 0) continue;
      const before = of(key).at(-1)!.state;
      const values = written.map((each) => each.value as number);
      const state = isList ? [...(before as number[]), ...values] : values.at(-1)!;
      of(key).push({ commit, state });
    }
  }
  const noise = random.pick([0, 0.3, 0.6, 1]);
  for (const draft of drafts) {
    const own = new Map<number, number>();
    for (const micro of draft.micros) {
      if (micro.f !== 'r') {
        own.set(micro.key, micro.value as number);
        continue;
      }
      const all = of(micro.key);
      const legal = all.filter(({ commit }) => commit < draft.begin);
      const choice = random.chance(noise) ? random.pick(all) : legal.at(-1)!;
      const seen = choice.commit === draft.commit ? legal.at(-1)! : choice;
      // Nobody knows what a crashed transaction read.
      micro.value = draft.outcome === 'info' ? null : (own.get(micro.key) ?? seen.state);
    }
    repeatReads(random, draft);
  }
}

/** Most transactions that read a key twice see the same. */
function repeatReads(random: Random, { micros }: Draft): void {
  if (random.chance(0.1)) return;
  const seen = new Map<number, OracleMicro['value']>();
  for (const micro of micros) {
    const value = seen.get(micro.key);
    if (micro.f === 'r' && value !== undefined) micro.value = value;
    else seen.set(micro.key, micro.value);
  }
}
