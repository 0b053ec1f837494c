/**
 * A Raft server (Ongaro and Ousterhout 2014, Figure 2, "rules for servers"): hands messages, timers
 * and requests to the functions of its roles. Nothing is answered before what it says is on disk.
 */

import { notHere } from '../../simulator/request-client.js';
import type { AdminCommand, Node, Request } from '../../simulator/node.js';
import {
  answerCandidate,
  askForVotes,
  campaign,
  countVote,
  disregardsCandidates,
} from './candidacy.js';
import type { Message } from './messages.js';
import { answerReads, takeRead } from './reads.js';
import {
  advance,
  answerLeader,
  answerSnapshot,
  appendOwn,
  replicate,
  sendHeartbeats,
  takeInResult,
} from './replication.js';
import { ServerState } from './server-state.js';
import type { Ctx, RaftOptions } from './server-state.js';

/** One server of the cluster: follower, candidate or leader. */
export class RaftServer implements Node<Message> {
  private readonly server: ServerState;

  constructor(options: RaftOptions) {
    this.server = new ServerState(options);
  }

  start(ctx: Ctx): void {
    this.server.load(ctx);
    this.server.awaitLeader(ctx);
  }

  timer(ctx: Ctx, name: string): void {
    const { server } = this;
    if (name === 'election') return campaign(ctx, server);
    if (server.leadership !== undefined) sendHeartbeats(ctx, server, server.leadership);
    else if (server.ballot !== undefined) askForVotes(ctx, server, server.ballot);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    const { server } = this;
    if (body.type === 'request-vote' && disregardsCandidates(ctx, server)) return;
    if (body.term > server.hard.term) server.adoptTerm(ctx, body.term);
    switch (body.type) {
      case 'request-vote':
        return answerCandidate(ctx, server, from, body);
      case 'vote':
        return countVote(ctx, server, from, body);
      case 'append-entries':
        return answerLeader(ctx, server, from, body);
      case 'install-snapshot':
        return answerSnapshot(ctx, server, from, body);
      case 'append-result':
        return takeInResult(ctx, server, from, body);
    }
  }

  request(ctx: Ctx, client: string, request: Request): void {
    const { server } = this;
    const { leadership, hard } = server;
    if (leadership === undefined) return ctx.reply(client, request.id, notHere(server.leader));
    if (request.f !== 'get') {
      leadership.waiting.set(request.id, client);
      return appendOwn(ctx, server, leadership, { term: hard.term, command: request });
    }
    if (takeRead(ctx, server, client, request) === 'answered') return;
    replicate(ctx, server, leadership);
    answerReads(ctx, server, leadership);
  }

  /** Only a leader does what operators want; it keeps it in mind until it may. */
  admin(ctx: Ctx, change: AdminCommand): void {
    const { leadership } = this.server;
    if (leadership === undefined) return;
    leadership.changes.push(change);
    advance(ctx, this.server, leadership);
  }

  inspect(): string {
    const { leadership, ballot, hard, machine } = this.server;
    const role = leadership !== undefined ? 'L' : ballot !== undefined ? 'C' : 'F';
    return `${role}${hard.term} ${machine.describe()}`.trimEnd();
  }
}
