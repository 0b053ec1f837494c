/**
 * A register on replicas of which f may lie: ABD on masking quorums (Malkhi and Reiter 1998,
 * section 5). A read believes what f + 1 replicas say alike, and stores it to a quorum before it
 * returns it. Replicas keep every version, or a read that meets several writes would find nothing
 * that enough of them agree on (Goodson, Wylie, Ganger, Reiter, DSN 2004, section 3). Clients do
 * not lie.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Profile } from '../../scenario/profile.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import type { System } from '../../simulator/system.js';
import { isNewer, type Message, type Version } from './messages.js';
import { newestVouched, quorumsOf, versionsOf } from './quorums.js';

/** What is not answered is asked again. */
const RETRY_US = 25_000;

type Ctx = Context<Message>;

class Replica implements Node<Message> {
  private shown = '';

  message(ctx: Ctx, from: string, body: Message): void {
    const { operation } = body;
    if (body.type === 'query') {
      const versions = versionsIn(ctx, body.key);
      ctx.disk.sync(() => ctx.send(from, { type: 'found', operation, versions }));
    } else if (body.type === 'store') {
      const { key, version } = body;
      const versions = versionsIn(ctx, key);
      const { writer } = version.timestamp;
      if (!versions.some(({ timestamp }) => timestamp.writer === writer)) {
        ctx.disk.write(key, [...versions, version]);
        this.shown = canonicalKey(version.value);
      }
      ctx.disk.sync(() => ctx.send(from, { type: 'stored', operation }));
    }
  }

  inspect(): string {
    return this.shown;
  }
}

function versionsIn(ctx: Ctx, key: string): readonly Version[] {
  return (ctx.disk.read(key) as readonly Version[] | undefined) ?? [];
}

interface Attempt {
  readonly request: Request;
  readonly key: string;
  readonly found: Map<string, readonly Version[]>;
  readonly stored: Set<string>;
  /** What is being stored, once it is known. */
  version: Version | undefined;
}

class MaskingClient implements Node<Message> {
  private attempt: Attempt | undefined;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, _client: string, request: Request): void {
    const key = canonicalKey(request.key ?? null);
    const [found, stored] = [new Map<string, readonly Version[]>(), new Set<string>()];
    this.attempt = { request, key, found, stored, version: undefined };
    this.ask(ctx, this.attempt);
  }

  message(ctx: Ctx, from: string, body: Message): void {
    const { attempt } = this;
    if (attempt === undefined || body.operation !== attempt.request.id) return;
    const { replicas, quorum } = quorumsOf(ctx.servers, this.bugs);
    if (!replicas.includes(from)) return;
    if (body.type === 'found' && attempt.version === undefined) {
      // The first answer of a replica counts: a liar has one voice.
      if (!attempt.found.has(from)) attempt.found.set(from, versionsOf(body.versions));
      if (attempt.found.size >= quorum) this.choose(ctx, attempt);
    } else if (body.type === 'stored' && attempt.version !== undefined) {
      attempt.stored.add(from);
      if (attempt.stored.size >= quorum) this.finish(ctx, attempt, attempt.version);
    }
  }

  timer(ctx: Ctx): void {
    if (this.attempt !== undefined) this.ask(ctx, this.attempt);
  }

  /** A number that a liar made up is not followed either: it would soon leave the integers. */
  private choose(ctx: Ctx, attempt: Attempt): void {
    const { vouchers } = quorumsOf(ctx.servers, this.bugs);
    const newest = newestVouched(attempt.found.values(), vouchers);
    if (hasNewer(attempt, newest)) ctx.sometimes('too few vouchers');
    const { f, id, value } = attempt.request;
    const timestamp = { number: newest.timestamp.number + 1, writer: `${ctx.self}.${id}` };
    attempt.version = f === 'write' ? { timestamp, value } : newest;
    this.ask(ctx, attempt);
  }

  private ask(ctx: Ctx, { request, key, found, stored, version }: Attempt): void {
    const { replicas } = quorumsOf(ctx.servers, this.bugs);
    const operation = request.id;
    for (const replica of replicas) {
      if (version === undefined) {
        if (!found.has(replica)) ctx.send(replica, { type: 'query', operation, key });
      } else if (!stored.has(replica)) {
        ctx.send(replica, { type: 'store', operation, key, version });
      }
    }
    ctx.setTimer('retry', RETRY_US);
  }

  private finish(ctx: Ctx, { request }: Attempt, { value }: Version): void {
    this.attempt = undefined;
    ctx.clearTimer('retry');
    ctx.reply(ctx.self, request.id, { type: 'ok', value });
  }
}

function hasNewer({ found }: Attempt, { timestamp }: Version): boolean {
  return [...found.values()].flat().some((version) => isNewer(version.timestamp, timestamp));
}

/** A lie in place of the newest version: one that nobody wrote, or none at all. */
function lieAbout(body: Message, random: (bound: number) => number): Message | undefined {
  if (body.type !== 'found') return undefined;
  const older = body.versions.slice(0, -1);
  if (random(3) === 0) return { ...body, versions: older };
  const number = 1 + Math.max(0, ...body.versions.map(({ timestamp }) => timestamp.number));
  const value: Value = `lie ${random(1_000)}`;
  const version: Version = { timestamp: { number, writer: `liar ${random(1_000)}` }, value };
  return { ...body, versions: [...older, version] };
}

const PROFILE: Profile = {
  servers: [5],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 1 },
  operations: { min: 15, max: 50 },
  loadUs: { min: 80_000, max: 300_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 15_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 60_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 1_000_000,
  byzantineMax: 1,
  faultUs: { min: 40_000, max: 300_000 },
  faultWeights: {
    byzantine: 12,
    crash: 1,
    'client-link': 2,
    delay: 2,
    pause: 2,
    'one-way': 1,
    partition: 1,
    loss: 1,
    slow: 1,
  },
};

/** A register that one liar among five replicas cannot spoil. */
export const byzantineRegister: System = {
  name: 'byzantine-register',
  summary: 'a register on masking quorums: one of five replicas may lie',
  source: 'Malkhi, Reiter, Byzantine Quorum Systems, Distributed Computing 11, 1998',
  bugs: [
    { name: 'one-voucher', summary: 'a read believes what a single replica says' },
    { name: 'crash-quorum', summary: 'majorities, which are enough for replicas that only crash' },
    {
      name: 'dissemination-quorum',
      summary: '3f + 1 replicas, which are enough for signed values',
    },
  ],
  workloads: ['register'],
  profile: PROFILE,
  marks: ['too few vouchers'],
  build: ({ bugs }) => ({
    server: () => new Replica(),
    client: () => new MaskingClient(bugs),
    byzantine: (behaviour, body, _to, random) =>
      behaviour === 'lie' || behaviour === 'equivocate'
        ? lieAbout(body as Message, random)
        : undefined,
  }),
};
