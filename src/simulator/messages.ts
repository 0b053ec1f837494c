/**
 * Messages in flight, and the two the simulator itself knows: a request to a server and the reply
 * to it.
 */

import type { Answer, Body, Request } from './node.js';

/** A message on its way. */
export interface Message {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** Interned name of the body's type. */
  readonly type: number;
  readonly body: Body;
  /** Index of its cause in the run's list of causes. */
  readonly cause: number;
  /** Hash of its identity: what its draws, and those of its handler, are keyed by. */
  readonly hash: number;
  readonly nth: number;
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
