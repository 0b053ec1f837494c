/**
 * Calls of a node's own code, where anything may come back: an exception, a promise, a state that
 * cannot be shown.
 */

import type { Message, ReplyMessage, RequestMessage } from './messages.js';
import type { Answer, Body, Context, Node } from './node.js';
import type { NodeHost } from './node-host.js';
import type { Asker } from './turn.js';

/** Hands a message to the method that it is for. */
export function receive(node: Node, context: Context, sender: string, body: Body): unknown {
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

/** Whether a handler went on as a promise. */
export function isThenable(result: unknown): result is PromiseLike<unknown> {
  return typeof (result as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** Whether a handler returned something that can be sent. */
export function isBody(result: unknown): result is Body {
  return typeof (result as Body | null | undefined)?.type === 'string';
}

/**
 * What a handler returned, if it is an answer. A synchronous handler may return anything, by chance
 * of a one-line arrow function.
 */
export function answerOf(result: unknown): Answer | undefined {
  if (!isBody(result)) return undefined;
  if (result.type === 'ok') return 'value' in result ? (result as Answer) : undefined;
  const isOther = result.type === 'fail' || result.type === 'info';
  return isOther && 'error' in result ? (result as unknown as Answer) : undefined;
}

/** Who waits for what the handler of a message returns. */
export function askerOf({ from, body, call }: Message): Asker | undefined {
  if (call > 0) return { kind: 'caller', node: from, call };
  if (body.type !== 'request') return undefined;
  return { kind: 'client', client: from, operation: (body as RequestMessage).request.id };
}
