/**
 * What a program is to the simulator, and what the simulator is to a program: everything else a
 * program uses (timers, clocks, dice, `fetch`) it finds where it always is.
 */

import type { NoteData } from '../trace/trace.js';
import type { Answer, Request as Operation } from '../simulator/node.js';

/** Answers a request, as a handler of any server built on the standard's classes does. */
export type RequestHandler = (request: Request) => Response | Promise<Response>;

/** What survives a crash, once synced. */
export interface ProcessDisk {
  /** What was last written, synced or not; `undefined` if nothing was. */
  read(key: string): unknown;
  /** Buffered: visible to `read` at once, lost in a crash unless a later sync ended. */
  write(key: string, value: unknown): void;
  remove(key: string): void;
  /** Resolves when all that was written before this call is durable. */
  sync(): Promise<void>;
}

/** What a program is told, and may tell. */
export interface ProcessNode {
  /** n0, n1, ..., also the host that others fetch from: `http://n1/path`. */
  readonly self: string;
  /** All servers, this one included. */
  readonly servers: readonly string[];
  /** All servers but this one. */
  readonly peers: readonly string[];
  /** 0 at first, one more after each crash. */
  readonly incarnation: number;
  readonly disk: ProcessDisk;
  /** Answers requests from now on. Until then they are refused. */
  readonly serve: (handler: RequestHandler) => void;
  /** What to show of its state in reports: a word or two. */
  readonly show: (state: () => string) => void;
  /** Something worth checking or showing; goes into the trace. */
  readonly note: (label: string, data: Readonly<Record<string, NoteData>>) => void;
  /** A coverage mark: this interesting state was reached. */
  readonly sometimes: (label: string) => void;
}

/**
 * Starts a server: once for each node, and again after each crash. State belongs into what it
 * creates; variables of modules are shared by all nodes and survive crashes.
 */
export type Program = (node: ProcessNode) => void | Promise<void>;

/** What a client knows of the cluster. */
export interface ProcessClient {
  /** c0, c1, ... */
  readonly self: string;
  readonly servers: readonly string[];
}

/**
 * Serves one operation of a client's program, by `fetch`. An exception means that nobody knows
 * whether it happened; only `fail` says that it certainly did not and will not.
 */
export type ClientProgram = (
  operation: Operation,
  client: ProcessClient,
) => Answer | Promise<Answer>;
