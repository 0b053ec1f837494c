/**
 * The one node shape, for bundled systems and users' own: an object that lives in memory, dies in a
 * crash, and touches the world through its context alone. Servers and clients have the same shape.
 */

import type { Value } from '../history/value.js';
import type { NoteData } from '../trace/trace.js';

/**
 * A message between nodes: plain data with a type; treat it as immutable, sender and receiver share
 * it.
 */
export interface Body {
  readonly type: string;
}

/** An operation as the one who serves it sees it. */
export interface Request {
  /** The same for every retry of one operation. */
  readonly id: number;
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
  /** By what right; on requests to clusters that ask for it (`Cluster.authenticates`). */
  readonly credential?: Credential;
}

/** Who asks, until when that is believed, and the issuer's word for both. */
export interface Credential {
  readonly principal: string;
  readonly expiresUs: number;
  readonly signature: number;
}

/** The rights of a principal have changed. */
export interface AccessChange {
  readonly principal: string;
  readonly state: 'revoked' | 'restored';
  /** The issuer's count of changes: the higher is the later. */
  readonly serial: number;
}

/** How an operation ended. `fail` only if it certainly did not and will not happen. */
export type Answer =
  | { readonly type: 'ok'; readonly value: Value }
  | { readonly type: 'fail'; readonly error: Value }
  | { readonly type: 'info'; readonly error: Value };

/** What an operator tells one server. */
export interface AdminCommand {
  readonly type: 'add' | 'remove' | 'replace';
  /** The server that is to join or to leave; for `replace`, the one that leaves. */
  readonly node: string;
  /** For `replace`: the server that joins instead. */
  readonly by?: string;
}

/**
 * Why a sync failed: what was to be synced is not durable. After `ENOSPC` it is still in the
 * buffer, and a later sync covers it; after `EIO` it is not, and has to be written again (Rebello
 * et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
 */
export type DiskError = 'EIO' | 'ENOSPC';

/** What survives a crash, once synced. Values are plain data, treated as immutable. */
export interface DiskContext {
  /** What was last written, synced or not; `undefined` if nothing was. */
  read(key: string): unknown;
  /** Buffered: visible to `read` at once, lost in a crash unless a later sync ended. */
  write(key: string, value: unknown): void;
  remove(key: string): void;
  /**
   * Makes all that was written before this call durable, then calls `done`; a crash forgets `done`.
   * `error` says that the device refused.
   */
  sync(done: (error?: DiskError) => void): void;
}

/**
 * Everything a node may do to the world. Valid during the handler it was passed to and in its
 * callbacks.
 */
export interface Context<Message extends Body = Body> {
  /** n0 or c0. */
  readonly self: string;
  /** All servers, this one included. */
  readonly servers: readonly string[];
  /** 0 at first, one more after each crash. */
  readonly incarnation: number;
  /** This node's own wall clock in microseconds: may be off, drift and jump. */
  wallUs(): number;
  /** This node's monotonic clock in microseconds since the run began: drifts, but never jumps. */
  monotonicUs(): number;
  send(to: string, message: Message): void;
  /**
   * Calls `timer(ctx, name)` after `delayUs` on this node's clock; setting it again replaces it.
   */
  setTimer(name: string, delayUs: number): void;
  clearTimer(name: string): void;
  /** The version of the software that this server runs: 1, or more after an upgrade. */
  readonly version: number;
  /** A setting of this server: `byDefault`, unless its configuration has drifted. */
  setting(name: string, byDefault: number): number;
  /** An integer in [0, bound), keyed by what caused this handler. */
  random(bound: number): number;
  readonly disk: DiskContext;
  /**
   * Answers an operation: to the client over the network, or, on the client's own node, to the
   * history.
   */
  reply(client: string, operation: number, answer: Answer): void;
  /**
   * Something worth checking or showing, such as `note('leader', { term })`; goes into the trace.
   */
  note(label: string, data: Readonly<Record<string, NoteData>>): void;
  /** A coverage mark: this interesting state was reached. */
  sometimes(label: string): void;
}

/**
 * A handler may return a promise in later versions; today the simulator answers one with an error.
 */
export interface Node<Message extends Body = Body> {
  /** Called once in each incarnation, before anything else. */
  start?(ctx: Context<Message>): void;
  message?(ctx: Context<Message>, from: string, body: Message): void;
  timer?(ctx: Context<Message>, name: string): void;
  /**
   * A client asks: on a server when a request arrives, on a client node when its program starts an
   * operation.
   */
  request?(ctx: Context<Message>, client: string, request: Request): void;
  /** On a client node: a server's answer to a request that was sent on. */
  answer?(ctx: Context<Message>, from: string, operation: number, answer: Answer): void;
  /** On a server: an operator wants the membership of the cluster changed. */
  admin?(ctx: Context<Message>, command: AdminCommand): void;
  /** On a server: the issuer tells it, and no other server, that somebody's rights changed. */
  access?(ctx: Context<Message>, change: AccessChange): void;
  /** On a server: a perfect failure detector has seen `peer` stop for good (fail-stop). */
  stopped?(ctx: Context<Message>, peer: string): void;
  /** What to show of its state in reports: a word or two. */
  inspect?(): string;
}
