/**
 * Registers on the disk of n0, for those alone who may: each request is checked for its signature,
 * its expiry and whether its principal's right was revoked. Any server may hear of a revocation; it
 * tells n0 until n0 has it on disk, from when on it is in force (complete mediation: Saltzer and
 * Schroeder, "The Protection of Information in Computer Systems", Proc. IEEE 63(9), 1975, section
 * I.A.3). An operation is allowed or refused once: a late copy of a request that was refused must
 * not be served when the right is back, nor one that was served be refused.
 */

import { canonicalKey } from '../history/equality.js';
import type { Value } from '../history/value.js';
import type { Profile } from '../scenario/profile.js';
import { verifyCredential } from '../simulator/credentials.js';
import type { AccessChange, Body, Context, Node, Request } from '../simulator/node.js';
import { notHere, requestClient } from '../simulator/request-client.js';
import type { System } from '../simulator/system.js';

interface Change extends Body, AccessChange {
  readonly type: 'change';
}

interface Changed extends Body {
  readonly type: 'changed';
  readonly principal: string;
  readonly serial: number;
}

type Message = Change | Changed;

const OWNER = 'n0';
const CHANGES = 'changes';
const FORWARD = 'forward';
const FORWARD_US = 15_000;

class Gate implements Node<Message> {
  /** The last change of each principal, as far as it is known here. */
  private changes: readonly AccessChange[] = [];
  /** Changes that the owner has not confirmed, the last of each principal. */
  private readonly untold = new Map<string, AccessChange>();
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Context<Message>): void {
    this.changes = (ctx.disk.read(CHANGES) ?? []) as readonly AccessChange[];
  }

  request(ctx: Context<Message>, client: string, request: Request): void {
    if (ctx.self !== OWNER) return ctx.reply(client, request.id, notHere(OWNER));
    const { id, f, key, value } = request;
    const decided = `decided/${id}`;
    const name = `register/${canonicalKey(key ?? null)}`;
    const earlier = ctx.disk.read(decided) as string | undefined;
    const state = earlier ?? this.judge(ctx, request);
    if (earlier !== undefined) ctx.sometimes('decided before');
    const mayWrite = state === 'valid' || this.bugs.has('checked-too-late');
    if (f === 'write' && earlier === undefined) {
      if (mayWrite) {
        ctx.disk.write(name, value);
        this.shown = JSON.stringify(value);
      }
      ctx.disk.write(decided, state);
    }
    const found = (ctx.disk.read(name) ?? null) as Value;
    ctx.disk.sync(() => {
      if (state === 'valid') ctx.reply(client, id, { type: 'ok', value: found });
      else ctx.reply(client, id, { type: 'fail', error: state });
    });
  }

  access(ctx: Context<Message>, change: AccessChange): void {
    if (ctx.self === OWNER) return this.put(ctx, change);
    ctx.sometimes('revocation heard elsewhere');
    if (!this.isNews(this.untold.get(change.principal), change)) return;
    this.untold.set(change.principal, change);
    this.tellOwner(ctx);
  }

  message(ctx: Context<Message>, from: string, message: Message): void {
    if (message.type === 'change') this.put(ctx, message, from);
    else if (this.untold.get(message.principal)?.serial === message.serial) {
      this.untold.delete(message.principal);
    }
  }

  timer(ctx: Context<Message>): void {
    this.tellOwner(ctx);
  }

  inspect(): string {
    const revoked = [...this.revoked()];
    return revoked.length === 0 ? this.shown : `${this.shown} without ${revoked.join()}`;
  }

  private judge(ctx: Context<Message>, request: Request): string {
    const state = verifyCredential(ctx, request, this.revoked());
    if (state === 'forged' && this.bugs.has('signature-unchecked')) return 'valid';
    if (state === 'expired' && this.bugs.has('expiry-unchecked')) return 'valid';
    return state;
  }

  private tellOwner(ctx: Context<Message>): void {
    if (this.untold.size === 0) return;
    for (const change of this.untold.values()) ctx.send(OWNER, { ...change, type: 'change' });
    ctx.setTimer(FORWARD, FORWARD_US);
  }

  private put(ctx: Context<Message>, change: AccessChange, teller?: string): void {
    const { principal, state, serial } = change;
    const known = this.changes.find((one) => one.principal === principal);
    if (this.isNews(known, change)) {
      this.changes = [...this.changes.filter((one) => one !== known), { principal, state, serial }];
      if (!this.bugs.has('revocation-forgotten')) ctx.disk.write(CHANGES, this.changes);
      // A right is back as soon as somebody is served; its loss counts from when it is on disk.
      if (state === 'restored') ctx.note(state, { principal, serial });
    }
    ctx.disk.sync(() => {
      const isLast = this.changes.some((one) => one.serial === serial);
      if (state === 'revoked' && isLast) ctx.note(state, { principal, serial });
      if (teller !== undefined) ctx.send(teller, { type: 'changed', principal, serial });
    });
  }

  private isNews(known: AccessChange | undefined, { serial }: AccessChange): boolean {
    if (known === undefined || serial > known.serial) return true;
    return serial < known.serial && this.bugs.has('changes-unordered');
  }

  private revoked(): ReadonlySet<string> {
    const revoked = this.changes.filter(({ state }) => state === 'revoked');
    return new Set(revoked.map(({ principal }) => principal));
  }
}

const PROFILE: Profile = {
  servers: [1, 2],
  clients: { min: 1, max: 2 },
  keys: { min: 1, max: 2 },
  operations: { min: 20, max: 50 },
  loadUs: { min: 100_000, max: 400_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 5_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 30_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 30_000 },
  disk: { syncMinUs: 500, syncMaxUs: 8_000 },
  faults: { min: 3, max: 8 },
  clientsPartedPpm: 200_000,
  faultUs: { min: 20_000, max: 250_000 },
  faultWeights: {
    credential: 14,
    crash: 10,
    'client-link': 2,
    'one-way': 1,
    loss: 1,
    reordering: 1,
    delay: 2,
    hold: 4,
  },
};

/** A store that asks who asks. */
export const accessControl: System = {
  name: 'access-control',
  summary: 'registers for those alone whose credential is in order; revocations survive crashes',
  source: 'Saltzer and Schroeder, The Protection of Information in Computer Systems, 1975, I.A.3',
  bugs: [
    { name: 'signature-unchecked', summary: 'believes any signature' },
    { name: 'expiry-unchecked', summary: 'believes credentials that have expired' },
    { name: 'revocation-forgotten', summary: 'a revocation is not on disk, and lost in a crash' },
    {
      name: 'changes-unordered',
      summary: 'the last change of a right to arrive counts, not the last one made',
      hard: true,
    },
    { name: 'checked-too-late', summary: 'a write is done first, and then refused' },
  ],
  workloads: ['restricted-register'],
  profile: PROFILE,
  marks: ['decided before', 'revocation heard elsewhere'],
  build: ({ bugs }) => ({
    authenticates: true,
    server: () => new Gate(bugs),
    client: () => requestClient({ retryUs: 25_000 }),
  }),
};
