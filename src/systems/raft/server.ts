/**
 * A Raft server (Ongaro and Ousterhout 2014, Figure 2, "rules for servers"): turns messages, timers
 * and requests into decisions of the pure functions beside it, and carries them out. Nothing is
 * answered before what it says is on disk.
 */

import { notHere } from '../../simulator/request-client.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import { followerCommitIndex, leaderCommitIndex } from './commit.js';
import { grantsVote, hasWon } from './election.js';
import { Leadership } from './leadership.js';
import { agreesAt, lastTerm, merge, retreatIndex, termAt } from './log.js';
import type { AppendEntries, AppendResult, Entry, HardState, Message } from './messages.js';
import type { RequestVote, Vote } from './messages.js';
import { StableStorage } from './stable-storage.js';
import { commandText, StateMachine } from './state-machine.js';

/** How often a leader shows itself, and a candidate asks those again who did not vote for it. */
const HEARTBEAT_US = 20_000;
const ASK_AGAIN_US = 10_000;

/**
 * A follower waits between the first and the sum of both for a leader (section 5.2, randomised
 * timeouts).
 */
const ELECTION_US = 30_000;
const ELECTION_SPREAD_US = 30_000;

type Ctx = Context<Message>;

/** One server of the cluster: follower, candidate or leader. */
export class RaftServer implements Node<Message> {
  private state: HardState = { term: 0, votedFor: null, log: [] };
  private readonly storage: StableStorage;
  private readonly machine: StateMachine;
  private commitIndex = 0;
  private applied = 0;
  /** Whom to send clients to. */
  private leader: string | null = null;
  /** Votes of this term while a candidate. */
  private votes: Set<string> | undefined;
  private leadership: Leadership | undefined;

  constructor(private readonly bugs: ReadonlySet<string>) {
    this.storage = new StableStorage(bugs);
    this.machine = new StateMachine(!bugs.has('no-dedup'));
  }

  start(ctx: Ctx): void {
    this.state = this.storage.load(ctx);
    this.awaitLeader(ctx);
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'election') return this.campaign(ctx);
    if (this.leadership !== undefined) this.sendHeartbeats(ctx, this.leadership);
    else if (this.votes !== undefined) this.askForVotes(ctx, this.votes);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    if (body.term > this.state.term) this.adoptTerm(ctx, body.term);
    switch (body.type) {
      case 'request-vote':
        return this.answerCandidate(ctx, from, body);
      case 'vote':
        return this.countVote(ctx, from, body);
      case 'append-entries':
        return this.answerLeader(ctx, from, body);
      case 'append-result':
        return this.takeInResult(ctx, from, body);
    }
  }

  request(ctx: Ctx, client: string, request: Request): void {
    const { leadership } = this;
    if (leadership === undefined) return ctx.reply(client, request.id, notHere(this.leader));
    if (request.f === 'get') return this.read(ctx, leadership, client, request);
    leadership.waiting.set(request.id, client);
    this.appendOwn(ctx, leadership, { term: this.state.term, command: request });
  }

  inspect(): string {
    const role = this.leadership !== undefined ? 'L' : this.votes !== undefined ? 'C' : 'F';
    return `${role}${this.state.term} ${this.machine.describe()}`.trimEnd();
  }

  // ---- elections (section 5.2) ----

  private campaign(ctx: Ctx): void {
    if (this.leadership !== undefined) return;
    const term = this.state.term + 1;
    const votes = new Set<string>();
    this.votes = votes;
    this.leader = null;
    this.update(ctx, { ...this.state, term, votedFor: ctx.self });
    this.awaitLeader(ctx);
    this.storage.settle(ctx, () => {
      if (this.votes !== votes) return;
      votes.add(ctx.self);
      if (hasWon(votes, ctx.servers.length)) this.lead(ctx);
      else this.askForVotes(ctx, votes);
    });
  }

  private askForVotes(ctx: Ctx, votes: ReadonlySet<string>): void {
    const { term, log } = this.state;
    ctx.setTimer('heartbeat', ASK_AGAIN_US);
    for (const server of ctx.servers) {
      if (server === ctx.self || votes.has(server)) continue;
      const request = { lastIndex: log.length, lastTerm: lastTerm(log) };
      ctx.send(server, { type: 'request-vote', term, ...request });
    }
  }

  private answerCandidate(ctx: Ctx, from: string, request: RequestVote): void {
    const granted = grantsVote(this.state, from, request);
    if (granted) {
      this.update(ctx, { ...this.state, votedFor: from });
      this.awaitLeader(ctx);
    }
    const { term } = this.state;
    this.storage.settle(ctx, () => ctx.send(from, { type: 'vote', term, granted }));
  }

  private countVote(ctx: Ctx, from: string, { term, granted }: Vote): void {
    if (this.votes === undefined || term !== this.state.term || !granted) return;
    this.votes.add(from);
    if (hasWon(this.votes, ctx.servers.length)) this.lead(ctx);
  }

  private lead(ctx: Ctx): void {
    const { term, log } = this.state;
    ctx.note('leader', { term, lastIndex: log.length, lastTerm: lastTerm(log) });
    ctx.sometimes('leader elected');
    ctx.clearTimer('election');
    this.votes = undefined;
    this.leader = ctx.self;
    const leadership = new Leadership(ctx.self, ctx.servers, log.length + 1);
    this.leadership = leadership;
    ctx.setTimer('heartbeat', HEARTBEAT_US);
    // Section 8: an entry of its own term lets a new leader find out what is committed.
    this.appendOwn(ctx, leadership, { term, command: null });
  }

  /** Whoever meets a later term follows (section 5.1). */
  private adoptTerm(ctx: Ctx, term: number): void {
    const stepsDown = this.leadership !== undefined;
    this.leadership = undefined;
    this.votes = undefined;
    this.leader = null;
    this.update(ctx, { ...this.state, term, votedFor: null });
    ctx.clearTimer('heartbeat');
    if (stepsDown) this.awaitLeader(ctx);
  }

  private awaitLeader(ctx: Ctx): void {
    ctx.setTimer('election', ELECTION_US + ctx.random(ELECTION_SPREAD_US));
  }

  // ---- log replication (section 5.3) ----

  private appendOwn(ctx: Ctx, leadership: Leadership, entry: Entry): void {
    const log = [...this.state.log, entry];
    this.update(ctx, { ...this.state, log });
    this.storage.settle(ctx, () => {
      if (this.leadership !== leadership) return;
      leadership.storedItself(log.length);
      this.advance(ctx, leadership);
      this.replicate(ctx, leadership);
    });
  }

  private sendHeartbeats(ctx: Ctx, leadership: Leadership): void {
    ctx.setTimer('heartbeat', HEARTBEAT_US);
    leadership.nextRound();
    this.replicate(ctx, leadership);
  }

  private replicate(ctx: Ctx, leadership: Leadership): void {
    for (const server of ctx.servers) {
      if (server === ctx.self) continue;
      ctx.send(server, leadership.messageFor(server, this.state, this.commitIndex));
    }
  }

  private answerLeader(ctx: Ctx, from: string, message: AppendEntries): void {
    const { previousIndex, previousTerm, entries, round } = message;
    const current = message.term === this.state.term;
    if (current) this.follow(ctx, from);
    const success = current && agreesAt(this.state.log, previousIndex, previousTerm);
    let index = previousIndex + entries.length;
    if (success) {
      this.update(ctx, { ...this.state, log: merge(this.state.log, previousIndex, entries) });
      this.commit(ctx, followerCommitIndex(this.commitIndex, message.commitIndex, index));
    } else {
      index = current ? retreatIndex(this.state.log, previousIndex) : 0;
    }
    const { term } = this.state;
    this.storage.settle(ctx, () =>
      ctx.send(from, { type: 'append-result', term, success, index, round }),
    );
  }

  private follow(ctx: Ctx, leader: string): void {
    this.leader = leader;
    this.votes = undefined;
    this.leadership = undefined;
    ctx.clearTimer('heartbeat');
    this.awaitLeader(ctx);
  }

  private takeInResult(ctx: Ctx, from: string, result: AppendResult): void {
    const { leadership } = this;
    if (leadership === undefined || result.term !== this.state.term) return;
    const more = leadership.takeIn(from, result, this.state.log.length);
    if (more) ctx.send(from, leadership.messageFor(from, this.state, this.commitIndex));
    this.advance(ctx, leadership);
  }

  // ---- commit and apply ----

  private advance(ctx: Ctx, leadership: Leadership): void {
    const { log, term } = this.state;
    const anyTerm = this.bugs.has('commit-previous-term');
    const { commitIndex } = this;
    const stored = leadership.stored();
    this.commit(ctx, leaderCommitIndex({ log, term, commitIndex, stored, anyTerm }));
    this.answerReads(ctx, leadership);
  }

  private commit(ctx: Ctx, commitIndex: number): void {
    this.commitIndex = commitIndex;
    while (this.applied < commitIndex) {
      const index = ++this.applied;
      const { term, command } = this.state.log[index - 1] as Entry;
      ctx.note('commit', { index, term, during: this.state.term, ...noteOf(command) });
      if (command === null) continue;
      const answer = this.machine.apply(command);
      const client = this.leadership?.waiting.get(command.id);
      if (client === undefined) continue;
      this.leadership?.waiting.delete(command.id);
      ctx.reply(client, command.id, answer);
    }
  }

  // ---- reads (thesis, section 6.4) ----

  private read(ctx: Ctx, leadership: Leadership, client: string, request: Request): void {
    if (this.bugs.has('stale-leader-read')) {
      return ctx.reply(client, request.id, this.machine.read(request));
    }
    const round = leadership.nextRound();
    // Nothing is known to be committed before the term's first entry is.
    const readIndex = Math.max(this.commitIndex, leadership.firstIndex);
    leadership.reads.add({ client, request, readIndex, round });
    this.replicate(ctx, leadership);
    this.answerReads(ctx, leadership);
  }

  private answerReads(ctx: Ctx, leadership: Leadership): void {
    if (leadership.reads.isEmpty) return;
    const ready = leadership.reads.takeReady(leadership.confirmedRound(), this.applied);
    for (const { client, request } of ready) {
      ctx.reply(client, request.id, this.machine.read(request));
    }
  }

  /** Replaces the persistent state, hands what changed to the disk, and notes new entries. */
  private update(ctx: Ctx, state: HardState): void {
    const { log: before } = this.state;
    this.storage.save(ctx, this.state, state);
    this.state = state;
    if (state.log === before) return;
    let index = 1;
    while (index <= before.length && before[index - 1] === state.log[index - 1]) index++;
    for (; index <= state.log.length; index++) {
      const { term, command } = state.log[index - 1] as Entry;
      const previousTerm = termAt(state.log, index - 1);
      ctx.note('append', { index, term, previousTerm, ...noteOf(command) });
    }
  }
}

/** Operations have ids from 1, so 0 names the entry with which a leader begins. */
function noteOf(command: Request | null): { command: number; shown: string } {
  return command === null
    ? { command: 0, shown: 'nothing' }
    : { command: command.id, shown: commandText(command) };
}
