/**
 * Calls of a node's own code, where anything may come back: an exception, a promise, a state that
 * cannot be shown.
 */

import type { ReplyMessage, RequestMessage } from './messages.js';
import type { Body, Context, Node } from './node.js';
import type { NodeHost } from './node-host.js';

/** Hands a message to the method that it is for. */
export function receive(host: NodeHost, sender: string, body: Body): unknown {
  const node = host.node as Node;
  const context = host.context as Context;
  if (body.type === 'request') {
    return node.request?.(context, sender, (body as RequestMessage).request);
  }
  if (body.type === 'reply') {
    const { operation, answer } = body as ReplyMessage;
    return node.answer?.(context, sender, operation, answer);
  }
  return node.message?.(context, sender, body);
}

/**
 * What a node shows of its state. A report must not change the run, so that an exception is shown
 * too.
 */
export function inspected(host: NodeHost): string {
  try {
    return host.node?.inspect?.() ?? '';
  } catch (error) {
    return `inspect threw ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Handlers are synchronous for now; a promise would run on after its turn, outside virtual time.
 */
export function refusePromise(result: unknown): void {
  if (result instanceof Promise) {
    // Its own end, which may well be a rejection, is of no interest any more.
    result.catch(() => undefined);
    throw new Error('the handler returned a promise; the simulator runs synchronous handlers only');
  }
}
