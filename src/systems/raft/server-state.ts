/**
 * What a server holds, whatever its role, and the changes that every role makes (Ongaro and
 * Ousterhout 2014, Figure 2): it stores what must survive a crash, follows whoever leads, and
 * applies what is committed.
 */

import type { Context, Request } from '../../simulator/node.js';
import { reachedBy } from './commit.js';
import { configurationOf } from './configuration.js';
import type { Configuration } from './configuration.js';
import { majority } from './election.js';
import type { Ballot } from './election.js';
import type { Leadership } from './leadership.js';
import { EMPTY_LOG, entryAt, lastIndex, termAt } from './log.js';
import type { Entry, HardState, Message } from './messages.js';
import { StableStorage } from './stable-storage.js';
import { commandText, StateMachine } from './state-machine.js';

/** The context of a Raft server. */
export type Ctx = Context<Message>;

/**
 * A follower waits between the first and the sum of both for a leader (section 5.2, randomised
 * timeouts).
 */
export const ELECTION_US = 30_000;
const ELECTION_SPREAD_US = 30_000;

/** Which Raft a server speaks. */
export interface RaftOptions {
  readonly bugs: ReadonlySet<string>;
  /** The first configuration. */
  readonly members: readonly string[];
  /** Applied entries that make a snapshot worth while; without it the log is never compacted. */
  readonly compactAfter?: number;
  /**
   * Thesis, section 4.2.3: whoever has just heard from a leader disregards candidates, so that a
   * removed server does not disturb, and a leader may know how long it leads at least.
   */
  readonly standsByLeader?: boolean;
}

/** One server's state, for the functions that play its roles. */
export class ServerState {
  hard: HardState = { term: 0, votedFor: null, log: EMPTY_LOG };
  configuration: Configuration;
  readonly storage: StableStorage;
  readonly machine: StateMachine;
  commitIndex = 0;
  applied = 0;
  /** Whom to send clients to. */
  leader: string | null = null;
  /** When it last heard from a leader, on its own clock. */
  heardUs = 0;
  /** Votes of this term while a candidate. */
  ballot: Ballot | undefined;
  leadership: Leadership | undefined;

  constructor(readonly options: RaftOptions) {
    this.configuration = { index: 0, members: options.members };
    this.storage = new StableStorage(options.bugs);
    this.machine = new StateMachine(!this.has('no-dedup'));
  }

  /** Whether a bug switch is on. */
  has(bug: string): boolean {
    return this.options.bugs.has(bug);
  }

  /** What survived the last crash; the snapshot is all that is known to be committed. */
  load(ctx: Ctx): void {
    this.hard = this.storage.load(ctx);
    this.configuration = configurationOf(this.hard.log, this.options.members);
    this.heardUs = ctx.monotonicUs();
    this.restore();
  }

  /** The state machine, and what is applied, as the snapshot has them. */
  restore(): void {
    const { index, machine } = this.hard.log.snapshot;
    this.machine.restore(machine);
    this.commitIndex = index;
    this.applied = index;
  }

  /** How many servers of the configuration are a majority. */
  quorum(): number {
    return majority(this.configuration.members.length, this.has('majority-off-by-one'));
  }

  /** The last round that a majority answered: nobody else led a later term when it began. */
  confirmedRound(leadership: Leadership): number {
    return reachedBy(leadership.rounds(this.configuration.members), this.quorum());
  }

  /** Replaces the persistent state, hands what changed to the disk, and notes new entries. */
  update(ctx: Ctx, hard: HardState): void {
    const { log: before } = this.hard;
    this.storage.save(ctx, hard);
    this.hard = hard;
    const { log } = hard;
    if (log === before) return;
    this.configuration = configurationOf(log, this.options.members);
    let index = Math.max(before.snapshot.index, log.snapshot.index) + 1;
    while (index <= lastIndex(log) && entryAt(before, index) === entryAt(log, index)) index++;
    if (index <= Math.min(lastIndex(before), lastIndex(log))) ctx.sometimes('entries overwritten');
    for (; index <= lastIndex(log); index++) {
      const entry = entryAt(log, index) as Entry;
      const previousTerm = termAt(log, index - 1);
      ctx.note('append', { index, term: entry.term, previousTerm, ...noteOf(entry) });
    }
  }

  /** Whoever meets a later term follows (section 5.1). */
  adoptTerm(ctx: Ctx, term: number): void {
    const stepsDown = this.leadership !== undefined;
    this.leadership = undefined;
    this.ballot = undefined;
    this.leader = null;
    this.update(ctx, { ...this.hard, term, votedFor: null });
    ctx.clearTimer('heartbeat');
    if (!stepsDown) return;
    ctx.sometimes('leader stepped down');
    this.awaitLeader(ctx);
  }

  /** Follows the leader of this term, or nobody. */
  follow(ctx: Ctx, leader: string | null): void {
    this.leader = leader;
    if (leader !== null) this.heardUs = ctx.monotonicUs();
    this.ballot = undefined;
    this.leadership = undefined;
    ctx.clearTimer('heartbeat');
    this.awaitLeader(ctx);
  }

  awaitLeader(ctx: Ctx): void {
    ctx.setTimer('election', ELECTION_US + ctx.random(ELECTION_SPREAD_US));
  }

  /** Commits up to `commitIndex`, applies, and answers the clients that wait for it. */
  commit(ctx: Ctx, commitIndex: number): void {
    this.commitIndex = commitIndex;
    while (this.applied < commitIndex) {
      const index = ++this.applied;
      const entry = entryAt(this.hard.log, index) as Entry;
      const { term, command, members } = entry;
      if (term < this.hard.term) ctx.sometimes('entry of an earlier term committed');
      if (members !== undefined) ctx.sometimes('membership changed');
      ctx.note('commit', { index, term, during: this.hard.term, ...noteOf(entry) });
      if (command !== null) this.apply(ctx, command);
    }
  }

  private apply(ctx: Ctx, command: Request): void {
    const answer = this.machine.apply(command);
    const client = this.leadership?.waiting.get(command.id);
    if (client === undefined) return;
    this.leadership?.waiting.delete(command.id);
    ctx.reply(client, command.id, answer);
  }
}

/** Operations have ids from 1, so 0 names the entry with which a leader begins. */
function noteOf({ command, members }: Entry): { command: number | string; shown: string } {
  if (command !== null) return { command: command.id, shown: commandText(command) };
  if (members === undefined) return { command: 0, shown: 'nothing' };
  const shown = `members ${members.join(' ')}`;
  return { command: shown, shown };
}
