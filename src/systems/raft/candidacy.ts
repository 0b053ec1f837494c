/**
 * Elections (Ongaro and Ousterhout 2014, section 5.2): standing for leader, and voting.
 */

import { Ballot, grantsVote } from './election.js';
import { Leadership } from './leadership.js';
import { lastIndex, lastTerm } from './log.js';
import type { RequestVote, Vote } from './messages.js';
import { appendOwn, HEARTBEAT_US } from './replication.js';
import { ELECTION_US } from './server-state.js';
import type { Ctx, ServerState } from './server-state.js';

/** How often a candidate asks those again who did not vote for it. */
const ASK_AGAIN_US = 10_000;

/**
 * A follower has waited in vain. Also a server that is on its way out stands, for its log may be
 * the only one that can win (thesis, section 4.2.2); once its removal is committed it keeps still.
 */
export function campaign(ctx: Ctx, server: ServerState): void {
  if (server.leadership !== undefined) return;
  const { members, index } = server.configuration;
  server.awaitLeader(ctx);
  if (!members.includes(ctx.self) && index <= server.commitIndex) return;
  const ballot = new Ballot(server.has('duplicate-votes-counted'));
  server.ballot = ballot;
  server.leader = null;
  server.update(ctx, { ...server.hard, term: server.hard.term + 1, votedFor: ctx.self });
  server.storage.settle(ctx, () => {
    if (server.ballot !== ballot) return;
    ballot.add(ctx.self);
    if (!leadIfElected(ctx, server, ballot)) askForVotes(ctx, server, ballot);
  });
}

/** Asks all who have not voted for it yet, and again after a while. */
export function askForVotes(ctx: Ctx, server: ServerState, ballot: Ballot): void {
  const { term, log } = server.hard;
  ctx.setTimer('heartbeat', ASK_AGAIN_US);
  for (const member of server.configuration.members) {
    if (member === ctx.self || ballot.has(member)) continue;
    const request = { lastIndex: lastIndex(log), lastTerm: lastTerm(log) };
    ctx.send(member, { type: 'request-vote', term, ...request });
  }
}

/** Thesis, section 4.2.3: who has a leader, or is one, does not hear of other candidates. */
export function disregardsCandidates(ctx: Ctx, server: ServerState): boolean {
  if (server.options.standsByLeader !== true) return false;
  return server.leadership !== undefined || ctx.monotonicUs() - server.heardUs < ELECTION_US;
}

/** Votes, or does not, when the vote is on disk. */
export function answerCandidate(
  ctx: Ctx,
  server: ServerState,
  from: string,
  request: RequestVote,
): void {
  const granted = grantsVote(server.hard, from, request);
  if (granted) {
    server.update(ctx, { ...server.hard, votedFor: from });
    server.awaitLeader(ctx);
  }
  const { term } = server.hard;
  server.storage.settle(ctx, () => ctx.send(from, { type: 'vote', term, granted }));
}

/** A vote of this term counts while it is still a candidate. */
export function countVote(
  ctx: Ctx,
  server: ServerState,
  from: string,
  { term, granted }: Vote,
): void {
  const { ballot } = server;
  if (ballot === undefined || !granted) return;
  if (term !== server.hard.term && !server.has('stale-term-votes')) return;
  ballot.add(from);
  leadIfElected(ctx, server, ballot);
}

function leadIfElected(ctx: Ctx, server: ServerState, ballot: Ballot): boolean {
  if (ballot.countAmong(server.configuration.members) < server.quorum()) return false;
  const { term, log } = server.hard;
  ctx.note('leader', { term, lastIndex: lastIndex(log), lastTerm: lastTerm(log) });
  ctx.sometimes('leader elected');
  ctx.clearTimer('election');
  server.ballot = undefined;
  server.leader = ctx.self;
  const leadership = new Leadership(ctx.self, lastIndex(log) + 1);
  server.leadership = leadership;
  ctx.setTimer('heartbeat', HEARTBEAT_US);
  // Section 8: an entry of its own term lets a new leader find out what is committed.
  appendOwn(ctx, server, leadership, { term, command: null });
  return true;
}
