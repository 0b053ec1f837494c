/**
 * The default client: sends each operation to one server, asks the next one when the answer is a
 * refusal (`['not-here', hint]`) or does not come, and repeats the same operation id, so that a
 * server can tell a retry. A server that does not recognise retries must be asked with `resend:
 * false`. When no server can be found the operation has certainly failed.
 */

import type { RequestMessage } from './messages.js';
import type { Answer, Context, Node, Request } from './node.js';

/** When the client asks again. */
export interface RequestClientOptions {
  /** Ask again when no answer came for so long; default 40 ms. */
  readonly retryUs?: number;
  /** Whether to ask again without an answer; default true. */
  readonly resend?: boolean;
}

/** The answer of a server that did nothing and knows better, or not, whom to ask. */
export function notHere(hint: string | null): Answer {
  return { type: 'fail', error: ['not-here', hint] };
}

class RequestClient implements Node {
  private current: Request | undefined;
  /** Index of the server that is asked. */
  private target = -1;
  private refusals = 0;
  /** How often the operation was sent, and how often it is known not to have left. */
  private asked = 0;
  private unsent = 0;
  /** A refusal has already turned us to another server; the timer only waits before asking it. */
  private turned = false;

  constructor(
    private readonly retryUs: number,
    private readonly resend: boolean,
  ) {}

  request(ctx: Context, client: string, request: Request): void {
    if (this.target < 0) this.target = Number(client.slice(1)) % ctx.servers.length;
    // The server that left the last request unanswered may be gone; who resends has turned already.
    else if (this.current !== undefined && !this.resend && !this.turned) this.turn(ctx, null);
    // A timer of the last request would send this one twice.
    ctx.clearTimer('retry');
    this.current = request;
    this.refusals = 0;
    this.asked = 0;
    this.unsent = 0;
    this.ask(ctx);
  }

  answer(ctx: Context, from: string, operation: number, answer: Answer): void {
    if (this.current?.id !== operation) return;
    const hint = refusal(answer);
    const isUnsent = isUnreachable(answer);
    if (isUnsent) this.unsent++;
    const isHopeless = this.unsent >= ctx.servers.length && this.unsent === this.asked;
    if (isUnsent ? isHopeless : hint === undefined) {
      this.current = undefined;
      this.target = ctx.servers.indexOf(from);
      ctx.clearTimer('retry');
      ctx.reply(ctx.self, operation, answer);
      return;
    }
    // A late refusal of a server that is no longer asked says nothing new.
    if (this.turned || from !== ctx.servers[this.target]) return;
    this.turn(ctx, hint ?? null);
    this.turned = true;
    ctx.setTimer('retry', Math.min(this.retryUs, 1000 * ++this.refusals));
  }

  timer(ctx: Context): void {
    if (this.current === undefined) return;
    if (!this.turned) this.turn(ctx, null);
    this.ask(ctx);
  }

  private ask(ctx: Context): void {
    this.turned = false;
    this.asked++;
    const message: RequestMessage = { type: 'request', request: this.current as Request };
    ctx.send(ctx.servers[this.target] as string, message);
    if (this.resend) ctx.setTimer('retry', this.retryUs);
  }

  private turn(ctx: Context, hint: string | null): void {
    const hinted = hint === null ? -1 : ctx.servers.indexOf(hint);
    this.target = hinted >= 0 ? hinted : (this.target + 1) % ctx.servers.length;
  }
}

function refusal(answer: Answer): string | null | undefined {
  if (answer.type !== 'fail' || !Array.isArray(answer.error)) return undefined;
  const [code, hint] = answer.error as readonly unknown[];
  if (code !== 'not-here') return undefined;
  return typeof hint === 'string' ? hint : null;
}

/** The client's own network found no such server: the request never left. */
function isUnreachable(answer: Answer): boolean {
  return answer.type === 'fail' && Array.isArray(answer.error) && answer.error[0] === 'unreachable';
}

/** A client for systems whose servers take requests. */
export function requestClient(options: RequestClientOptions = {}): Node {
  return new RequestClient(options.retryUs ?? 40_000, options.resend ?? true);
}
