/**
 * `fetch`, by host name: `http://n1/path` is a request to the simulated server n1. There is nobody
 * else in the simulated network; names outside of it are not found, as without a resolver.
 */

import type { AsyncContext } from '../../simulator/asynchronous/node.js';
import type { Execution } from '../current.js';
import { decodeResponse, encodePlainRequest, encodeRequest } from '../wire.js';
import type { RequestBody, ResponseBody } from '../wire.js';
import { interceptFunction } from './replacement.js';
import type { Restore } from './replacement.js';

/** Node's own `fetch` waits so long for the beginning of a response. */
const RESPONSE_TIMEOUT_US = 300_000_000;

/** Intercepts requests. */
export function interceptFetch(): Restore {
  return interceptFunction(globalThis, 'fetch', (execution, input, init) =>
    simulatedFetch(execution, input as Parameters<typeof fetch>[0], init as RequestInit),
  );
}

async function simulatedFetch(
  execution: Execution,
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const { signal: given, ...rest } = init;
  const signal = given ?? (input instanceof Request ? input.signal : undefined);
  signal?.throwIfAborted();
  const { process, context } = execution;
  const call = process.nextCall();
  const request =
    encodePlainRequest(input, rest, call) ?? encodeRequest(new Request(input, rest), call);
  if (!process.isAlive) return await new Promise<never>(() => undefined);
  return await orAborted(exchange(context, request), signal);
}

async function exchange(
  context: AsyncContext,
  request: RequestBody | Promise<RequestBody>,
): Promise<Response> {
  const body = await request;
  const { hostname } = new URL(body.url);
  if (!context.servers.includes(hostname)) {
    throw fetchFailed('ENOTFOUND', `getaddrinfo ENOTFOUND ${hostname}`);
  }
  const response = (await context.call(hostname, body, { timeoutUs: RESPONSE_TIMEOUT_US })) as
    ResponseBody | undefined;
  if (response === undefined) throw fetchFailed('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error');
  if (response.status === 0) throw fetchFailed('ECONNREFUSED', `connect ECONNREFUSED ${hostname}`);
  return decodeResponse(response, body.url);
}

/** Rejects as soon as the signal aborts; the request itself is on its way. */
function orAborted<Result>(
  result: Promise<Result>,
  signal: AbortSignal | null | undefined,
): Promise<Result> {
  if (signal === undefined || signal === null) return result;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    const settled = (): void => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    result.finally(settled).then(resolve, reject);
  });
}

/** What Node's own `fetch` rejects with; the cause tells why. */
function fetchFailed(code: string, message: string): TypeError {
  const cause = Object.assign(new Error(message), { code });
  return new TypeError('fetch failed', { cause });
}
