/**
 * A client library that sends each request once more, whether or not an answer is under way.
 */

import { EVENT } from '../event-kinds.js';
import type { Message, ReplyMessage, RequestMessage } from '../messages.js';
import { Turn } from '../turn.js';
import { hostOf } from './effect.js';
import type { Effect } from './effect.js';

/** What is added to the id of an operation that is sent again under another one. */
const NEW_ID = 1_000_000_000;

/**
 * Sends each request again, unless it found no server, its operation has failed for certain, or
 * another life of the client would send it. With a new id the answers to it count for the old one.
 */
export const retry: Effect<'retry'> = {
  begin(kernel, { client, byUs, sameId }, index) {
    const host = hostOf(kernel, client);
    const resend = (message: Message, incarnation: number): void => {
      if (!kernel.faults.isActing(index) || !host.isUp || host.incarnation !== incarnation) return;
      const { request } = message.body as RequestMessage;
      if (host.refused.has(message.id) || kernel.driver.hasFailed(request.id)) return;
      kernel.faults.tookEffect([index]);
      host.isResending = true;
      const id = sameId ? request.id : NEW_ID + request.id;
      const body: RequestMessage = { type: 'request', request: { ...request, id } };
      kernel.post.send(new Turn(host, incarnation, message.cause, 0), message.to, body, 0);
      host.isResending = false;
    };
    kernel.interference.add({
      fault: index,
      send(message, _fate, nowUs) {
        if (message.from !== host.index || message.body.type !== 'request') return undefined;
        if (host.isResending) return undefined;
        const { incarnation } = host;
        const again = (): void => resend(message, incarnation);
        kernel.schedule(nowUs + byUs, EVENT.errand, 0, 0, again);
        return undefined;
      },
      arrive(message) {
        if (message.to !== host.index || message.body.type !== 'reply') return message;
        const { operation } = message.body as ReplyMessage;
        if (operation < NEW_ID) return message;
        return {
          ...message,
          body: { ...message.body, operation: operation - NEW_ID } as ReplyMessage,
        };
      },
    });
  },
  end: (kernel, _fault, index) => kernel.interference.remove(index),
};
