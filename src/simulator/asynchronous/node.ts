/**
 * Asynchronous nodes: the shape of nodes (node.ts) with handlers that may await what their context
 * offers. A crash leaves what they await unresolved for ever, so that a dead node never acts again.
 *
 * What a handler does after an `await` has the cause of the handler. Awaiting anything from outside
 * of the simulation, such as a real timer, leaves the handler stuck; should it act later, the run
 * fails.
 */

import type { Answer, Body, Context, DiskContext, Node, Request } from '../node.js';

/** The disk of an asynchronous node. Reads and writes meet memory; only `sync` takes time. */
export interface AsyncDiskContext extends DiskContext {
  /** What was last written, synced or not; `undefined` if nothing was. */
  read(key: string): unknown;
  /** Buffered: visible to `read` at once, lost in a crash unless a later sync ended. */
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /**
   * Resolves when all that was written before this call is durable; rejects with a
   * {@link DiskFailure} when the device refuses.
   */
  sync(): Promise<void>;
}

/** How long a caller waits. */
export interface CallOptions {
  /** On the caller's own clock. */
  readonly timeoutUs: number;
}

/** What an asynchronous node may do; everything that a synchronous one may, and wait. */
export interface AsyncContext<Message extends Body = Body> extends Context<Message> {
  /** Resolves as soon as the network has the message, which says nothing of its arrival. */
  send(to: string, message: Message): Promise<void>;
  /**
   * Sends `message` and resolves to what the other node's `message` handler returns; to `undefined`
   * when no response came in time. Not repeated: message and response may be lost like any other.
   */
  call(to: string, message: Message, options: CallOptions): Promise<Message | undefined>;
  /** Resolves after `delayUs` on this node's clock. */
  sleep(delayUs: number): Promise<void>;
  readonly disk: AsyncDiskContext;
}

/**
 * A node whose handlers may be asynchronous; runs under `simulateAsync`. One handler may begin
 * while others wait. An exception or a rejection of a handler ends the run as a failure.
 */
export interface AsyncNode<Message extends Body = Body> extends Node<Message> {
  start?(ctx: AsyncContext<Message>): Promise<void> | void;
  /** What it returns is the response to a `call`, and is ignored when the message was sent. */
  message?(ctx: AsyncContext<Message>, from: string, body: Message): Promise<Message | void> | void;
  timer?(ctx: AsyncContext<Message>, name: string): Promise<void> | void;
  /** What it returns is the answer; returning nothing leaves it to `ctx.reply`. */
  request?(
    ctx: AsyncContext<Message>,
    client: string,
    request: Request,
  ): Promise<Answer | void> | Answer | void;
  answer?(
    ctx: AsyncContext<Message>,
    from: string,
    operation: number,
    answer: Answer,
  ): Promise<void> | void;
}
