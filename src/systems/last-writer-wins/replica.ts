/**
 * A replica that takes writes itself and sends them on later. A write becomes visible once all that
 * its writer had seen is visible (Lloyd, Freedman, Kaminsky, Andersen, "Don't Settle for Eventual",
 * SOSP 2011, section 4.3); of the writes to one key the last wins (section 4.5).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Context, Node } from '../../simulator/node.js';
import { covers, join, type VersionVector } from '../version-vector.js';
import { HybridClock, isLater } from './hybrid-clock.js';
import type { Ask, Entry, Message } from './messages.js';

/** Each replica says so often what it has. */
const GOSSIP_US = 50_000;

type Ctx = Context<Message>;

/** One server: a log of the writes of each origin, and the registers they come to. */
export class Replica implements Node<Message> {
  private readonly logs = new Map<string, Entry[]>();
  /** The last write of each key. */
  private readonly registers = new Map<string, Entry>();
  /** The writes that are visible. */
  private applied: VersionVector = {};
  /** Own writes that are not yet on disk, and so not yet visible. */
  private unsynced: Entry[] = [];
  private readonly clients = new Map<number, string>();
  /** Writes of others whose dependencies are missing, and operations whose past is missing. */
  private early: Entry[] = [];
  private parked: { readonly client: string; readonly ask: Ask }[] = [];
  private clock = new HybridClock('');
  private shown = 'null';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Ctx): void {
    this.clock = new HybridClock(ctx.self);
    for (const origin of ctx.servers) {
      for (let sequence = 1; ; sequence++) {
        const entry = ctx.disk.read(`${origin}/${sequence}`) as Entry | undefined;
        if (entry === undefined) break;
        this.apply(entry);
      }
    }
    ctx.setTimer('gossip', GOSSIP_US);
  }

  timer(ctx: Ctx): void {
    ctx.setTimer('gossip', GOSSIP_US);
    const logged = [...this.logs].map(([origin, log]) => [origin, log.length] as const);
    this.broadcast(ctx, { type: 'have', logged: Object.fromEntries(logged) });
  }

  message(ctx: Ctx, from: string, body: Message): void {
    if (body.type === 'ask') this.serve(ctx, from, body);
    else if (body.type === 'have') this.sendMissing(ctx, from, body.logged);
    else if (body.type === 'entries') this.receive(ctx, body.entries);
  }

  inspect(): string {
    return this.shown;
  }

  private serve(ctx: Ctx, client: string, ask: Ask): void {
    if (!this.bugs.has('session-lost') && !covers(this.applied, ask.context)) {
      ctx.sometimes('operation waited for its past');
      this.parked.push({ client, ask });
      return;
    }
    if (ask.f === 'read') {
      return this.tell(ctx, client, ask.operation, this.registers.get(ask.key));
    }
    if (ask.f !== 'write') throw new Error(`a register knows read and write, not "${ask.f}"`);
    const done = this.logOf(ctx.self).find(({ operation }) => operation === ask.operation);
    if (done !== undefined) return this.tell(ctx, client, ask.operation, done);
    this.clients.set(ask.operation, client);
    if (this.unsynced.some(({ operation }) => operation === ask.operation)) return;
    this.write(ctx, ask);
  }

  private write(ctx: Ctx, { operation, key, value, context: dependencies }: Ask): void {
    const { self } = ctx;
    const sequence = this.logOf(self).length + this.unsynced.length + 1;
    const timestamp = this.bugs.has('wall-clocks')
      ? { wallUs: ctx.wallUs(), count: 0, server: self }
      : this.clock.next(ctx.wallUs());
    const made = { operation, key, value, timestamp, dependencies };
    const entry: Entry = { origin: self, sequence, ...made };
    ctx.disk.write(`${self}/${sequence}`, entry);
    this.unsynced.push(entry);
    ctx.disk.sync(() => this.publish(ctx, sequence));
  }

  /** Own writes up to this one are on disk. */
  private publish(ctx: Ctx, sequence: number): void {
    const ready = this.unsynced.filter((entry) => entry.sequence <= sequence);
    this.unsynced = this.unsynced.filter((entry) => entry.sequence > sequence);
    for (const entry of ready) {
      this.apply(entry);
      const client = this.clients.get(entry.operation);
      this.clients.delete(entry.operation);
      if (client !== undefined) this.tell(ctx, client, entry.operation, entry);
    }
    if (ready.length === 0) return;
    this.broadcast(ctx, { type: 'entries', entries: ready });
    this.serveParked(ctx);
  }

  private receive(ctx: Ctx, entries: readonly Entry[]): void {
    const isKnown = ({ origin, sequence }: Entry): boolean => sequence <= this.logOf(origin).length;
    this.early.push(...entries);
    if (this.bugs.has('dependencies-unchecked')) for (const entry of entries) this.show(entry);
    for (let again = true; again;) {
      again = false;
      for (const entry of this.early) {
        if (isKnown(entry) || !this.isReady(entry)) continue;
        ctx.disk.write(`${entry.origin}/${entry.sequence}`, entry);
        this.apply(entry);
        again = true;
      }
    }
    const waiting = new Map<string, Entry>();
    for (const entry of this.early) {
      if (!isKnown(entry)) waiting.set(`${entry.origin}/${entry.sequence}`, entry);
    }
    this.early = [...waiting.values()];
    if (this.early.length > 0) ctx.sometimes('write waited for its dependencies');
    this.serveParked(ctx);
  }

  private isReady({ origin, sequence, dependencies }: Entry): boolean {
    return sequence === this.logOf(origin).length + 1 && covers(this.applied, dependencies);
  }

  private apply(entry: Entry): void {
    this.logOf(entry.origin).push(entry);
    this.show(entry);
  }

  /** Makes a write visible. */
  private show(entry: Entry): void {
    const { origin, sequence, key, timestamp } = entry;
    this.applied = join(this.applied, { [origin]: sequence });
    this.clock.see(timestamp);
    const current = this.registers.get(key);
    if (current !== undefined && !isLater(timestamp, current.timestamp)) return;
    this.registers.set(key, entry);
    this.shown = canonicalKey(entry.value);
  }

  private serveParked(ctx: Ctx): void {
    const { parked } = this;
    this.parked = [];
    for (const { client, ask } of parked) this.serve(ctx, client, ask);
  }

  /** Every server sends its own writes alone, as in COPS: others come from where they were made. */
  private sendMissing(ctx: Ctx, to: string, logged: VersionVector): void {
    const entries = this.logOf(ctx.self).slice(logged[ctx.self] ?? 0);
    if (entries.length > 0) ctx.send(to, { type: 'entries', entries });
  }

  /** What the write depends on need not be told: where it is visible, all that is visible too. */
  private tell(ctx: Ctx, client: string, operation: number, entry: Entry | undefined): void {
    const context = entry === undefined ? {} : { [entry.origin]: entry.sequence };
    ctx.send(client, { type: 'told', operation, value: entry?.value ?? null, context });
  }

  private logOf(origin: string): Entry[] {
    let log = this.logs.get(origin);
    if (log === undefined) this.logs.set(origin, (log = []));
    return log;
  }

  private broadcast(ctx: Ctx, message: Message): void {
    for (const server of ctx.servers) if (server !== ctx.self) ctx.send(server, message);
  }
}
