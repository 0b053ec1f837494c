/**
 * HTTP over the simulated network: a request is one message, its response another. The standard's
 * classes at both ends, plain data in between.
 */

import type { Body } from '../simulator/node.js';

/** A request on its way. */
export interface RequestBody extends Body {
  /** `POST /write`: method and path. */
  readonly type: string;
  /** Which request of which process; a connection delivers none of them twice. */
  readonly call: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | undefined;
  /** Whether `content` is in base64, because it is no text. */
  readonly isBinary: boolean;
}

/** A response on its way. */
export interface ResponseBody extends Body {
  /** `POST /write 200`. */
  readonly type: string;
  /** 0 when nobody listens there. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | undefined;
  readonly isBinary: boolean;
}

type Content = Pick<RequestBody, 'content' | 'isBinary'>;

/** Statuses whose responses have no content. */
const EMPTY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);

/** What is sent for a request. */
export async function encodeRequest(request: Request, call: string): Promise<RequestBody> {
  const { method, url, headers } = request;
  return {
    type: `${method} ${new URL(url).pathname}`,
    call,
    method,
    url,
    headers: Object.fromEntries(headers),
    ...(await contentOf(request)),
  };
}

/** Methods that the standard takes as they are written. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']);
const PLAIN_OPTIONS: ReadonlySet<string> = new Set(['method', 'headers', 'body']);

/**
 * The same as {@link encodeRequest} for what most programs ask: an address, and text or nothing.
 * `undefined` for anything else, which the standard's class has to make sense of; that takes ten
 * times as long.
 */
export function encodePlainRequest(
  input: unknown,
  init: RequestInit,
  call: string,
): RequestBody | undefined {
  const { method = 'GET', body } = init;
  const hasBody = typeof body === 'string';
  if (!hasBody && body !== undefined) return undefined;
  if (!METHODS.has(method) || (hasBody && (method === 'GET' || method === 'HEAD')))
    return undefined;
  if (!Object.keys(init).every((name) => PLAIN_OPTIONS.has(name))) return undefined;
  const text = input instanceof URL ? input.href : input;
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const { href, pathname, username, password } = new URL(text);
  if (username !== '' || password !== '') return undefined;
  const headers = new Headers(init.headers);
  if (hasBody && !headers.has('content-type')) {
    headers.set('content-type', 'text/plain;charset=UTF-8');
  }
  return {
    type: `${method} ${pathname}`,
    call,
    method,
    url: href,
    headers: Object.fromEntries(headers),
    content: hasBody ? Buffer.from(body).toString() : undefined,
    isBinary: false,
  };
}

/** The request as its server sees it. */
export function decodeRequest(body: RequestBody): Request {
  const { url, method, headers } = body;
  const content = bytesOf(body);
  return new Request(url, { method, headers, ...(content === undefined ? {} : { body: content }) });
}

/** What is sent for a response. */
export async function encodeResponse(type: string, response: Response): Promise<ResponseBody> {
  const { status, statusText, headers } = response;
  return {
    type: `${type} ${status}`,
    status,
    statusText,
    headers: Object.fromEntries(headers),
    ...(await contentOf(response)),
  };
}

/** Says that nobody listens. */
export function refusal(type: string): ResponseBody {
  const nothing = { headers: {}, content: undefined, isBinary: false };
  return { type: `${type} refused`, status: 0, statusText: '', ...nothing };
}

/** The response as the one who asked `url` sees it. */
export function decodeResponse(body: ResponseBody, url: string): Response {
  const { status, statusText, headers } = body;
  const content = EMPTY_STATUSES.has(status) ? undefined : bytesOf(body);
  const response = new Response(content ?? null, { status, statusText, headers });
  Object.defineProperty(response, 'url', { configurable: true, value: url });
  return response;
}

async function contentOf(message: Request | Response): Promise<Content> {
  if (message.body === null) return { content: undefined, isBinary: false };
  const bytes = Buffer.from(await message.arrayBuffer());
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return { content: text, isBinary: false };
  return { content: bytes.toString('base64'), isBinary: true };
}

function bytesOf({ content, isBinary }: Content): string | Uint8Array<ArrayBuffer> | undefined {
  if (content === undefined || !isBinary) return content;
  return new Uint8Array(Buffer.from(content, 'base64'));
}
