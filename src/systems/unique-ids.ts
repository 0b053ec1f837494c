/**
 * Unique ids without a coordinator: time, worker number, sequence, as in Twitter's Snowflake (King,
 * 2010) and Sonyflake, with time in units of 10 ms. The time in an id never goes back: within a run
 * because the generator remembers its last one, across restarts because a high-water mark on disk
 * lies beyond every id that was given out (the same device as high-low allocation of keys).
 */

import type { Profile } from '../scenario/profile.js';
import type { Context, Node, Request } from '../simulator/node.js';
import { requestClient } from '../simulator/request-client.js';
import type { System } from '../simulator/system.js';

/** The time in an id counts these. */
const UNIT_US = 10_000;

/** So many units are reserved on disk at once. */
const RESERVED_UNITS = 5;

/** More ids in one unit borrow from the next. */
const SEQUENCE_MAX = 255;

/** Where a careless configuration draws worker numbers from. */
const RANDOM_WORKERS = 4;

const MARK = 'high-water mark';

class Generator implements Node {
  private worker = 0;
  private unit = -Infinity;
  private sequence = 0;
  /** Ids of earlier units may be given out: the mark on disk is no lower. */
  private durableMark = -Infinity;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  start(ctx: Context): void {
    const place = ctx.servers.indexOf(ctx.self);
    this.worker = this.bugs.has('random-worker') ? drawn(ctx) : place;
    const mark = ctx.disk.read(MARK) as number | undefined;
    if (mark !== undefined && !this.bugs.has('reset-on-restart')) {
      this.unit = mark;
      this.durableMark = mark;
    }
  }

  request(ctx: Context, client: string, { id: operation }: Request): void {
    this.advance(ctx);
    const worker = ctx.setting('worker', this.worker);
    const value = `${this.unit}-${worker}-${this.sequence}`;
    const { unit } = this;
    const tell = (): void => ctx.reply(client, operation, { type: 'ok', value });
    if (unit < this.durableMark) tell();
    else this.reserve(ctx, unit + RESERVED_UNITS, tell);
  }

  inspect(): string {
    return `${this.unit}-${this.worker}-${this.sequence}`;
  }

  /** The next id: in this unit of time, or in the last one used if the clock is behind it. */
  private advance(ctx: Context): void {
    const now = Math.floor(ctx.wallUs() / UNIT_US);
    const follows = this.bugs.has('backward-clock') ? now !== this.unit : now > this.unit;
    if (follows) {
      this.unit = now;
      this.sequence = 0;
    } else if (this.sequence < SEQUENCE_MAX) {
      this.sequence++;
    } else {
      this.unit++;
      this.sequence = 0;
    }
    if (now < this.unit) ctx.sometimes('clock behind the last id');
  }

  /** A mark that the disk refused is no mark: nothing beyond the last one is given out. */
  private reserve(ctx: Context, mark: number, tell: () => void): void {
    ctx.disk.write(MARK, mark);
    ctx.disk.sync((error) => {
      if (error !== undefined) return;
      this.durableMark = Math.max(this.durableMark, mark);
      tell();
    });
  }
}

function drawn(ctx: Context): number {
  return ctx.random(RANDOM_WORKERS);
}

// Short crashes: a server that is back within the unit of time in which it died is the one that
// could repeat itself.
const PROFILE: Profile = {
  servers: [1, 2, 3],
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 1 },
  operations: { min: 40, max: 120 },
  loadUs: { min: 60_000, max: 200_000 },
  timeoutUs: 90_000,
  latencies: [
    { kind: 'uniform', minUs: 200, maxUs: 3_000 },
    { kind: 'long-tail', minUs: 200, scaleUs: 500, maxUs: 20_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 50_000 },
  disk: { syncMinUs: 50, syncMaxUs: 1_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 500, max: 12_000 },
  faultWeights: {
    crash: 8,
    'clock-jump': 2,
    'clock-offset': 2,
    'clock-drift': 1,
    pause: 1,
    slow: 1,
    'client-link': 1,
    delay: 1,
    duplication: 1,
    partition: 1,
  },
};

/** Servers that number things each for itself. */
export const uniqueIdGenerator: System = {
  name: 'unique-ids',
  summary: 'ids of time, worker and sequence, with a high-water mark on disk',
  source: 'King, Announcing Snowflake, Twitter 2010; Sonyflake',
  bugs: [
    { name: 'reset-on-restart', summary: 'the high-water mark is not read after a restart' },
    { name: 'backward-clock', summary: 'time in an id follows the clock when that steps back' },
    { name: 'random-worker', summary: 'each server draws its worker number, from few' },
  ],
  workloads: ['unique-ids'],
  profile: PROFILE,
  marks: ['clock behind the last id'],
  build: ({ bugs }) => ({
    server: () => new Generator(bugs),
    client: () => requestClient({ retryUs: 15_000 }),
  }),
};
