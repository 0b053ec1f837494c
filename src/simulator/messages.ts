/**
 * Messages in flight, and the two the simulator itself knows: a request to a server and the reply
 * to it.
 */

import type { Cause } from './causes.js';
import type { Answer, Body, Request } from './node.js';

/** A message on its way. */
export interface Message {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** Interned name of the body's type. */
  readonly type: number;
  readonly body: Body;
  readonly cause: Cause;
  /** Hash of its identity: what its draws, and those of its handler, are keyed by. */
  readonly hash: number;
  readonly nth: number;
  /** Number of the call that it is, negative for the response to that call; 0 for neither. */
  readonly call: number;
}

/** Send it to a server, and the server's `request` is called instead of `message`. */
export interface RequestMessage extends Body {
  readonly type: 'request';
  readonly request: Request;
}

/** What `ctx.reply` sends; the client node's `answer` is called. */
export interface ReplyMessage extends Body {
  readonly type: 'reply';
  readonly operation: number;
  readonly answer: Answer;
}
