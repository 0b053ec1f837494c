/**
 * A transactional store in memory whose level of isolation is a choice: as strong as isolation.ts
 * says, and no stronger. Multi-version: commits are numbered, and each installs new versions of
 * what it wrote. Transactions may interleave operation by operation. Nothing ever waits: who is in
 * the way is refused. Every choice that a level leaves open is drawn from a source of chance, so
 * that the same draws give the same run.
 */

import { assert } from '../../assert.js';
import type { Value } from '../../history/value.js';
import type { Isolation } from './isolation.js';
import type { StoreKey } from './store-key.js';
import { Transaction, withOwn, type Own } from './transaction.js';
import { raise, Versions, type Commit, type Past, type Version } from './versions.js';

/** Where the store draws its choices from. */
export interface Chance {
  /** An integer in [0, bound). */
  below(bound: number): number;
}

/** What a transaction wrote, for a log. */
export type Writes = readonly (readonly [key: StoreKey, own: Own])[];

/** So many versions or commits back a read may go, beyond the newest it could see. */
const STALENESS_MAX = 6;

/** So many acknowledged commits wait at most for taking effect. */
const WAITING_MAX = 6;

interface Session {
  /** Commits up to this one were its own, or it saw them. */
  position: number;
  past: Past;
}

const NOTHING: Past = new Map();

/** The store. */
export class TransactionalStore {
  readonly #versions = new Map<StoreKey, Versions>();
  readonly #sessions = new Map<number | string, Session>();
  /** Committed, but not yet in effect. */
  readonly #waiting: Transaction[] = [];
  #commits = 0;
  readonly #restored = new Map<Versions, number>();
  #restoredCommits = 0;

  /** `onEffect` is told of each commit with writes when it becomes visible. */
  constructor(
    readonly isolation: Isolation,
    readonly chance: Chance,
    readonly onEffect: (transaction: Transaction) => void = () => {},
  ) {}

  /** Begins a transaction of a session, whose transactions must not overlap. */
  begin(session: number | string): Transaction {
    while (this.#waiting.length > 0 && this.chance.below(3) === 0) this.#applySome();
    const { reads, order } = this.isolation;
    const { position, past } = this.#sessionOf(session);
    const snapshot = this.#snapshotFrom(
      { none: 0, session: position, realtime: this.#commits }[order],
    );
    return new Transaction(
      session,
      snapshot,
      order === 'none' || reads === 'view' ? NOTHING : past,
    );
  }

  /** What the transaction sees of a key, its own writes included; `null` before any write. */
  read(transaction: Transaction, key: StoreKey): Value {
    assert(!transaction.hasEnded, 'a transaction that has ended reads');
    const versions = this.#versionsOf(key);
    const own = transaction.own.get(versions);
    if (own?.kind === 'set') return own.value;
    if (own !== undefined) transaction.extended.add(versions);
    const { value } = this.#choose(transaction, versions);
    const { writer } = versions;
    if (writer !== undefined && writer !== transaction) {
      return withOwn(value, writer.own.get(versions));
    }
    return withOwn(value, own);
  }

  /** Sets a key; `false` if somebody is in the way, and then the transaction has been aborted. */
  write(transaction: Transaction, key: StoreKey, value: Value): boolean {
    return this.#claim(transaction, key, (versions) => transaction.set(versions, value));
  }

  /** Adds to the end of a list; otherwise as {@link write}. */
  append(transaction: Transaction, key: StoreKey, element: Value): boolean {
    return this.#claim(transaction, key, (versions) => transaction.append(versions, element));
  }

  /** Whether the transaction has committed; if not, it has been aborted. */
  commit(transaction: Transaction): boolean {
    if (transaction.hasEnded) return false;
    // Who must see how a list ends cannot wait, and nor can what goes before it.
    const waits = this.#mayWait() && transaction.extended.size === 0;
    if (!waits) this.#applyAllOf(transaction.session);
    if (!this.#isValid(transaction)) {
      this.abort(transaction);
      return false;
    }
    this.#end(transaction);
    if (!waits) this.#apply(transaction);
    else this.#waiting.push(transaction);
    if (this.#waiting.length > WAITING_MAX) this.#applySome();
    return true;
  }

  /**
   * Puts back what was committed before a restart; in the order in which it took effect. What
   * sessions and commits had seen was lost with the memory, so all that is restored counts as seen.
   */
  restore(session: number | string, writes: Writes): void {
    const transaction = new Transaction(session, this.#commits, this.#restored);
    for (const [key, own] of writes) transaction.own.set(this.#versionsOf(key), own);
    this.#apply(transaction);
    for (const versions of transaction.own.keys()) {
      this.#restored.set(versions, versions.newest.place);
    }
    this.#restoredCommits = this.#commits;
    this.#sessions.clear();
  }

  abort(transaction: Transaction): void {
    if (!transaction.hasEnded) this.#end(transaction);
  }

  #end(transaction: Transaction): void {
    transaction.hasEnded = true;
    for (const versions of transaction.own.keys()) {
      if (versions.writer === transaction) versions.writer = undefined;
    }
  }

  #claim(transaction: Transaction, key: StoreKey, write: (versions: Versions) => void): boolean {
    if (transaction.hasEnded) return false;
    const versions = this.#versionsOf(key);
    if (this.isolation.reads === 'dirty') {
      if (versions.writer !== undefined && versions.writer !== transaction) {
        this.abort(transaction);
        return false;
      }
      versions.writer = transaction;
    }
    write(versions);
    return true;
  }

  #choose(transaction: Transaction, versions: Versions): Version {
    const { reads, validation } = this.isolation;
    const before = transaction.seen.get(versions);
    const own = transaction.own.has(versions);
    const repeats = own || validation !== 'none' || (reads !== 'single' && reads !== 'view');
    if (before !== undefined && repeats && reads !== 'dirty') return before;
    const version = this.#choice(transaction, versions, own);
    transaction.seen.set(versions, version);
    raise(transaction.floor, version.commit.past);
    return version;
  }

  #choice(transaction: Transaction, versions: Versions, own: boolean): Version {
    const { reads } = this.isolation;
    const { newest } = versions;
    if (reads === 'dirty') return newest;
    if (reads === 'snapshot') return versions.newestOf(transaction.snapshot);
    const isView = reads === 'single' || reads === 'view';
    const floor = transaction.floor.get(versions) ?? 0;
    const choices: Version[] = [];
    const wanted = own || this.chance.below(2) === 0 ? 1 : 1 + this.chance.below(STALENESS_MAX);
    for (let place = newest.place; place >= floor && choices.length < wanted; place--) {
      const version = versions.at(place);
      if (isView || transaction.isCompatible(version)) choices.push(version);
    }
    assert(choices.length > 0, 'the oldest version that may be read can be read');
    return choices[choices.length - 1]!;
  }

  #snapshotFrom(least: number): number {
    const back = this.chance.below(2) === 0 ? 0 : this.chance.below(STALENESS_MAX + 1);
    return Math.max(least, this.#commits - back);
  }

  #isValid(transaction: Transaction): boolean {
    const { seen, own, extended, snapshot } = transaction;
    for (const versions of extended) if (seen.get(versions) !== versions.newest) return false;
    const { reads, validation } = this.isolation;
    const isStale = (versions: Versions): boolean => {
      const version = seen.get(versions);
      return version !== undefined && version !== versions.newest;
    };
    if (validation === 'cursor') return ![...own.keys()].some(isStale);
    if (validation === 'reads') return own.size === 0 || ![...seen.keys()].some(isStale);
    if (validation !== 'writes') return true;
    for (const { newest } of own.keys()) {
      if (reads === 'snapshot' && newest.commit.number > snapshot) return false;
      if (!transaction.isCompatible(newest)) return false;
      raise(transaction.floor, newest.commit.past);
    }
    return true;
  }

  /** Makes a commit visible. */
  #apply(transaction: Transaction): void {
    const { own, session, snapshot, floor } = transaction;
    const { reads } = this.isolation;
    const of = this.#sessionOf(session);
    if (own.size === 0) {
      of.position = Math.max(of.position, snapshot);
      if (reads === 'causal') of.past = floor;
      return;
    }
    const past = new Map(reads === 'causal' ? floor : NOTHING);
    const commit: Commit = { number: ++this.#commits, past };
    const keepsPast = reads !== 'single' && reads !== 'snapshot' && reads !== 'dirty';
    for (const [versions, written] of own) {
      const { newest } = versions;
      versions.install(withOwn(newest.value, written), commit);
      if (!keepsPast) continue;
      // Who sees the last element of a list sees those before it.
      if (written.kind === 'append') raise(past, newest.commit.past);
      past.set(versions, newest.place + 1);
    }
    this.onEffect(transaction);
    of.position = commit.number;
    of.past = reads === 'causal' ? past : raise(new Map(of.past), past);
  }

  #mayWait(): boolean {
    const { reads, order } = this.isolation;
    return (reads === 'single' || reads === 'view') && order !== 'realtime';
  }

  /** One of those that wait takes effect; of a session the first one, if that matters. */
  #applySome(): void {
    const at = this.chance.below(this.#waiting.length);
    const { session } = this.#waiting[at]!;
    const isOrdered = this.isolation.order === 'session';
    const first = this.#waiting.findIndex((other) => other.session === session);
    const [transaction] = this.#waiting.splice(isOrdered ? first : at, 1);
    this.#apply(transaction!);
  }

  #applyAllOf(session: number | string): void {
    if (this.isolation.order !== 'session') return;
    for (const transaction of this.#waiting.filter((other) => other.session === session)) {
      this.#waiting.splice(this.#waiting.indexOf(transaction), 1);
      this.#apply(transaction);
    }
  }

  #newSession(): Session {
    return { position: this.#restoredCommits, past: new Map(this.#restored) };
  }

  #versionsOf(key: StoreKey): Versions {
    let versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, (versions = new Versions(key)));
    return versions;
  }

  #sessionOf(name: number | string): Session {
    let session = this.#sessions.get(name);
    if (session === undefined) {
      this.#sessions.set(name, (session = this.#newSession()));
    }
    return session;
  }
}
