/**
 * Log replication (Ongaro and Ousterhout 2014, sections 5.3 and 5.4.2): the leader's entries on
 * their way to the followers, and what follows from their answers.
 */

import { followerCommitIndex, leaderCommitIndex, reachedBy } from './commit.js';
import type { Leadership } from './leadership.js';
import { agreesAt, lastIndex, merge, mergedAndCut, retreatIndex, withEntries } from './log.js';
import { isRemoved, nextChange } from './membership.js';
import type { AppendEntries, AppendResult, Entry, InstallSnapshot } from './messages.js';
import { answerReads } from './reads.js';
import type { Ctx, ServerState } from './server-state.js';
import { compact, install } from './snapshots.js';

/** How often a leader shows itself. */
export const HEARTBEAT_US = 20_000;

/** Adds an entry to the leader's own log, and sends it when it is on disk. */
export function appendOwn(
  ctx: Ctx,
  server: ServerState,
  leadership: Leadership,
  entry: Entry,
): void {
  const log = withEntries(server.hard.log, [entry]);
  server.update(ctx, { ...server.hard, log });
  server.storage.settle(ctx, () => {
    if (server.leadership !== leadership) return;
    leadership.storedItself(lastIndex(log));
    advance(ctx, server, leadership);
    replicate(ctx, server, leadership);
  });
}

/** Begins a new round of heartbeats. */
export function sendHeartbeats(ctx: Ctx, server: ServerState, leadership: Leadership): void {
  ctx.setTimer('heartbeat', HEARTBEAT_US);
  leadership.nextRound(ctx.monotonicUs());
  replicate(ctx, server, leadership);
}

/** Sends to every other member what it needs next. */
export function replicate(ctx: Ctx, server: ServerState, leadership: Leadership): void {
  for (const member of server.configuration.members) {
    if (member === ctx.self) continue;
    ctx.send(member, leadership.messageFor(member, server.hard, server.commitIndex));
  }
}

/** A follower takes in what a leader sent, and answers when it is on disk. */
export function answerLeader(
  ctx: Ctx,
  server: ServerState,
  from: string,
  message: AppendEntries,
): void {
  const { previousIndex, previousTerm, entries } = message;
  const current = message.term === server.hard.term;
  if (current) server.follow(ctx, from);
  const { log } = server.hard;
  const success = current && agreesAt(log, previousIndex, previousTerm);
  let index = previousIndex + entries.length;
  if (success) {
    const add = server.has('old-append-truncates') ? mergedAndCut : merge;
    server.update(ctx, { ...server.hard, log: add(log, previousIndex, entries) });
    commit(ctx, server, followerCommitIndex(server.commitIndex, message.commitIndex, index));
  } else {
    index = current ? retreatIndex(log, previousIndex) : 0;
  }
  answer(ctx, server, from, { success, index, round: message.round });
}

/** A follower that lags takes over the leader's snapshot (thesis, Figure 5.3). */
export function answerSnapshot(
  ctx: Ctx,
  server: ServerState,
  from: string,
  message: InstallSnapshot,
): void {
  const success = message.term === server.hard.term;
  if (success) {
    server.follow(ctx, from);
    install(ctx, server, message.snapshot);
  }
  const index = success ? message.snapshot.index : 0;
  answer(ctx, server, from, { success, index, round: message.round });
}

function answer(
  ctx: Ctx,
  server: ServerState,
  leader: string,
  result: Omit<AppendResult, 'type' | 'term'>,
): void {
  const { term } = server.hard;
  server.storage.settle(ctx, () => ctx.send(leader, { type: 'append-result', term, ...result }));
}

/** The leader takes in an answer, and sends on if the follower needs more. */
export function takeInResult(
  ctx: Ctx,
  server: ServerState,
  from: string,
  result: AppendResult,
): void {
  const { leadership } = server;
  if (leadership === undefined || result.term !== server.hard.term) return;
  if (leadership.takeIn(from, result, server.hard)) {
    ctx.send(from, leadership.messageFor(from, server.hard, server.commitIndex));
  }
  advance(ctx, server, leadership);
}

/** What the leader can do now that a server has stored or answered more. */
export function advance(ctx: Ctx, server: ServerState, leadership: Leadership): void {
  const { hard, commitIndex, configuration } = server;
  const index = reachedBy(leadership.stored(configuration.members), server.quorum());
  const anyTerm = server.has('commit-previous-term');
  const { log, term } = hard;
  commit(ctx, server, leaderCommitIndex({ log, term, commitIndex, index, anyTerm }));
  answerReads(ctx, server, leadership);
  if (isRemoved(server, ctx.self)) {
    ctx.sometimes('leader removed');
    return server.follow(ctx, null);
  }
  const change = nextChange(server, leadership);
  if (change !== undefined) appendOwn(ctx, server, leadership, change);
}

function commit(ctx: Ctx, server: ServerState, commitIndex: number): void {
  server.commit(ctx, commitIndex);
  compact(ctx, server);
}
