/**
 * HTTP between programs: the standard's classes at both ends, the simulated network in between.
 */

import { expect, test } from 'vitest';
import type { ProcessNode } from '../../src/processes/program.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import { notesOf, operation, outcomesOf, scenarioOf } from '../simulator/small-cluster.js';
import { processesOf, runProgram } from './programs.js';

type Handler = (request: Request) => Response | Promise<Response>;

/** What n0 tells when it runs `script` while n1 serves `handler`. */
async function told(
  handler: Handler | undefined,
  script: (tell: (what: unknown) => void, node: ProcessNode) => Promise<void>,
): Promise<unknown[]> {
  const run = await runProgram(async (node) => {
    if (node.self === 'n1' && handler !== undefined) node.serve(handler);
    if (node.self !== 'n0') return;
    await script((what) => node.note('told', { what: JSON.stringify(what) }), node);
    node.note('done', {});
  });
  expect(run.failure).toBeUndefined();
  expect(notesOf(run, 'done')).toHaveLength(1);
  return notesOf(run, 'told').map(({ data }) => JSON.parse(String(data['what'])) as unknown);
}

const codeOf = (error: unknown): unknown => [
  (error as Error).name,
  ((error as Error).cause as { code?: unknown } | undefined)?.code,
];

test('method, path, query, headers and content arrive, and the response comes back', async () => {
  const echo: Handler = async (request) => {
    const { method, url, headers } = request;
    const seen = { method, url, type: headers.get('content-type'), text: await request.text() };
    return Response.json(seen, { status: 201, headers: { 'x-served-by': 'n1' } });
  };
  const seen = await told(echo, async (tell) => {
    const response = await fetch('http://n1/items?limit=2', {
      method: 'PUT',
      headers: { 'content-type': 'text/x-list' },
      body: 'öne, two',
    });
    tell([response.status, response.ok, response.url, response.headers.get('x-served-by')]);
    tell(await response.json());
    const plain = await fetch(new Request(new URL('http://n1/plain')));
    tell(((await plain.json()) as { method: string }).method);
  });
  expect(seen).toEqual([
    [201, true, 'http://n1/items?limit=2', 'n1'],
    {
      method: 'PUT',
      url: 'http://n1/items?limit=2',
      type: 'text/x-list',
      text: 'öne, two',
    },
    'GET',
  ]);
});

test('bytes that are no text arrive as they are, and so does nothing', async () => {
  const bytes = new Uint8Array([0, 255, 128, 7]);
  const seen = await told(
    async (request) =>
      request.method === 'POST'
        ? new Response(await request.arrayBuffer())
        : new Response(null, { status: 204 }),
    async (tell) => {
      const response = await fetch('http://n1/', { method: 'POST', body: bytes });
      tell([...new Uint8Array(await response.arrayBuffer())]);
      const empty = await fetch('http://n1/', { method: 'DELETE' });
      tell([empty.status, await empty.text()]);
    },
  );
  expect(seen).toEqual([
    [0, 255, 128, 7],
    [204, ''],
  ]);
});

test('what goes wrong looks as it does in Node', async () => {
  const broken: Handler = ({ url }) => {
    if (url.endsWith('/throws')) throw new Error('oh');
    if (url.endsWith('/nothing')) return undefined as unknown as Response;
    return new Response('no such thing', { status: 404 });
  };
  const seen = await told(broken, async (tell) => {
    for (const path of ['throws', 'nothing', 'missing']) {
      tell((await fetch(`http://n1/${path}`)).status);
    }
    await fetch('http://n2/').catch((error: unknown) => tell(codeOf(error)));
    await fetch('http://elsewhere.example/').catch((error: unknown) => tell(codeOf(error)));
    await fetch('no address').catch((error: unknown) => tell((error as Error).name));
  });
  expect(seen).toEqual([
    500,
    500,
    404,
    ['TypeError', 'ECONNREFUSED'],
    ['TypeError', 'ENOTFOUND'],
    'TypeError',
  ]);
});

test('a signal ends the wait: before, in between, by time', async () => {
  const never: Handler = () => new Promise(() => undefined);
  const seen = await told(never, async (tell) => {
    const reasonOf = (signal: AbortSignal): Promise<void> =>
      fetch('http://n1/', { signal }).then(
        () => tell('answered'),
        (error: unknown) => tell(String((error as Error).name ?? error)),
      );
    await reasonOf(AbortSignal.abort());
    const controller = new AbortController();
    setTimeout(() => controller.abort(new RangeError('enough')), 20);
    await reasonOf(controller.signal);
    await reasonOf(AbortSignal.timeout(20));
    tell(performance.now());
  });
  expect(seen).toEqual(['AbortError', 'RangeError', 'TimeoutError', 40]);
});

test('a network that doubles every message delivers each request once', async () => {
  const { network } = scenarioOf();
  const run = await runProgram(
    async (node) => {
      node.serve(() => {
        node.note('served', {});
        return new Response();
      });
      if (node.self === 'n0') await fetch('http://n1/');
      node.note('fetched', {});
    },
    { network: { ...network, duplicationPpm: 1_000_000, reorderingUs: 500 } },
  );
  expect(notesOf(run, 'served').map(({ node }) => node)).toEqual(['n1']);
  expect(run.messages.delivered).toBeGreaterThan(2);
});

test('the default client posts each operation, and reads the answer from the status', async () => {
  const program = ['write', 'refuse', 'break', 'none'].map((f, at) =>
    operation(at + 1, { f, value: at, key: 'x' }),
  );
  const system = processesOf((node) => {
    node.serve(async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/refuse') return new Response('not now', { status: 409 });
      if (pathname === '/break') return new Response('', { status: 503 });
      if (pathname === '/none') return new Response();
      return Response.json({ got: await request.json() });
    });
  }, null);
  const run = await simulateAsync(scenarioOf({ program }), system);
  expect(outcomesOf(run)).toEqual({ 1: 'ok', 2: 'fail', 3: 'info', 4: 'ok' });
  const ends = run.events.filter(({ type }) => type !== 'invoke');
  expect(ends.map(({ value, error }) => error ?? value)).toEqual([
    { got: { id: 1, key: 'x', value: 0 } },
    'not now',
    503,
    null,
  ]);
});

test('a client that throws does not know; a server that is not there did nothing', async () => {
  const program = [operation(1)];
  const scenario = scenarioOf({ program });
  const thrown = await simulateAsync(
    scenario,
    processesOf(
      () => undefined,
      () => {
        throw new Error('lost');
      },
    ),
  );
  expect(thrown.events.at(-1)).toMatchObject({ type: 'info', error: 'lost' });
  const refused = await simulateAsync(
    scenario,
    processesOf(() => undefined, null),
  );
  expect(refused.events.at(-1)).toMatchObject({ type: 'fail', error: 'connection refused' });
});

test('a request is the same whether it is given in parts or as a Request', async () => {
  const asked: readonly (readonly [input: string | URL, init: RequestInit])[] = [
    ['http://n1', {}],
    [new URL('http://n1/a b?q=ö#part'), { method: 'DELETE' }],
    ['http://n1/', { method: 'POST', body: '\u{1F600}\uD800' }],
    ['http://n1/', { method: 'PUT', body: '', headers: [['X-One', '1']] }],
    [
      'http://n1/',
      { method: 'PATCH', body: '{}', headers: { 'Content-Type': 'application/json' } },
    ],
    ['http://n1/', { method: 'post', body: 'x' }],
    ['http://n1/', { method: 'POST', body: new URLSearchParams({ a: '1' }) }],
  ];
  const tellAll: Handler = async (request) => {
    const { method, url, headers } = request;
    return Response.json([method, url, [...headers], await request.text()]);
  };
  const seen = await told(tellAll, async (tell) => {
    for (const [input, init] of asked) {
      const [plain, whole] = [await fetch(input, init), await fetch(new Request(input, init))];
      tell([await plain.json(), await whole.json()]);
    }
    const bodyOfGet: RequestInit = { body: 'x' };
    const refused = [fetch('http://n1/', bodyOfGet), fetch('http://u:p@n1/'), fetch('n1')];
    for (const one of refused) await one.catch((error: unknown) => tell((error as Error).name));
  });
  expect(seen.slice(asked.length)).toEqual(['TypeError', 'TypeError', 'TypeError']);
  for (const one of seen.slice(0, asked.length)) {
    const [plain, whole] = one as [unknown, unknown];
    expect(plain).toEqual(whole);
  }
});
