/**
 * A replica of all documents: updates them on its own, says so when that is on disk, and tells the
 * others what it has (state-based replication; Shapiro, Preguiça, Baquero, Zawirski, "Conflict-Free
 * Replicated Data Types", SSS 2011, section 2).
 */

import type { Context, Node, Request } from '../../simulator/node.js';
import { canonicalKey } from '../../history/equality.js';
import type { Bugs } from './bugs.js';
import { merged, NOTHING, readOf, updated, type Document, type Update } from './document.js';

/** Each replica tells the others so often what it has. */
const GOSSIP_US = 20_000;

/** All that replicas say to each other. */
export interface Message {
  readonly type: 'state';
  readonly key: string;
  readonly document: Document;
}

type Ctx = Context<Message>;

/** One server. */
export class Replica implements Node<Message> {
  private readonly documents = new Map<string, Document>();
  /** An update is on its way to the disk; what comes meanwhile waits for it. */
  private isBusy = false;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly bugs: Bugs) {}

  start(ctx: Ctx): void {
    type Stored = readonly (readonly [string, Document])[];
    const stored = (ctx.disk.read('documents') as Stored | undefined) ?? [];
    for (const [key, document] of stored) this.documents.set(key, document);
    ctx.setTimer('gossip', GOSSIP_US);
  }

  timer(ctx: Ctx): void {
    ctx.setTimer('gossip', GOSSIP_US);
    for (const [key, document] of this.documents) {
      for (const server of ctx.servers) {
        if (server !== ctx.self) ctx.send(server, { type: 'state', key, document });
      }
    }
  }

  request(ctx: Ctx, client: string, request: Request): void {
    this.whenIdle(() => this.serve(ctx, client, request));
  }

  message(ctx: Ctx, _from: string, { key, document }: Message): void {
    this.whenIdle(() => {
      const own = this.documentOf(key);
      const both = merged(own, document, this.bugs);
      const sizes = [own, document, both].map(({ seen }) => Object.keys(seen).length);
      if (sizes[2]! > Math.max(sizes[0]!, sizes[1]!)) ctx.sometimes('concurrent updates met');
      this.documents.set(key, both);
    });
  }

  inspect(): string {
    return [...this.documents.values()].map(({ clock }) => clock).join(' ');
  }

  private serve(ctx: Ctx, client: string, { id, f, key: of, value }: Request): void {
    const key = canonicalKey(of ?? null);
    const document = this.documentOf(key);
    if (f === 'read') return ctx.reply(client, id, { type: 'ok', value: readOf(document) });
    const [serial, argument = 0] = value as readonly number[];
    const update: Update = { f, serial: serial!, argument };
    const answer = document.seen[update.serial];
    if (answer !== undefined) {
      ctx.sometimes('update was asked again');
      return ctx.reply(client, id, { type: 'ok', value: answer });
    }
    const next = updated(document, update, ctx.self, this.bugs);
    this.isBusy = true;
    ctx.disk.write('documents', [...new Map(this.documents).set(key, next)]);
    // Nobody hears of it before: after a crash its identity would be used again.
    ctx.disk.sync(() => {
      this.isBusy = false;
      this.documents.set(key, next);
      ctx.reply(client, id, { type: 'ok', value: next.seen[update.serial]! });
      while (this.waiting.length > 0 && !this.isBusy) this.waiting.shift()!();
    });
  }

  private whenIdle(then: () => void): void {
    if (this.isBusy) this.waiting.push(then);
    else then();
  }

  private documentOf(key: string): Document {
    return this.documents.get(key) ?? NOTHING;
  }
}
