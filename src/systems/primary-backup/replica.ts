/**
 * A replica of Viewstamped Replication Revisited (Liskov and Cowling 2012): the primary orders
 * operations and answers when a quorum has stored them; when it falls silent, the others change the
 * view. Unlike the paper, which recovers from other replicas (section 4.3), a replica keeps its
 * view and log on disk, synced before it answers for them.
 */

import type { Context, Node, Request } from '../../simulator/node.js';
import { notHere } from '../../simulator/request-client.js';
import { DurableState } from './durable-state.js';
import type { Commit, DoViewChange, Message, Prepare, StartView } from './messages.js';
import { Registers } from './registers.js';
import { committedOp, logOfNewView, primaryOf, quorumOf } from './views.js';

/** The primary shows that it lives so often. */
const HEARTBEAT_US = 20_000;

/**
 * A backup waits between the first and the sum of both for the primary, or for a view change to
 * end.
 */
const SILENCE_US = 50_000;
const SILENCE_SPREAD_US = 50_000;

type Ctx = Context<Message>;

/** A view change under way: who wants it, and what they reported to the new primary. */
interface ViewChange {
  readonly wantedBy: Set<string>;
  readonly reports: Map<string, DoViewChange>;
  reported: boolean;
}

/** One server of the cluster: primary in some views, backup in the others. */
export class Replica implements Node<Message> {
  private readonly durable = new DurableState();
  private readonly registers = new Registers();
  /** Operations executed, which is also the commit number. */
  private executed = 0;
  private viewChange: ViewChange | undefined;
  /** As primary: up to which op each replica has stored, and who waits for which operation. */
  private stored = new Map<string, number>();
  private readonly waiting = new Map<number, string>();

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Ctx): void {
    this.durable.load(ctx);
    const { view } = this.durable.state;
    // A primary that lost its memory must not give op numbers in the same view again.
    if (ctx.incarnation > 0 && this.isPrimary(ctx)) this.changeView(ctx, view + 1);
    else if (!this.durable.isNormal) this.changeView(ctx, view);
    else this.enterNormal(ctx);
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'silence') this.changeView(ctx, this.durable.state.view + 1);
    else this.sendHeartbeats(ctx);
  }

  request(ctx: Ctx, client: string, request: Request): void {
    if (!this.durable.isNormal) return ctx.reply(client, request.id, notHere(null));
    const { view, log } = this.durable.state;
    if (!this.isPrimary(ctx)) {
      return ctx.reply(client, request.id, notHere(primaryOf(view, ctx.servers)));
    }
    const answer = this.registers.answerTo(request.id);
    if (answer !== undefined) return ctx.reply(client, request.id, answer);
    this.waiting.set(request.id, client);
    if (log.some(({ id }) => id === request.id)) return;
    this.durable.save(ctx, { ...this.durable.state, log: [...log, request] });
    const op = log.length + 1;
    this.broadcast(ctx, { type: 'prepare', view, op, request, commit: this.executed });
    this.storeOwn(ctx, view, op);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    switch (body.type) {
      case 'prepare':
      case 'commit':
        return this.hearPrimary(ctx, from, body);
      case 'prepare-ok':
        return this.countStored(ctx, from, body.view, body.op);
      case 'start-view-change':
        if (this.joins(ctx, body.view)) this.viewChange?.wantedBy.add(from);
        return this.report(ctx);
      case 'do-view-change':
        if (this.joins(ctx, body.view)) this.viewChange?.reports.set(from, body);
        return this.startView(ctx);
      case 'start-view':
        return this.adoptView(ctx, from, body);
      case 'get-state':
        if (this.isActive(ctx)) ctx.send(from, this.viewMessage());
        return;
    }
  }

  inspect(): string {
    const { view } = this.durable.state;
    const role = this.viewChange !== undefined ? 'changing' : this.stored.size > 0 ? 'primary' : '';
    return ['v' + view, role, this.registers.describe()].filter((word) => word !== '').join(' ');
  }

  // ---- normal operation (section 4.1) ----

  private hearPrimary(ctx: Ctx, from: string, message: Prepare | Commit): void {
    const { view, log } = this.durable.state;
    if (message.view < view) return;
    if (message.view > view || !this.durable.isNormal) return this.catchUp(ctx, from, message.view);
    this.awaitPrimary(ctx);
    if (message.type === 'prepare' && message.op === log.length + 1) {
      this.durable.save(ctx, { ...this.durable.state, log: [...log, message.request] });
    } else if (message.op > log.length) return this.catchUp(ctx, from, message.view);
    this.executeUpTo(ctx, message.commit);
    this.acknowledge(ctx, from);
  }

  /** Once synced: this backup's log is the primary's up to its end. */
  private acknowledge(ctx: Ctx, primary: string): void {
    const { view, log } = this.durable.state;
    const op = log.length;
    this.durable.settle(ctx, () => ctx.send(primary, { type: 'prepare-ok', view, op }));
  }

  private storeOwn(ctx: Ctx, view: number, op: number): void {
    this.durable.settle(ctx, () => this.countStored(ctx, ctx.self, view, op));
  }

  private countStored(ctx: Ctx, from: string, view: number, op: number): void {
    if (!this.isActive(ctx) || view !== this.durable.state.view) return;
    this.stored.set(from, Math.max(this.stored.get(from) ?? 0, op));
    const alone = this.bugs.has('async-replication');
    const needed = alone ? 1 : quorumOf(ctx.servers.length, this.bugs);
    this.executeUpTo(ctx, committedOp([...this.stored.values()], needed));
  }

  private executeUpTo(ctx: Ctx, commit: number): void {
    const { log } = this.durable.state;
    while (this.executed < Math.min(commit, log.length)) {
      const request = log[this.executed++] as Request;
      const answer = this.registers.execute(request);
      const client = this.waiting.get(request.id);
      if (client === undefined) continue;
      this.waiting.delete(request.id);
      ctx.reply(client, request.id, answer);
    }
  }

  private sendHeartbeats(ctx: Ctx): void {
    if (!this.isActive(ctx)) return;
    ctx.setTimer('heartbeat', HEARTBEAT_US);
    const { view, log } = this.durable.state;
    this.broadcast(ctx, { type: 'commit', view, op: log.length, commit: this.executed });
  }

  // ---- view changes (section 4.2) ----

  private changeView(ctx: Ctx, view: number): void {
    const change: ViewChange = { wantedBy: new Set(), reports: new Map(), reported: false };
    this.viewChange = change;
    this.stored = new Map();
    this.waiting.clear();
    ctx.clearTimer('heartbeat');
    this.awaitPrimary(ctx);
    this.durable.save(ctx, { ...this.durable.state, view });
    // On disk first: whoever took part in a view must never again store anything for an older one.
    this.durable.settle(ctx, () => {
      if (this.viewChange !== change) return;
      change.wantedBy.add(ctx.self);
      this.broadcast(ctx, { type: 'start-view-change', view });
      this.report(ctx);
    });
  }

  /**
   * Joins a view change that others began; says whether a view change to `view` is now under way.
   */
  private joins(ctx: Ctx, view: number): boolean {
    if (view > this.durable.state.view) this.changeView(ctx, view);
    return this.viewChange !== undefined && view === this.durable.state.view;
  }

  /** Step 2: when a quorum wants the view, tells its primary what this replica has. */
  private report(ctx: Ctx): void {
    const change = this.viewChange;
    if (change === undefined || change.reported || !change.wantedBy.has(ctx.self)) return;
    if (change.wantedBy.size < quorumOf(ctx.servers.length, this.bugs)) return;
    change.reported = true;
    const { view, normalView, log } = this.durable.state;
    const commit = this.executed;
    const report: DoViewChange = { type: 'do-view-change', view, normalView, log, commit };
    if (!this.isPrimary(ctx)) return ctx.send(primaryOf(view, ctx.servers), report);
    change.reports.set(ctx.self, report);
    this.startView(ctx);
  }

  /** Step 3: the new primary takes the best log of a quorum, its own included. */
  private startView(ctx: Ctx): void {
    const reports = this.viewChange?.reports;
    if (reports === undefined || !this.isPrimary(ctx) || !reports.has(ctx.self)) return;
    if (reports.size < quorumOf(ctx.servers.length, this.bugs)) return;
    ctx.sometimes('view changed');
    const { view } = this.durable.state;
    const { log } = logOfNewView([...reports.values()]);
    const commit = Math.max(...[...reports.values()].map((report) => report.commit));
    this.durable.save(ctx, { view, normalView: view, log });
    this.enterNormal(ctx);
    this.executeUpTo(ctx, commit);
    this.broadcast(ctx, this.viewMessage());
    this.storeOwn(ctx, view, log.length);
  }

  /**
   * Step 5, and section 5.2: takes the primary's log, unless it is an old message of a view it
   * follows already.
   */
  private adoptView(ctx: Ctx, from: string, { view, log, commit }: StartView): void {
    const { state, isNormal } = this.durable;
    if (view < state.view) return;
    if (view === state.view && isNormal && log.length <= state.log.length) return;
    this.durable.save(ctx, { view, normalView: view, log });
    this.enterNormal(ctx);
    this.executeUpTo(ctx, commit);
    this.acknowledge(ctx, from);
  }

  private enterNormal(ctx: Ctx): void {
    this.viewChange = undefined;
    this.waiting.clear();
    if (this.isPrimary(ctx)) {
      ctx.clearTimer('silence');
      this.stored = new Map(ctx.servers.map((server) => [server, 0]));
      ctx.setTimer('heartbeat', HEARTBEAT_US);
    } else {
      this.stored = new Map();
      ctx.clearTimer('heartbeat');
      this.awaitPrimary(ctx);
    }
  }

  private viewMessage(): StartView {
    const { view, log } = this.durable.state;
    return { type: 'start-view', view, log, commit: this.executed };
  }

  /** Section 5.2, state transfer. */
  private catchUp(ctx: Ctx, primary: string, view: number): void {
    ctx.sometimes('state transferred');
    ctx.send(primary, { type: 'get-state', view });
  }

  private awaitPrimary(ctx: Ctx): void {
    ctx.setTimer('silence', SILENCE_US + ctx.random(SILENCE_SPREAD_US));
  }

  private isPrimary(ctx: Ctx): boolean {
    return primaryOf(this.durable.state.view, ctx.servers) === ctx.self;
  }

  /** Whether this replica is the primary of a view that has begun. */
  private isActive(ctx: Ctx): boolean {
    return this.durable.isNormal && this.isPrimary(ctx);
  }

  private broadcast(ctx: Ctx, message: Message): void {
    for (const server of ctx.servers) {
      if (server !== ctx.self) ctx.send(server, message);
    }
  }
}
