/**
 * The server of the transactional store: runs the steps of transactions as they come, and keeps
 * what is committed in a log on disk before it says so. Every answer that a client may miss can be
 * given again. A crash ends all open transactions; steps of those that come afterwards carry the
 * number of an incarnation that is gone, and are refused.
 */

import type { Value } from '../../history/value.js';
import type { Context, Node } from '../../simulator/node.js';
import type { Isolation } from './isolation.js';
import type { Step, StepMessage, StoreAnswer, StoreMessage } from './messages.js';
import { TransactionalStore, type Writes } from './store.js';
import type { Transaction } from './transaction.js';

/** What is known of a committed transaction, in the log. */
interface Entry {
  readonly transaction: string;
  readonly session: string;
  readonly writes: Writes;
}

/** A transaction that has begun, and the last answer to it. */
interface Open {
  readonly name: string;
  readonly transaction: Transaction;
  at: number;
  answer: StoreAnswer | undefined;
}

/** The key of what is acknowledged but has not taken effect. */
const WAITING = 'waiting';

/** The only server. */
export class StoreServer implements Node<StoreMessage> {
  readonly #store: TransactionalStore;
  /** By client. */
  readonly #open = new Map<string, Open>();
  /** By name of the transaction: its entry, or `undefined` if it was refused. */
  readonly #ended = new Map<string, Entry | undefined>();
  /** Commits that have not taken effect. */
  readonly #pending = new Map<Transaction, Entry>();
  #logged = 0;
  #ctx: Context<StoreMessage> | undefined;

  constructor(
    isolation: Isolation,
    readonly bugs: ReadonlySet<string>,
  ) {
    const chance = { below: (bound: number): number => this.#ctx!.random(bound) };
    this.#store = new TransactionalStore(isolation, chance, (transaction) => {
      const entry = this.#pending.get(transaction);
      if (entry !== undefined) this.#log(entry);
      this.#pending.delete(transaction);
    });
  }

  start(ctx: Context<StoreMessage>): void {
    this.#ctx = ctx;
    for (;;) {
      const entry = ctx.disk.read(`log/${this.#logged}`) as Entry | undefined;
      if (entry === undefined) break;
      this.#logged++;
      this.#restore(entry);
    }
    const waiting = (ctx.disk.read(WAITING) as readonly Entry[] | undefined) ?? [];
    for (const entry of waiting) {
      if (this.#ended.has(entry.transaction)) continue;
      this.#restore(entry);
      this.#log(entry);
    }
    if (waiting.length > 0) ctx.disk.remove(WAITING);
  }

  message(ctx: Context<StoreMessage>, from: string, body: StoreMessage): void {
    if (body.type !== 'step') return;
    this.#ctx = ctx;
    if (this.#ended.has(body.transaction)) this.#repeat(ctx, from, body);
    else {
      const open = this.#openFor(ctx, from, body);
      if (open === undefined) this.#refuse(ctx, from, body.transaction);
      else if (body.at === open.at + 1) this.#take(ctx, from, open, body.step);
      else if (body.at === open.at && open.answer !== undefined) ctx.send(from, open.answer);
    }
  }

  inspect(): string {
    return `${this.#logged} commits`;
  }

  /** The transaction that a step belongs to, which its first step begins. */
  #openFor(
    { incarnation }: Context<StoreMessage>,
    client: string,
    body: StepMessage,
  ): Open | undefined {
    const open = this.#open.get(client);
    if (open?.name === body.transaction) {
      return body.incarnation === null || body.incarnation === incarnation ? open : undefined;
    }
    if (body.incarnation !== null) return undefined;
    if (open !== undefined) {
      this.#store.abort(open.transaction);
      this.#ended.set(open.name, undefined);
    }
    const begun: Open = {
      name: body.transaction,
      transaction: this.#store.begin(client),
      at: -1,
      answer: undefined,
    };
    this.#open.set(client, begun);
    return begun;
  }

  #take(ctx: Context<StoreMessage>, client: string, open: Open, step: Step): void {
    const { name, transaction } = open;
    if (step.f === 'commit') {
      this.#commit(ctx, client, open);
      return;
    }
    let value: Value = null;
    if (step.f === 'read') value = this.#store.read(transaction, step.key);
    else if (!this.#store[step.f](transaction, step.key, step.value)) {
      this.#open.delete(client);
      this.#ended.set(name, undefined);
      this.#refuse(ctx, client, name);
      return;
    }
    const at = ++open.at;
    const { incarnation } = ctx;
    open.answer = { type: 'done', transaction: name, at, incarnation, value };
    ctx.send(client, open.answer);
  }

  #commit(ctx: Context<StoreMessage>, client: string, { name, transaction }: Open): void {
    this.#open.delete(client);
    const writes = [...transaction.own].map(([{ key }, own]) => [key, own] as const);
    const entry: Entry = { transaction: name, session: client, writes };
    this.#pending.set(transaction, entry);
    const isCommitted = this.#store.commit(transaction);
    if (!isCommitted || writes.length === 0) this.#pending.delete(transaction);
    if (this.#pending.has(transaction)) ctx.disk.write(WAITING, [...this.#pending.values()]);
    this.#ended.set(name, isCommitted ? entry : undefined);
    if (isCommitted) this.#acknowledge(ctx, client, name);
    else this.#refuse(ctx, client, name);
  }

  #repeat(ctx: Context<StoreMessage>, client: string, { transaction, step }: StepMessage): void {
    const entry = this.#ended.get(transaction);
    if (entry === undefined) {
      this.#refuse(ctx, client, transaction);
      return;
    }
    if (this.bugs.has('no-dedup') && step.f === 'commit' && entry.writes.length > 0) {
      this.#store.restore(client, entry.writes);
      this.#log(entry);
    }
    this.#acknowledge(ctx, client, transaction);
  }

  /** What a transaction has read must be on disk as well, even if it wrote nothing itself. */
  #acknowledge(ctx: Context<StoreMessage>, client: string, transaction: string): void {
    const tell = (): void => ctx.send(client, { type: 'committed', transaction });
    if (this.bugs.has('ack-before-fsync')) {
      tell();
      ctx.disk.sync(() => {});
    } else {
      ctx.disk.sync(tell);
    }
  }

  #refuse(ctx: Context<StoreMessage>, client: string, transaction: string): void {
    ctx.send(client, { type: 'refused', transaction });
  }

  #restore(entry: Entry): void {
    this.#store.restore(entry.session, entry.writes);
    this.#ended.set(entry.transaction, entry);
  }

  #log(entry: Entry): void {
    this.#ctx!.disk.write(`log/${this.#logged++}`, entry);
  }
}
