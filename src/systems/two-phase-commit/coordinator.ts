/**
 * The coordinator of two-phase commit with presumed abort (Bernstein, Hadzilacos, Goodman 1987,
 * section 7.4; Mohan, Lindsay, Obermarck, TODS 1986): asks all participants, decides to commit when
 * all vote yes, and tells nobody before the decision is on disk. Of a transaction that it does not
 * know it says that it aborted. An aborted operation is tried again.
 */

import type { Answer, Context, Node, Request } from '../../simulator/node.js';
import { Schedule, type Asked } from './schedule.js';
import { tasksOf, type Balances, type Message, type Refusal, type Task } from './messages.js';

type Ctx = Context<Message>;

/** Votes that do not come in this time are no. */
const VOTES_US = 30_000;

/** An unacknowledged decision is told again. */
const RESEND_US = 50_000;

/** An operation that met a lock is tried again after this time, or up to twice as late. */
const AGAIN_US = 3_000;

interface Running extends Asked {
  readonly transaction: string;
  readonly tasks: ReadonlyMap<string, readonly Task[]>;
  readonly tried: number;
  readonly voted: Set<string>;
  balances: Balances;
  /** Collecting votes, on its way to the disk, or aborted and waiting for another try. */
  phase: 'votes' | 'commits' | 'waits';
}

/** Runs one transaction for each operation, and again until it commits or cannot. */
export class Coordinator implements Node<Message> {
  private readonly schedule = new Schedule();
  /** By operation. */
  private readonly running = new Map<number, Running>();
  /** By transaction: who has not acknowledged its commit. */
  private readonly unacknowledged = new Map<string, Set<string>>();

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, client: string, request: Request): void {
    if (this.schedule.has(request.id)) return;
    const answer = ctx.disk.read(`answer/${request.id}`) as Answer | undefined;
    if (answer !== undefined) {
      return ctx.disk.sync(() => ctx.reply(client, request.id, answer));
    }
    const accounts = [...tasksOf(request, ctx.servers).values()].flat().map((task) => task.account);
    this.take(ctx, this.schedule.add({ client, request }, accounts));
  }

  message(ctx: Ctx, from: string, body: Message): void {
    const { transaction } = body;
    if (body.type === 'acknowledge') this.unacknowledged.get(transaction)?.delete(from);
    if (body.type === 'inquire') this.inform(ctx, from, transaction);
    if (body.type !== 'vote') return;
    const running = this.running.get(operationOf(transaction));
    if (running?.transaction !== transaction || running.phase !== 'votes') return;
    if (body.refusal !== null) return this.abort(ctx, running, body.refusal);
    running.voted.add(from);
    running.balances = { ...running.balances, ...body.balances };
    if (running.voted.size === running.tasks.size) this.commit(ctx, running);
  }

  timer(ctx: Ctx, name: string): void {
    const [what, transaction] = name.split(' ') as [string, string];
    const running = this.running.get(operationOf(transaction));
    if (what === 'resend') return this.tell(ctx, transaction);
    if (running?.transaction !== transaction) return;
    if (what === 'votes' && running.phase === 'votes') this.abort(ctx, running, 'locked');
    if (what === 'again') this.begin(ctx, running, running.tried + 1);
  }

  inspect(): string {
    return [...this.running.values()].map(({ transaction }) => transaction).join(' ');
  }

  private take(ctx: Ctx, all: readonly Asked[]): void {
    for (const asked of all) this.begin(ctx, asked, 1);
  }

  private begin(ctx: Ctx, { client, request }: Asked, tried: number): void {
    const transaction = `${request.id}.${ctx.incarnation}.${tried}`;
    const tasks = tasksOf(request, ctx.servers);
    this.running.set(request.id, {
      client,
      request,
      transaction,
      tasks,
      tried,
      voted: new Set(),
      balances: {},
      phase: 'votes',
    });
    const participants = [...tasks.keys()];
    for (const [participant, its] of tasks) {
      ctx.send(participant, { type: 'prepare', transaction, participants, tasks: its });
    }
    ctx.setTimer(`votes ${transaction}`, VOTES_US);
  }

  private commit(ctx: Ctx, running: Running): void {
    const { client, request, transaction, tasks, balances } = running;
    running.phase = 'commits';
    ctx.clearTimer(`votes ${transaction}`);
    const answer: Answer = {
      type: 'ok',
      value: request.f === 'transfer' ? request.value : balances,
    };
    ctx.disk.write(`answer/${request.id}`, answer);
    if (!this.bugs.has('forgets-decision')) ctx.disk.write(`commit/${transaction}`, true);
    ctx.disk.sync(() => {
      ctx.note('decided', { instance: transaction, value: 'commit' });
      this.running.delete(request.id);
      this.unacknowledged.set(transaction, new Set(tasks.keys()));
      this.tell(ctx, transaction);
      ctx.reply(client, request.id, answer);
      this.take(ctx, this.schedule.end(request.id));
    });
  }

  private tell(ctx: Ctx, transaction: string): void {
    const participants = this.unacknowledged.get(transaction);
    if (participants === undefined || participants.size === 0) return;
    for (const participant of participants) {
      ctx.send(participant, { type: 'decision', transaction, commits: true });
    }
    ctx.setTimer(`resend ${transaction}`, RESEND_US);
  }

  private abort(ctx: Ctx, running: Running, why: Refusal): void {
    const { client, request, transaction, tasks } = running;
    running.phase = 'waits';
    ctx.clearTimer(`votes ${transaction}`);
    ctx.note('decided', { instance: transaction, value: 'abort' });
    for (const participant of tasks.keys()) {
      ctx.send(participant, { type: 'decision', transaction, commits: false });
    }
    if (why === 'locked') {
      return ctx.setTimer(`again ${transaction}`, AGAIN_US + ctx.random(AGAIN_US));
    }
    const answer: Answer = { type: 'fail', error: why };
    ctx.disk.write(`answer/${request.id}`, answer);
    ctx.disk.sync(() => {
      this.running.delete(request.id);
      ctx.reply(client, request.id, answer);
      this.take(ctx, this.schedule.end(request.id));
    });
  }

  /** Recovery, section 7.4: what is not on disk was not decided, and thereby aborted. */
  private inform(ctx: Ctx, participant: string, transaction: string): void {
    const running = this.running.get(operationOf(transaction));
    if (running?.transaction === transaction && running.phase !== 'waits') return;
    const commits =
      this.unacknowledged.has(transaction) || ctx.disk.read(`commit/${transaction}`) === true;
    ctx.note('decided', { instance: transaction, value: commits ? 'commit' : 'abort' });
    ctx.send(participant, { type: 'decision', transaction, commits });
  }
}

function operationOf(transaction: string): number {
  return Number(transaction.split('.')[0]);
}
