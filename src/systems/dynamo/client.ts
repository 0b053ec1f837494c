/**
 * The coordinator of an operation is its client (DeCandia et al., SOSP 2007, section 6.4): a read
 * asks R replicas and reconciles what they hold; a write is a read, and then a version that
 * replaces all that was read, on W replicas. R + W > N, so that a read meets every write that was
 * acknowledged (section 4.5).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Context, Node, Request } from '../../simulator/node.js';
import { join } from '../version-vector.js';
import type { Message } from './messages.js';
import { joinedClock, reconciled, valuesOf, type Version } from './versions.js';

type Ctx = Context<Message>;

interface Attempt {
  readonly request: Request;
  readonly key: string;
  phase: 'fetch' | 'store';
  readonly fetched: Map<string, readonly Version[]>;
  readonly stored: Set<string>;
  result: Value;
}

/** Runs one operation at a time; late answers to earlier ones are ignored. */
export class Coordinator implements Node<Message> {
  private attempt: Attempt | undefined;
  /** Versions that this client made. */
  private made = 0;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, _client: string, request: Request): void {
    if (!['get', 'put', 'delete'].includes(request.f))
      throw new Error(`this store knows get, put and delete, not "${request.f}"`);
    const key = canonicalKey(request.key ?? null);
    this.attempt = {
      request,
      key,
      phase: 'fetch',
      result: null,
      fetched: new Map(),
      stored: new Set(),
    };
    this.broadcast(ctx, { type: 'fetch', operation: request.id, key });
  }

  message(ctx: Ctx, from: string, body: Message): void {
    const { attempt } = this;
    if (body.type !== 'fetched' && body.type !== 'stored') return;
    if (attempt === undefined || body.operation !== attempt.request.id) return;
    if (body.type === 'fetched' && attempt.phase === 'fetch') {
      attempt.fetched.set(from, body.versions);
      if (attempt.fetched.size >= this.quorum(ctx)) this.reconcile(ctx, attempt);
    } else if (body.type === 'stored' && attempt.phase === 'store') {
      attempt.stored.add(from);
      if (attempt.stored.size >= this.quorum(ctx)) this.finish(ctx, attempt);
    }
  }

  private reconcile(ctx: Ctx, attempt: Attempt): void {
    const versions = reconciled([...attempt.fetched.values()]);
    attempt.result = valuesOf(versions);
    const { f } = attempt.request;
    if (f !== 'get') return this.write(ctx, attempt, versions);
    this.repair(ctx, attempt, versions);
    this.finish(ctx, attempt);
  }

  /** Section 4.4: the new version's clock covers those of the versions that it was made from. */
  private write(ctx: Ctx, attempt: Attempt, read: readonly Version[]): void {
    const writer = `${ctx.self}.${ctx.incarnation}`;
    const own = { [writer]: ++this.made };
    const clock = this.bugs.has('clock-not-merged') ? own : join(joinedClock(read), own);
    const { id, f, value } = attempt.request;
    const isTombstone = f === 'delete';
    attempt.phase = 'store';
    const versions = [{ clock, value, isTombstone }];
    this.broadcast(ctx, { type: 'store', operation: id, key: attempt.key, versions });
  }

  /** Section 5: replicas that answered with less are told what the others had. */
  private repair(ctx: Ctx, { key, fetched }: Attempt, versions: readonly Version[]): void {
    const repaired = this.bugs.has('repair-to-one') ? toOne(versions) : versions;
    for (const [server, held] of fetched) {
      const knows = ({ clock }: Version): boolean =>
        held.some((version) => canonicalKey(version.clock) === canonicalKey(clock));
      if (repaired.every(knows)) continue;
      ctx.sometimes('read repair');
      ctx.send(server, { type: 'repair', key, versions: repaired });
    }
  }

  private finish(ctx: Ctx, attempt: Attempt): void {
    this.attempt = undefined;
    ctx.reply(ctx.self, attempt.request.id, { type: 'ok', value: attempt.result });
  }

  private quorum(ctx: Ctx): number {
    const majority = Math.floor(ctx.servers.length / 2) + 1;
    return this.bugs.has('sloppy-quorum') ? majority - 1 : majority;
  }

  private broadcast(ctx: Ctx, message: Message): void {
    for (const server of ctx.servers) ctx.send(server, message);
  }
}

/** The mistake: one of the siblings is the winner, and takes the clocks of all. */
function toOne(versions: readonly Version[]): readonly Version[] {
  const [first] = versions;
  return first === undefined ? [] : [{ ...first, clock: joinedClock(versions) }];
}
