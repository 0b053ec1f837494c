/**
 * Reliable broadcast among servers of which f may lie (Bracha, "Asynchronous Byzantine Agreement
 * Protocols", Information and Computation 75, 1987, section 3), n >= 3f + 1. A server does not
 * believe the sender: it tells the others what it was sent (echo), is ready when enough of them say
 * the same, and delivers when enough are ready. So no two deliver differently, whatever the sender
 * tells whom.
 */

import { canonicalKey } from '../history/equality.js';
import type { Value } from '../history/value.js';
import type { Profile } from '../scenario/profile.js';
import type { Context, Node, Request } from '../simulator/node.js';
import { requestClient } from '../simulator/request-client.js';
import type { System } from '../simulator/system.js';

/** `slot` names the broadcast: the sender, and its operation. */
interface Message {
  readonly type: 'initial' | 'echo' | 'ready';
  readonly slot: string;
  readonly value: Value;
}

/** How many may lie: f. Fewer than 3f + 1 servers are no less safe, but may not deliver. */
const LIARS = 1;

type Ctx = Context<Message>;

/** What one server knows of one broadcast. */
interface Slot {
  /** The first value that the sender sent. */
  initial: Value | undefined;
  /** By what it says: who said so. */
  readonly echoes: Map<string, Set<string>>;
  readonly readies: Map<string, Set<string>>;
  /** The value that it is ready to deliver, and will not change its mind about. */
  ready: Value | undefined;
  isDelivered: boolean;
  /** Who asked for it, if anybody asked this server. */
  asked: { readonly client: string; readonly operation: number } | undefined;
}

class Server implements Node<Message> {
  private readonly slots = new Map<string, Slot>();
  private shown = '';

  constructor(private readonly bugs: ReadonlySet<string>) {}

  request(ctx: Ctx, client: string, { id: operation, value }: Request): void {
    const name = `${ctx.self}/${operation}`;
    const slot = this.slot(name);
    slot.asked = { client, operation };
    // Asked again: everybody repeats what they have said.
    this.tell(ctx, { type: 'initial', slot: name, value: slot.initial ?? value });
    if (slot.isDelivered) this.confirm(ctx, slot, value);
  }

  message(ctx: Ctx, from: string, { type, slot: name, value }: Message): void {
    const slot = this.slot(name);
    if (type === 'initial') {
      // Nobody but the sender speaks for the sender.
      if (name.split('/')[0] !== from) return;
      slot.initial ??= value;
      if (this.bugs.has('no-echo')) return this.deliver(ctx, name, slot, slot.initial);
      this.tell(ctx, { type: 'echo', slot: name, value: slot.initial });
      if (slot.ready !== undefined)
        this.tell(ctx, { type: 'ready', slot: name, value: slot.ready });
      return;
    }
    const votes = type === 'echo' ? slot.echoes : slot.readies;
    const voters = votersFor(votes, value);
    // The first word of each server counts.
    if (!hasSpoken(votes, from)) voters.add(from);
    else if (!voters.has(from)) ctx.sometimes('two words of one server');
    this.conclude(ctx, name, slot, value);
  }

  inspect(): string {
    return this.shown;
  }

  private conclude(ctx: Ctx, name: string, slot: Slot, value: Value): void {
    const n = ctx.servers.length;
    const f = LIARS;
    const echoes = votersFor(slot.echoes, value).size;
    const readies = votersFor(slot.readies, value).size;
    const enough = Math.ceil((n + f + 1) / 2);
    if (slot.ready === undefined && (echoes >= enough || readies >= f + 1)) {
      slot.ready = value;
      this.tell(ctx, { type: 'ready', slot: name, value });
    }
    if (votersFor(slot.readies, value).size >= 2 * f + 1) this.deliver(ctx, name, slot, value);
  }

  private deliver(ctx: Ctx, name: string, slot: Slot, value: Value): void {
    if (slot.isDelivered) return;
    slot.isDelivered = true;
    this.shown = canonicalKey(value);
    ctx.note('decided', { instance: name, value: canonicalKey(value) });
    this.confirm(ctx, slot, value);
  }

  private confirm(ctx: Ctx, { asked }: Slot, value: Value): void {
    if (asked !== undefined) ctx.reply(asked.client, asked.operation, { type: 'ok', value });
  }

  /** Everybody, itself included, without the detour over the network. */
  private tell(ctx: Ctx, message: Message): void {
    for (const server of ctx.servers) if (server !== ctx.self) ctx.send(server, message);
    this.message(ctx, ctx.self, message);
  }

  private slot(name: string): Slot {
    const slot = this.slots.get(name) ?? {
      initial: undefined,
      echoes: new Map(),
      readies: new Map(),
      ready: undefined,
      isDelivered: false,
      asked: undefined,
    };
    this.slots.set(name, slot);
    return slot;
  }
}

function votersFor(votes: Map<string, Set<string>>, value: Value): Set<string> {
  const key = canonicalKey(value);
  const voters = votes.get(key) ?? new Set<string>();
  votes.set(key, voters);
  return voters;
}

function hasSpoken(votes: ReadonlyMap<string, ReadonlySet<string>>, server: string): boolean {
  return [...votes.values()].some((voters) => voters.has(server));
}

// Servers keep all they know in memory, as in the paper, where a server that crashes counts among
// the f; so that nothing here crashes.
const PROFILE: Profile = {
  servers: [4],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 1 },
  operations: { min: 5, max: 25 },
  loadUs: { min: 50_000, max: 200_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 10_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 30_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 1_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 500_000,
  byzantineMax: 1,
  faultUs: { min: 20_000, max: 150_000 },
  faultWeights: {
    byzantine: 8,
    partition: 2,
    'one-way': 2,
    delay: 2,
    pause: 2,
    loss: 1,
    reordering: 1,
    duplication: 1,
    slow: 1,
  },
};

/** Servers that deliver alike, one liar among four. */
export const reliableBroadcast: System = {
  name: 'reliable-broadcast',
  summary: 'a broadcast that all deliver alike, though one of four servers may lie',
  source: 'Bracha, Information and Computation 75, 1987, section 3',
  bugs: [{ name: 'no-echo', summary: 'a server delivers what the sender sent, and asks nobody' }],
  workloads: ['broadcast'],
  profile: PROFILE,
  marks: ['two words of one server'],
  build: ({ bugs }) => ({
    server: () => new Server(bugs),
    client: () => requestClient({ retryUs: 40_000 }),
  }),
};
