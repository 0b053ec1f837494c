/**
 * ABD: a multi-writer atomic register for each key on replicas that only store and answer (Attiya,
 * Bar-Noy, Dolev, "Sharing Memory Robustly in Message-Passing Systems", JACM 1995; multi-writer
 * form by Lynch and Shvartsman, 1997). The client does the work: query a majority for the newest
 * timestamp, then store to a majority.
 */

import type { Value } from '../history/value.js';
import { canonicalKey } from '../history/equality.js';
import type { Context, Node, Request } from '../simulator/node.js';
import type { Setup, System } from '../simulator/system.js';
import type { Profile } from '../scenario/profile.js';

/** Orders the values of a key: by number, then by who wrote. */
export interface Timestamp {
  readonly number: number;
  readonly writer: string;
}

interface Versioned {
  readonly timestamp: Timestamp;
  readonly value: Value;
}

type Message =
  | { readonly type: 'query'; readonly operation: number; readonly key: string }
  | { readonly type: 'found'; readonly operation: number; readonly versioned: Versioned }
  | {
      readonly type: 'store';
      readonly operation: number;
      readonly key: string;
      readonly versioned: Versioned;
    }
  | { readonly type: 'stored'; readonly operation: number };

const NOTHING: Versioned = { timestamp: { number: 0, writer: '' }, value: null };

/** Whether `left` is newer than `right`. */
function isNewer(left: Timestamp, right: Timestamp): boolean {
  if (left.number !== right.number) return left.number > right.number;
  return left.writer > right.writer;
}

/** The newest of what replicas reported. */
function newest(found: readonly Versioned[]): Versioned {
  return found.reduce((best, next) => (isNewer(next.timestamp, best.timestamp) ? next : best));
}

/** Keeps the newest version of each key, on disk before it acknowledges. */
class Replica implements Node<Message> {
  private shown = 'null';

  message(ctx: Context<Message>, from: string, body: Message): void {
    if (body.type === 'query') {
      const versioned = this.read(ctx, body.key);
      ctx.send(from, { type: 'found', operation: body.operation, versioned });
    } else if (body.type === 'store') {
      const { operation, key, versioned } = body;
      if (isNewer(versioned.timestamp, this.read(ctx, key).timestamp)) {
        ctx.disk.write(key, versioned);
        this.shown = canonicalKey(versioned.value);
      }
      ctx.disk.sync(() => ctx.send(from, { type: 'stored', operation }));
    }
  }

  inspect(): string {
    return this.shown;
  }

  private read(ctx: Context<Message>, key: string): Versioned {
    return (ctx.disk.read(key) as Versioned | undefined) ?? NOTHING;
  }
}

interface Attempt {
  readonly request: Request;
  readonly key: string;
  phase: 'query' | 'store';
  readonly answered: Set<string>;
  readonly found: Versioned[];
  /** What a read returns once it is stored. */
  result: Value;
}

/** Runs one operation at a time; a new one replaces the old, whose late answers are ignored. */
class QuorumClient implements Node<Message> {
  private attempt: Attempt | undefined;

  constructor(private readonly setup: Setup) {}

  request(ctx: Context<Message>, _client: string, request: Request): void {
    const key = canonicalKey(request.key ?? null);
    this.attempt = {
      request,
      key,
      phase: 'query',
      answered: new Set(),
      found: [],
      result: null,
    };
    for (const server of ctx.servers)
      ctx.send(server, { type: 'query', operation: request.id, key });
  }

  message(ctx: Context<Message>, from: string, body: Message): void {
    const { attempt } = this;
    if (attempt === undefined || body.type === 'query' || body.type === 'store') return;
    if (body.operation !== attempt.request.id || attempt.answered.has(from)) return;
    if (body.type === 'found' && attempt.phase === 'query') {
      attempt.answered.add(from);
      attempt.found.push(body.versioned);
      if (attempt.answered.size >= this.quorum(ctx)) this.choose(ctx, attempt);
    } else if (body.type === 'stored' && attempt.phase === 'store') {
      attempt.answered.add(from);
      if (attempt.answered.size >= this.quorum(ctx)) this.finish(ctx, attempt);
    }
  }

  private choose(ctx: Context<Message>, attempt: Attempt): void {
    const best = newest(attempt.found);
    if (attempt.found.some((one) => isNewer(best.timestamp, one.timestamp))) {
      ctx.sometimes('replicas disagreed');
    }
    const { f, id, value } = attempt.request;
    if (f === 'write') {
      // One number per operation: a client that gave up on a write must not reuse its timestamp.
      const writer = this.setup.bugs.has('timestamp-reuse') ? ctx.self : `${ctx.self}.${id}`;
      const timestamp = { number: best.timestamp.number + 1, writer };
      this.store(ctx, attempt, { timestamp, value });
      return;
    }
    attempt.result = best.value;
    if (this.setup.bugs.has('no-write-back')) this.finish(ctx, attempt);
    else this.store(ctx, attempt, best);
  }

  private store(ctx: Context<Message>, attempt: Attempt, versioned: Versioned): void {
    attempt.phase = 'store';
    attempt.answered.clear();
    const { key, request } = attempt;
    for (const server of ctx.servers) {
      ctx.send(server, { type: 'store', operation: request.id, key, versioned });
    }
  }

  private finish(ctx: Context<Message>, attempt: Attempt): void {
    this.attempt = undefined;
    ctx.reply(ctx.self, attempt.request.id, {
      type: 'ok',
      value: attempt.request.f === 'write' ? attempt.request.value : attempt.result,
    });
  }

  private quorum(ctx: Context<Message>): number {
    const majority = Math.floor(ctx.servers.length / 2) + 1;
    return this.setup.bugs.has('sloppy-quorum') ? majority - 1 : majority;
  }
}

// Few clients, or other writers would soon cover up a reused timestamp; heavy loss, because the
// client never resends and half-done stores are where quorum protocols go wrong.
const PROFILE: Profile = {
  servers: [3, 3, 3, 5],
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 3 },
  operations: { min: 40, max: 120 },
  loadUs: { min: 100_000, max: 600_000 },
  timeoutUs: 90_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 40_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 90_000 },
  ],
  lossPpm: { min: 0, max: 250_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 0, max: 6 },
  // Replicas never talk to each other: a fault between servers alone would do nothing.
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 10_000, max: 200_000 },
  faultWeights: {
    partition: 3,
    'one-way': 2,
    'client-link': 3,
    delay: 2,
    loss: 1,
    duplication: 1,
    reordering: 1,
    crash: 3,
    pause: 2,
    slow: 1,
  },
};

/** The replicated register every other system is measured against. */
export const abd: System = {
  name: 'abd',
  summary: 'quorum register: query a majority, then store to a majority',
  source: 'Attiya, Bar-Noy, Dolev, JACM 1995; Lynch, Shvartsman, FTCS 1997',
  bugs: [
    { name: 'no-write-back', summary: 'a read returns without storing what it read' },
    { name: 'sloppy-quorum', summary: 'quorums of one less than a majority need not meet' },
    {
      name: 'timestamp-reuse',
      summary: 'timestamps tell writers apart, not writes: after a timeout one is used twice',
      hard: true,
    },
  ],
  workloads: ['register'],
  profile: PROFILE,
  marks: ['replicas disagreed'],
  build: (setup) => ({
    server: () => new Replica(),
    client: () => new QuorumClient(setup),
  }),
};
