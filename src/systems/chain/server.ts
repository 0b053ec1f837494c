/**
 * A server of a chain (van Renesse and Schneider, "Chain Replication for Supporting High Throughput
 * and Availability", OSDI 2004, section 3): writes enter at the head and go down the chain; the
 * tail answers them, and reads. What the tail has, all have, so it is committed. A tail cannot know
 * that its chain is the newest: before it answers a read it asks a majority.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Answer, Context, Node, Request } from '../../simulator/node.js';
import { notHere } from '../../simulator/request-client.js';
import { epochAfter, majorityOf, nextChain } from './configuration.js';
import type { Chain, Durable, Message } from './messages.js';

/** Servers show so often that they live, and send again what is not acknowledged. */
const BEAT_US = 10_000;

/** Who was silent for so long is taken for dead. */
const SILENCE_US = 40_000;

/** So long, and a drawn part of it more, nobody else begins an epoch after one that began. */
const PATIENCE_US = 30_000;

/** How long a new epoch waits for more than a majority. */
const GATHERING_US = 15_000;

type Ctx = Context<Message>;

interface Read {
  readonly client: string;
  readonly request: Request;
  readonly epoch: number;
  readonly confirmedBy: Set<string>;
}

/** Head, tail or in between, as the epoch has it. */
export class ChainServer implements Node<Message> {
  private durable: Durable = { promised: 0, chain: { epoch: 0, members: [], log: [] } };
  /** How much of the log of which epoch is on disk. */
  private synced = { epoch: 0, length: 0 };
  /** How much of the log the successor has on disk; -1 until it knows the epoch. */
  private passed = -1;
  private readonly heardUs = new Map<string, number>();
  private preparing: { epoch: number; reports: Map<string, Chain> } | undefined;
  private reads = new Map<number, Read>();

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Ctx): void {
    const { servers } = ctx;
    const first: Durable = { promised: 0, chain: { epoch: 0, members: servers, log: [] } };
    this.durable = (ctx.disk.read('state') as Durable | undefined) ?? first;
    const { epoch, log } = this.durable.chain;
    this.synced = { epoch, length: log.length };
    for (const server of servers) this.heardUs.set(server, ctx.monotonicUs());
    ctx.setTimer('beat', BEAT_US);
    this.wait(ctx);
  }

  timer(ctx: Ctx, name: string): void {
    if (name === 'beat') this.beat(ctx);
    else if (name === 'gathered') this.install(ctx);
    else this.watch(ctx);
  }

  request(ctx: Ctx, client: string, request: Request): void {
    const { chain } = this.durable;
    const [head, tail] = [chain.members[0] as string, chain.members.at(-1) as string];
    if (request.f === 'read') {
      if (this.servesReads(ctx, tail)) return this.confirmRead(ctx, client, request);
      return ctx.reply(client, request.id, notHere(tail));
    }
    if (request.f !== 'write')
      throw new Error(`a register knows read and write, not "${request.f}"`);
    if (head !== ctx.self || this.isFenced(chain.epoch))
      return ctx.reply(client, request.id, notHere(head));
    if (chain.log.some((entry) => entry.request.id === request.id)) {
      ctx.sometimes('write was asked again');
      const again = { type: 'again', epoch: chain.epoch, operation: request.id, client } as const;
      if (tail !== ctx.self) ctx.send(tail, again);
      else this.answerAgain(ctx, again);
      return;
    }
    this.store(ctx, { ...chain, log: [...chain.log, { request, client }] });
    const answer: Answer = { type: 'ok', value: request.value };
    if (this.bugs.has('head-answers')) ctx.reply(client, request.id, answer);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    this.heardUs.set(from, ctx.monotonicUs());
    switch (body.type) {
      case 'alive':
        return;
      case 'pass':
        return this.take(ctx, from, body.chain);
      case 'passed':
        return this.countPassed(ctx, from, body.epoch, body.length);
      case 'again':
        return this.answerAgain(ctx, body);
      case 'confirm':
        if (this.durable.promised === body.epoch) ctx.send(from, { ...body, type: 'confirmed' });
        else ctx.sometimes('tail of another epoch was refused');
        return;
      case 'confirmed':
        return this.countConfirmed(ctx, from, body.epoch, body.read);
      case 'prepare':
        return this.promise(ctx, from, body.epoch);
      case 'promise':
        return this.gather(ctx, from, body.epoch, body.chain);
    }
  }

  inspect(): string {
    const { epoch, log } = this.durable.chain;
    return `e${epoch} ${log.length}`;
  }

  // ---- the chain (section 3.1) ----

  /** A newer epoch was promised: this server takes no more part in its chain. */
  private get isLeaving(): boolean {
    return this.durable.promised > this.durable.chain.epoch;
  }

  /** Whoever proposed a newer epoch was told what is stored: nothing more may be stored in this. */
  private isFenced(epoch: number): boolean {
    return epoch < this.durable.promised && !this.bugs.has('no-fence');
  }

  private take(ctx: Ctx, from: string, chain: Chain): void {
    const { chain: own } = this.durable;
    if (this.isFenced(chain.epoch)) return ctx.sometimes('old chain was fenced');
    if (chain.epoch < own.epoch || !chain.members.includes(ctx.self)) return;
    const isNews = chain.epoch > own.epoch || chain.log.length > own.log.length;
    if (isNews) this.store(ctx, chain);
    else this.acknowledge(ctx, from);
  }

  /** What is on disk goes on: to the successor, or from the tail to the clients. */
  private store(ctx: Ctx, chain: Chain): void {
    const { epoch } = chain;
    const { length } = chain.log;
    if (epoch > this.durable.chain.epoch) {
      this.passed = -1;
      this.reads.clear();
    }
    this.save(ctx, { promised: Math.max(this.durable.promised, epoch), chain }, () => {
      const current = this.durable.chain;
      if (epoch !== current.epoch) return;
      const before = this.synced.epoch === epoch ? this.synced.length : 0;
      if (length > before || this.synced.epoch < epoch) this.synced = { epoch, length };
      this.pass(ctx);
      const at = current.members.indexOf(ctx.self);
      if (at > 0) this.acknowledge(ctx, current.members[at - 1] as string);
      if (at < current.members.length - 1) return;
      for (const { client, request } of current.log.slice(before, length)) {
        ctx.reply(client, request.id, { type: 'ok', value: request.value });
      }
    });
  }

  private pass(ctx: Ctx): void {
    const { chain } = this.durable;
    const successor = chain.members[chain.members.indexOf(ctx.self) + 1];
    if (successor === undefined || this.synced.epoch !== chain.epoch) return;
    const log = chain.log.slice(0, this.synced.length);
    ctx.send(successor, { type: 'pass', chain: { ...chain, log } });
  }

  /** Who proposed the epoch is told as well, and need not be the predecessor. */
  private countPassed(ctx: Ctx, from: string, epoch: number, length: number): void {
    const { chain } = this.durable;
    const successor = chain.members[chain.members.indexOf(ctx.self) + 1];
    if (epoch === chain.epoch && from === successor) this.passed = Math.max(this.passed, length);
  }

  private acknowledge(ctx: Ctx, predecessor: string): void {
    const { epoch, length } = this.synced;
    if (epoch === this.durable.chain.epoch)
      ctx.send(predecessor, { type: 'passed', epoch, length });
  }

  private answerAgain(ctx: Ctx, asked: Extract<Message, { type: 'again' }>): void {
    const { chain } = this.durable;
    if (asked.epoch !== chain.epoch || this.synced.epoch !== chain.epoch) return;
    const stored = chain.log.slice(0, this.synced.length);
    const entry = stored.find(({ request }) => request.id === asked.operation);
    if (entry === undefined) return;
    ctx.reply(asked.client, asked.operation, { type: 'ok', value: entry.request.value });
  }

  // ---- reads ----

  private servesReads(ctx: Ctx, tail: string): boolean {
    const { epoch, members } = this.durable.chain;
    if (this.isLeaving || this.synced.epoch !== epoch) return false;
    return tail === ctx.self || (this.bugs.has('read-anywhere') && members.includes(ctx.self));
  }

  private confirmRead(ctx: Ctx, client: string, request: Request): void {
    const { epoch } = this.durable.chain;
    const read: Read = { client, request, epoch, confirmedBy: new Set([ctx.self]) };
    const isTail = this.durable.chain.members.at(-1) === ctx.self;
    if (!isTail || this.bugs.has('old-tail-answers')) return this.answerRead(ctx, read);
    this.reads.set(request.id, read);
    this.broadcast(ctx, { type: 'confirm', epoch, read: request.id });
  }

  private countConfirmed(ctx: Ctx, from: string, epoch: number, id: number): void {
    const read = this.reads.get(id);
    if (read === undefined || read.epoch !== epoch) return;
    read.confirmedBy.add(from);
    if (read.confirmedBy.size < majorityOf(ctx.servers.length)) return;
    this.reads.delete(id);
    this.answerRead(ctx, read);
  }

  private answerRead(ctx: Ctx, { client, request }: Read): void {
    const key = canonicalKey(request.key ?? null);
    const stored = this.durable.chain.log.slice(0, this.synced.length);
    const last = stored.findLast((entry) => canonicalKey(entry.request.key ?? null) === key);
    const value: Value = last?.request.value ?? null;
    ctx.reply(client, request.id, { type: 'ok', value });
  }

  // ---- reconfiguration (section 3.2, without a master that never fails) ----

  private beat(ctx: Ctx): void {
    ctx.setTimer('beat', BEAT_US);
    const { epoch, members, log } = this.durable.chain;
    this.broadcast(ctx, { type: 'alive', epoch, members });
    if (this.passed < log.length) this.pass(ctx);
  }

  private wait(ctx: Ctx): void {
    ctx.setTimer('watch', PATIENCE_US + ctx.random(PATIENCE_US));
  }

  /** Begins a new epoch if somebody in the chain is silent, or somebody outside of it lives. */
  private watch(ctx: Ctx): void {
    this.wait(ctx);
    const { promised, chain } = this.durable;
    const lives = (server: string): boolean =>
      server === ctx.self || ctx.monotonicUs() - (this.heardUs.get(server) ?? 0) < SILENCE_US;
    const living = ctx.servers.filter(lives);
    if (living.length < majorityOf(ctx.servers.length)) return;
    const isAsItShouldBe = ctx.servers.every(
      (server) => lives(server) === chain.members.includes(server),
    );
    if (isAsItShouldBe && !this.isLeaving) return;
    const epoch = epochAfter(Math.max(promised, chain.epoch), ctx.self, ctx.servers);
    this.preparing = { epoch, reports: new Map() };
    this.promise(ctx, ctx.self, epoch);
  }

  /** On disk first: whoever left an epoch must never again store anything in it. */
  private promise(ctx: Ctx, to: string, epoch: number): void {
    if (epoch <= this.durable.promised) return;
    this.wait(ctx);
    this.reads.clear();
    this.save(ctx, { ...this.durable, promised: epoch }, () => {
      const { promised, chain } = this.durable;
      if (promised !== epoch || chain.epoch >= epoch) return;
      if (to === ctx.self) this.prepare(ctx, epoch, chain);
      else ctx.send(to, { type: 'promise', epoch, chain });
    });
  }

  /** Its own promise is on disk, so that this server never begins the same epoch twice. */
  private prepare(ctx: Ctx, epoch: number, chain: Chain): void {
    this.broadcast(ctx, { type: 'prepare', epoch });
    ctx.setTimer('gathered', GATHERING_US);
    this.gather(ctx, ctx.self, epoch, chain);
  }

  private gather(ctx: Ctx, from: string, epoch: number, chain: Chain): void {
    if (this.preparing?.epoch !== epoch) return;
    this.preparing.reports.set(from, chain);
    if (this.preparing.reports.size === ctx.servers.length) this.install(ctx);
  }

  private install(ctx: Ctx): void {
    const { preparing } = this;
    if (preparing === undefined) return;
    this.preparing = undefined;
    if (preparing.reports.size < majorityOf(ctx.servers.length)) return;
    if (this.durable.promised !== preparing.epoch) return;
    ctx.sometimes('chain changed');
    const chain = nextChain(preparing.epoch, preparing.reports);
    const head = chain.members[0] as string;
    if (head === ctx.self) this.store(ctx, chain);
    else ctx.send(head, { type: 'pass', chain });
  }

  private save(ctx: Ctx, state: Durable, then: () => void): void {
    this.durable = state;
    ctx.disk.write('state', state);
    ctx.disk.sync(then);
  }

  private broadcast(ctx: Ctx, message: Message): void {
    for (const server of ctx.servers) if (server !== ctx.self) ctx.send(server, message);
  }
}
