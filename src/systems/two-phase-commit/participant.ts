/**
 * A participant of two-phase commit: a shard of the accounts, locked from the vote to the decision
 * (strict two-phase locking, no waiting). Having voted yes it is uncertain, and may do nothing of
 * its own accord but ask: the coordinator, and the other participants (cooperative termination,
 * Bernstein, Hadzilacos, Goodman 1987, section 7.4).
 */

import type { Context, Node, Request } from '../../simulator/node.js';
import { notHere } from '../../simulator/request-client.js';
import { coordinatorOf, INITIAL_BALANCE } from './messages.js';
import type { Balances, Message, Refusal, Task } from './messages.js';

type Ctx = Context<Message>;

/** Uncertain for so long, a participant asks around. */
const UNCERTAIN_US = 40_000;

/** The key of the list of transactions that are prepared. */
const PREPARED = 'prepared';

/** What is on disk of a transaction. */
interface Entry {
  readonly state: 'prepared' | 'committed' | 'aborted';
  readonly participants: readonly string[];
  /** Balances of its accounts if it commits. */
  readonly balances: Balances;
}

/** One shard. */
export class Participant implements Node<Message> {
  /** By account: the prepared transaction that has it. */
  private readonly locks = new Map<string, string>();
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Ctx): void {
    for (const transaction of preparedOf(ctx)) {
      this.lock(transaction, (entryOf(ctx, transaction) as Entry).balances);
      this.doubt(ctx, transaction);
    }
  }

  request(ctx: Ctx, client: string, { id }: Request): void {
    ctx.reply(client, id, notHere(coordinatorOf(ctx.servers)));
  }

  message(ctx: Ctx, from: string, body: Message): void {
    if (body.type === 'prepare') this.prepare(ctx, from, body);
    else if (body.type === 'decision') this.obey(ctx, from, body.transaction, body.commits);
    else if (body.type === 'inquire') this.inform(ctx, from, body.transaction);
  }

  timer(ctx: Ctx, name: string): void {
    const transaction = name.slice(name.indexOf(' ') + 1);
    const entry = entryOf(ctx, transaction);
    if (entry?.state !== 'prepared') return;
    ctx.sometimes('uncertain');
    if (this.bugs.has('decides-alone')) {
      this.end(ctx, transaction, entry, 'aborted');
      return ctx.disk.sync(() => undefined);
    }
    for (const other of [coordinatorOf(ctx.servers), ...entry.participants]) {
      if (other !== ctx.self) ctx.send(other, { type: 'inquire', transaction });
    }
    this.doubt(ctx, transaction);
  }

  inspect(): string {
    return this.shown;
  }

  private prepare(ctx: Ctx, from: string, body: Prepare): void {
    const { transaction, participants, tasks } = body;
    let entry = entryOf(ctx, transaction);
    let refusal: Refusal | null = entry?.state === 'aborted' ? 'locked' : null;
    if (entry === undefined) {
      refusal = this.refusalOf(ctx, tasks);
      const balances = Object.fromEntries(
        tasks.map(({ account, amount }) => [account, balanceOf(ctx, account) + amount]),
      );
      entry = { state: 'prepared', participants, balances };
      if (refusal !== null) this.end(ctx, transaction, entry, 'aborted');
      else if (this.bugs.has('one-phase')) this.end(ctx, transaction, entry, 'committed');
      else this.enter(ctx, transaction, entry);
    }
    const { balances } = entry;
    ctx.disk.sync(() => ctx.send(from, { type: 'vote', transaction, refusal, balances }));
  }

  private refusalOf(ctx: Ctx, tasks: readonly Task[]): Refusal | null {
    if (tasks.some(({ account }) => this.locks.has(account))) return 'locked';
    const isShort = tasks.some(({ account, amount }) => balanceOf(ctx, account) + amount < 0);
    return isShort ? 'too little money' : null;
  }

  /** Becomes uncertain. */
  private enter(ctx: Ctx, transaction: string, entry: Entry): void {
    ctx.disk.write(`transaction/${transaction}`, entry);
    ctx.disk.write(PREPARED, [...preparedOf(ctx), transaction]);
    this.lock(transaction, entry.balances);
    this.doubt(ctx, transaction);
  }

  private lock(transaction: string, balances: Balances): void {
    for (const account of Object.keys(balances)) this.locks.set(account, transaction);
  }

  private doubt(ctx: Ctx, transaction: string): void {
    if (this.bugs.has('no-termination')) return;
    ctx.setTimer(`uncertain ${transaction}`, UNCERTAIN_US);
  }

  private obey(ctx: Ctx, from: string, transaction: string, commits: boolean): void {
    const entry = entryOf(ctx, transaction);
    if (entry?.state === 'prepared') {
      this.end(ctx, transaction, entry, commits ? 'committed' : 'aborted');
    } else if (entry === undefined && !commits) {
      // The request to prepare is still on its way, and must find that it comes too late.
      this.end(ctx, transaction, NOT_PREPARED, 'aborted');
    }
    ctx.disk.sync(() => ctx.send(from, { type: 'acknowledge', transaction }));
  }

  private end(ctx: Ctx, transaction: string, entry: Entry, state: 'committed' | 'aborted'): void {
    ctx.note('decided', {
      instance: transaction,
      value: state === 'committed' ? 'commit' : 'abort',
    });
    ctx.disk.write(`transaction/${transaction}`, { ...entry, state });
    const others = preparedOf(ctx).filter((other) => other !== transaction);
    ctx.disk.write(PREPARED, others);
    for (const [account, balance] of Object.entries(entry.balances)) {
      if (this.locks.get(account) === transaction) this.locks.delete(account);
      if (state === 'committed') ctx.disk.write(`balance/${account}`, balance);
    }
    ctx.clearTimer(`uncertain ${transaction}`);
    this.shown = `${transaction} ${state}`;
  }

  /** Cooperative termination: who has not voted yet may still abort, and is then certain. */
  private inform(ctx: Ctx, other: string, transaction: string): void {
    const entry = entryOf(ctx, transaction);
    if (entry?.state === 'prepared') return;
    ctx.sometimes('told by another participant');
    if (entry === undefined) this.end(ctx, transaction, NOT_PREPARED, 'aborted');
    const commits = entry?.state === 'committed';
    ctx.disk.sync(() => ctx.send(other, { type: 'decision', transaction, commits }));
  }
}

type Prepare = Extract<Message, { type: 'prepare' }>;

const NOT_PREPARED: Entry = { state: 'prepared', participants: [], balances: {} };

function entryOf(ctx: Ctx, transaction: string): Entry | undefined {
  return ctx.disk.read(`transaction/${transaction}`) as Entry | undefined;
}

function preparedOf(ctx: Ctx): readonly string[] {
  return (ctx.disk.read(PREPARED) as readonly string[] | undefined) ?? [];
}

function balanceOf(ctx: Ctx, account: string): number {
  return (ctx.disk.read(`balance/${account}`) as number | undefined) ?? INITIAL_BALANCE;
}
