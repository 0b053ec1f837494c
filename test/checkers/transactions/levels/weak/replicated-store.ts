/**
 * Histories of a small replicated store of registers, whose weaknesses can be chosen one by one:
 * the later write wins, and how replicas and clients learn of writes decides which levels hold.
 */

import type { OracleMicro, OracleTransaction } from '../../../oracle/transactions/transactions.js';
import type { OracleHistory } from '../../../oracle/transactions/weak-levels.js';
import type { Random } from '../../../oracle/random.js';

/** What the store promises, and how much it is used. */
export interface StoreShape {
  readonly transactions: number;
  readonly processes: number;
  readonly replicas: number;
  readonly keys: number;
  readonly crashShare: number;
  /** How often a write that waits reaches another replica, between any two events. */
  readonly deliveryShare: number;
  /** Writes reach a replica after all that their transaction had seen. */
  readonly isCausal: boolean;
  /** The writes of a transaction reach a replica all at once. */
  readonly isAtomic: boolean;
  /** A transaction reads all it reads at one moment. */
  readonly readsAtOnce: boolean;
  /** A process goes to another replica now and then. */
  readonly roams: boolean;
  /** Reads may see what transactions that still run are about to write. */
  readonly readsDirt: boolean;
  /** Writes are ordered by logical time, which need not agree with real time. */
  readonly hasLogicalTime: boolean;
}

/** A store with some of the weaknesses. */
export function randomStore(random: Random): StoreShape {
  return {
    transactions: 30 + random.below(40),
    processes: 2 + random.below(5),
    replicas: 1 + random.below(4),
    keys: 2 + random.below(6),
    crashShare: random.pick([0, 0, 0.1]),
    deliveryShare: random.pick([0.1, 0.4, 0.9]),
    isCausal: random.chance(0.7),
    isAtomic: random.chance(0.8),
    readsAtOnce: random.chance(0.8),
    roams: random.chance(0.3),
    readsDirt: random.chance(0.25),
    hasLogicalTime: random.chance(0.4),
  };
}

interface Write {
  readonly by: number;
  readonly key: number;
  readonly value: number;
  readonly time: number;
  /** The writes of the same transaction, and what it had seen. */
  readonly together: readonly Write[];
  readonly after: ReadonlySet<Write>;
}

interface Replica {
  readonly seen: Set<Write>;
  readonly waiting: Set<Write>;
  readonly newest: Map<number, Write>;
  clock: number;
}

interface Client {
  process: number;
  replica: Replica;
  running: (OracleTransaction & { micros: OracleMicro[]; return: number }) | undefined;
  /** How many of its micro-operations are done. */
  done: number;
}

/** A history of the store, by order of calls. */
export function storeHistory(random: Random, shape: StoreShape): OracleHistory {
  return new Store(random, shape).run();
}

class Store {
  readonly #random: Random;
  readonly #shape: StoreShape;
  readonly #replicas: readonly Replica[];
  readonly #clients: readonly Client[];
  readonly #history: (OracleTransaction & { outcome: string })[] = [];
  #rank = 0;
  #value = 1;
  #processes: number;

  constructor(random: Random, shape: StoreShape) {
    this.#random = random;
    this.#shape = shape;
    this.#replicas = Array.from({ length: shape.replicas }, () => ({
      seen: new Set<Write>(),
      waiting: new Set<Write>(),
      newest: new Map<number, Write>(),
      clock: 0,
    }));
    this.#processes = shape.processes;
    this.#clients = Array.from({ length: shape.processes }, (_, process) => ({
      process,
      replica: random.pick(this.#replicas),
      running: undefined,
      done: 0,
    }));
  }

  run(): OracleHistory {
    const { transactions } = this.#shape;
    while (
      this.#history.length < transactions ||
      this.#clients.some(({ running }) => running !== undefined)
    ) {
      this.#deliver();
      const client = this.#random.pick(this.#clients);
      if (client.running !== undefined) this.#step(client);
      else if (this.#history.length < transactions) this.#begin(client);
    }
    return this.#history;
  }

  #begin(client: Client): void {
    const { roams, keys } = this.#shape;
    if (roams && this.#random.chance(0.3)) client.replica = this.#random.pick(this.#replicas);
    const micros: OracleMicro[] = [];
    for (let left = 1 + this.#random.below(4); left > 0; left--) {
      const key = this.#random.below(keys);
      if (this.#random.chance(0.5)) micros.push({ f: 'r', key, value: null });
      else if (!micros.some((micro) => micro.f === 'w' && micro.key === key)) {
        micros.push({ f: 'w', key, value: this.#value++ });
      }
    }
    client.running = {
      process: client.process,
      outcome: 'ok',
      call: this.#rank++,
      return: 0,
      micros,
    };
    client.done = 0;
    this.#history.push(client.running);
  }

  #step(client: Client): void {
    const running = client.running!;
    const { micros } = running;
    while (client.done < micros.length) {
      const micro = micros[client.done]!;
      if (micro.f === 'r') {
        const own = micros
          .slice(0, client.done)
          .findLast(({ f, key }) => f === 'w' && key === micro.key);
        const value = (own?.value as number | undefined) ?? this.#read(client, micro.key);
        micros[client.done] = { ...micro, value };
      }
      client.done++;
      if (!this.#shape.readsAtOnce) return;
    }
    this.#commit(client);
  }

  #read(client: Client, key: number): number | null {
    if (this.#shape.readsDirt && this.#random.chance(0.3)) {
      for (const { running } of this.#clients) {
        const write = running?.micros.find((micro) => micro.f === 'w' && micro.key === key);
        if (running !== client.running && write !== undefined) return write.value as number;
      }
    }
    return client.replica.newest.get(key)?.value ?? null;
  }

  #commit(client: Client): void {
    const running = client.running as {
      -readonly [Field in keyof OracleTransaction]: OracleTransaction[Field];
    };
    running.return = this.#rank++;
    client.running = undefined;
    const { replica } = client;
    const together: Write[] = [];
    const time = this.#shape.hasLogicalTime
      ? 1000 * ++replica.clock + this.#replicas.indexOf(replica)
      : 1000 * this.#rank;
    const after = new Set(replica.seen);
    const by = this.#history.indexOf(running);
    for (const micro of running.micros) {
      if (micro.f === 'w')
        together.push({ by, key: micro.key, value: micro.value, time, together, after });
    }
    if (this.#random.chance(this.#shape.crashShare)) {
      running.outcome = 'info';
      client.process = this.#processes++;
      running.micros = running.micros.map((micro) =>
        micro.f === 'r' ? { ...micro, value: null } : micro,
      );
      if (!this.#shape.readsDirt && this.#random.chance(0.5)) return;
    }
    for (const other of this.#replicas) {
      for (const write of together) {
        if (other === replica) this.#apply(other, write);
        else other.waiting.add(write);
      }
    }
  }

  #deliver(): void {
    for (const replica of this.#replicas) {
      for (const write of replica.waiting) {
        if (!this.#random.chance(this.#shape.deliveryShare)) continue;
        if (this.#shape.isCausal && [...write.after].some((other) => !replica.seen.has(other)))
          continue;
        for (const each of this.#shape.isAtomic ? write.together : [write])
          this.#apply(replica, each);
      }
    }
  }

  #apply(replica: Replica, write: Write): void {
    replica.waiting.delete(write);
    replica.seen.add(write);
    replica.clock = Math.max(replica.clock, Math.floor(write.time / 1000));
    const newest = replica.newest.get(write.key);
    if (newest === undefined || newest.time < write.time) replica.newest.set(write.key, write);
  }
}
