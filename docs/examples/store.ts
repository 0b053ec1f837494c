/**
 * A replicated key-value store: any server takes a request, a majority decides it.
 */

import { setTimeout as sleep } from 'node:timers/promises';

/** What a server keeps on its disk. */
export interface Storage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  sync(): Promise<void>;
}

interface Entry {
  readonly value: unknown;
  /** The newer entry wins; of two that are as new, the one with the greater id. */
  readonly at: number;
  readonly id: string;
}

interface Ask {
  readonly key: string;
  readonly value: unknown;
  readonly entry: Entry;
}

const NOTHING: Entry = { value: null, at: 0, id: '' };

const newer = (one: Entry, two: Entry): Entry =>
  two.at > one.at || (two.at === one.at && two.id > one.id) ? two : one;

type Handler = (request: Request) => Promise<Response>;

/** The handler of one server, for any framework that speaks Request and Response. */
export function createStore(servers: readonly string[], storage: Storage): Handler {
  const held = (key: string): Entry => (storage.read(key) as Entry | undefined) ?? NOTHING;

  async function keep(key: string, entry: Entry): Promise<Entry> {
    storage.write(key, newer(held(key), entry));
    await storage.sync();
    return held(key);
  }

  /** Asks one server, until it answers. */
  async function ask(server: string, path: string, body: object): Promise<Entry> {
    for (;;) {
      const signal = AbortSignal.timeout(40);
      const post = { method: 'POST', body: JSON.stringify(body), signal };
      const response = await fetch(`http://${server}/${path}`, post).catch(() => undefined);
      if (response?.ok === true) return (await response.json()) as Entry;
      await sleep(10 + Math.random() * 10);
    }
  }

  /** The newest of what the first majority to answer has. */
  async function majority(path: string, body: object): Promise<Entry> {
    const answers: Entry[] = [];
    return new Promise((resolve) => {
      for (const server of servers) {
        void ask(server, path, body).then((answer) => {
          if (answers.push(answer) > servers.length / 2) resolve(answers.reduce(newer));
        });
      }
    });
  }

  async function read(key: string): Promise<unknown> {
    const entry = await majority('held', { key });
    await majority('keep', { key, entry });
    return entry.value;
  }

  async function write(key: string, value: unknown): Promise<void> {
    const entry = { value, at: Date.now(), id: crypto.randomUUID() };
    await majority('keep', { key, entry });
  }

  return async (request) => {
    const { key, value, entry } = (await request.json()) as Ask;
    switch (new URL(request.url).pathname) {
      case '/read':
        return Response.json(await read(key));
      case '/write':
        return Response.json((await write(key, value)) ?? null);
      case '/held':
        return Response.json(held(key));
      default:
        return Response.json(await keep(key, entry));
    }
  };
}
