/**
 * The recorder: what becomes of calls that answer, throw, hang, overlap or are no operations, and
 * how a recording ends and is saved.
 */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeEvents } from '../../src/history/codecs/index.js';
import { canonicalKey } from '../../src/history/equality.js';
import { RecorderError, RecorderTimeoutError } from '../../src/record/recorder-error.js';
import { createRecorder } from '../../src/record/recorder.js';
import type { WrapOptions } from '../../src/record/wrap.js';
import type { Event } from '../../src/history/event.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lines, Manual, ticking } from './manual-client.js';

function boom(): never {
  throw new Error('boom');
}

describe('a wrapped client', () => {
  test('is recorded call by call, with times from the beginning', async () => {
    const recorder = ticking();
    const manual = new Manual();
    const client = recorder.wrap(manual);
    const writing = client.write('x', 1);
    manual.answer(0, undefined);
    await writing;
    const reading = client.read('x');
    manual.answer(1, 1);
    expect(await reading).toBe(1);
    expect(lines(recorder)).toEqual([
      '0 invoke write x 1',
      '0 ok write x null',
      '0 invoke read x null',
      '0 ok read x 1',
    ]);
    expect(recorder.events().map(({ timeNs }) => timeNs)).toEqual([1, 2, 3, 4]);
    expect(recorder.events().map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  test('that throws leaves it open, and goes on as somebody else', async () => {
    const recorder = ticking({ failed: (error) => error === 'refused' });
    const manual = new Manual();
    const client = recorder.wrap(manual);
    for (const [call, error] of ['refused', new Error('lost'), { code: 11 }].entries()) {
      const writing = client.write('x', call);
      manual.fail(call, error);
      await expect(writing).rejects.toBe(error);
    }
    expect(lines(recorder)).toEqual([
      '0 invoke write x 0',
      '0 fail write x 0 refused',
      '0 invoke write x 1',
      '0 info write x 1 Error: lost',
      '1 invoke write x 2',
      '1 info write x 2 {"code":11}',
    ]);
    expect(recorder.history().operations.map(({ outcome }) => outcome)).toEqual([
      'fail',
      'info',
      'info',
    ]);
  });

  test('with several calls at once is several processes', async () => {
    const recorder = ticking();
    const manual = new Manual();
    const client = recorder.wrap(manual);
    const other = recorder.wrap(new Manual());
    const first = [client.read('x'), client.read('y'), client.read('z')];
    void other.read('x');
    manual.answer(1, 'b');
    await first[1];
    const again = client.read('w');
    manual.answer(0, 'a');
    manual.answer(2, 'c');
    manual.answer(3, 'd');
    await Promise.all([...first, again]);
    const processes = recorder.history().operations.map(({ key, process }) => [key, process]);
    expect(processes).toEqual([
      ['x', 0],
      ['y', 1],
      ['z', 2],
      ['x', 3],
      ['w', 1],
    ]);
  });

  test('that is slow is given up, and its late answer is ignored', async () => {
    vi.useFakeTimers();
    try {
      const recorder = ticking({ timeoutMs: 50 });
      const manual = new Manual();
      const client = recorder.wrap(manual);
      const writing = client.write('x', 1);
      const [ended] = await Promise.all([
        writing.catch((error: unknown) => error),
        vi.advanceTimersByTimeAsync(50),
      ]);
      expect(ended).toBeInstanceOf(RecorderTimeoutError);
      manual.answer(0, 'late');
      const reading = client.read('x');
      manual.answer(1, null);
      await reading;
      expect(vi.getTimerCount()).toBe(0);
      expect(lines(recorder)).toEqual([
        '0 invoke write x 1',
        '0 info write x 1 no answer within 50 ms',
        '1 invoke read x null',
        '1 ok read x null',
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('keeps what it calls of its own, and what answers at once, out of the history', async () => {
    const recorder = ticking();
    const client = recorder.wrap(new Manual());
    expect(await client.swap('x', 2)).toBe('old');
    expect(client.close()).toBe(true);
    expect(client.closed).toBe(true);
    expect(client).toBeInstanceOf(Manual);
    expect(lines(recorder)).toEqual(['0 invoke swap x 2', '0 ok swap x "old"']);
  });

  test('may be frozen, and keeps its methods the same', async () => {
    const recorder = ticking();
    const client = recorder.wrap(Object.freeze({ read: async () => 1, size: 3 }));
    expect(client.read).toBe(client.read);
    expect(Object.keys(client)).toEqual(['read', 'size']);
    expect('size' in client && client.size).toBe(3);
    await client.read();
    expect(lines(recorder)).toEqual(['0 invoke read null', '0 ok read 1']);
  });

  test('stays wrapped where its methods can be chained', async () => {
    const recorder = ticking();
    const emitter = {
      on: (_event: string, _listener: () => void) => emitter,
      read: async () => 1,
    };
    const client = recorder.wrap(emitter);
    expect(await client.on('error', () => {}).read()).toBe(1);
    expect(client.on('error', () => {})).toBe(client);
    expect(lines(recorder)).toEqual(['0 invoke read null', '0 ok read 1']);
  });

  test('hands its own copy to the history', async () => {
    const recorder = ticking();
    const list = [1];
    const client = recorder.wrap({ append: async (_key: string, value: number[]) => value });
    await client.append('x', list);
    list.push(2);
    expect(lines(recorder)).toEqual(['0 invoke append x [1]', '0 ok append x [1]']);
  });
});

describe('operations', () => {
  test('say what is recorded, and leave out the rest', async () => {
    const recorder = ticking();
    const client = recorder.wrap(
      {
        GET: async (key: string) => `${key.length}`,
        SET: async (_key: string, _value: string, _options?: object) => 'OK',
        swap: async (_from: number, _to: number) => 'no',
        enqueue: async (_value: number) => {},
        quit: async () => {},
        count: () => 7,
      },
      {
        operations: {
          GET: (key) => ({ f: 'read', key, result: (text) => Number(text) }),
          SET: (key, value) =>
            key.startsWith('_')
              ? false
              : { f: 'write', key, value: Number(value), result: () => 0 },
          swap: (from, to) => ({
            f: 'cas',
            value: [from, to],
            refused: (answer) => answer === 'no',
          }),
          enqueue: true,
          count: true,
        },
      },
    );
    await client.GET('four');
    await client.SET('x', '12', { ttl: 1, onExpiry: () => {} });
    await client.SET('_internal', '12');
    await client.swap(1, 2);
    await client.enqueue(3);
    await client.quit();
    expect(client.count()).toBe(7);
    expect(lines(recorder)).toEqual([
      '0 invoke read four null',
      '0 ok read four 4',
      '0 invoke write x 12',
      '0 ok write x 0',
      '0 invoke cas [1,2]',
      '0 fail cas [1,2]',
      '0 invoke enqueue 3',
      '0 ok enqueue null',
      '0 invoke count null',
      '0 ok count 7',
    ]);
  });

  test.each([
    ['read', [], 'read null'],
    ['read', ['x'], 'read x null'],
    ['get', ['x', { fresh: true }], 'get x null'],
    ['delete', ['x'], 'delete x null'],
    ['add', [3], 'add 3'],
    ['write', [undefined], 'write null'],
    ['write', ['x', undefined], 'write x null'],
    ['put', ['x', 3], 'put x 3'],
    ['cas', ['x', [1, 2]], 'cas x [1,2]'],
    ['acquire', ['a'], 'acquire a null'],
    ['release', ['a'], 'release a null'],
  ])('%s(%j) is by default %s', async (method, given, expected) => {
    const recorder = ticking();
    const methods: Record<string, (...given: unknown[]) => Promise<null>> = {
      [method]: async () => null,
    };
    const client = recorder.wrap(methods);
    await client[method]?.(...given);
    expect(lines(recorder)[0]).toBe(`0 invoke ${expected}`);
  });

  test.each<[[string, ...unknown[]][], RegExp]>([
    [[['cas', 'x', 1, 2]], /cas\("x", 1, 2\): which of its arguments is what, nobody can tell/],
    [[['increment', 'x']], /increment\("x"\): its argument may be a key or a value/],
    [[['read', undefined]], /read\(null\): its key is undefined/],
    [[['get', 'table', 'x']], /get\("table", "x"\): it has two arguments that may be keys/],
    [
      [
        ['write', 3],
        ['write', 4, {}],
      ],
      /write\(4, {}\): it has a key, and calls before it had none/,
    ],
    [[['put', 'x', 1], ['read']], /read\(\): it has no key, and calls before it had one/],
  ])('%j must be said', async (calls, message) => {
    const recorder = ticking();
    const names = calls.map(([name]) => [name, async () => null] as const);
    const methods = Object.fromEntries(names) as Record<
      string,
      (...given: unknown[]) => Promise<null>
    >;
    const clients = [recorder.wrap(methods), recorder.wrap(methods)];
    for (const [at, [name = '', ...given]] of calls.entries()) {
      await clients[at % 2]?.[name]?.(...given).catch(() => {});
    }
    expect(() => recorder.history()).toThrow(message);
    expect(() => recorder.history()).toThrow(/; say with operations how it is recorded$/);
    expect(() => recorder.history()).toThrow(RecorderError);
  });

  test.each<[string, WrapOptions<{ read: () => Promise<unknown> }>]>([
    ['an answer that is no plain data', { operations: { read: () => ({ f: 'read' }) } }],
    ['a mapping that throws', { operations: { read: () => boom() } }],
    ['a result that throws', { operations: { read: () => ({ f: 'read', result: boom }) } }],
    ['a refused that throws', { operations: { read: () => ({ f: 'read', refused: boom }) } }],
  ])('with %s leave no history that could pass', async (_what, options) => {
    const recorder = ticking();
    const client = recorder.wrap({ read: async (): Promise<unknown> => () => {} }, options);
    try {
      await client.read();
    } catch {
      // As clients do that go on.
    }
    recorder.finish();
    expect(() => recorder.history()).toThrow(/boom|the answer of read\(\) is no plain data/);
  });

  test('with a failed that throws leave none either', async () => {
    const recorder = ticking({ failed: boom });
    const client = recorder.wrap({ read: async () => Promise.reject(new Error('lost')) });
    await expect(client.read()).rejects.toThrow('boom');
    expect(() => recorder.events()).toThrow('boom');
  });

  test('of a client that is no object are told one by one', async () => {
    const recorder = ticking();
    const call = { f: 'write', key: 'x', value: 1 };
    await recorder.operation(3, call, () => 'at once');
    await expect(
      recorder.operation(3, call, () => {
        throw new Error('at once');
      }),
    ).rejects.toThrow('at once');
    await recorder.operation(3, call, async () => 'as another');
    await recorder.operation('a name', call, async () => 'as a third');
    await expect(
      recorder.operation(0, call, async () => Promise.reject(new Error('no')), {
        failed: () => true,
      }),
    ).rejects.toThrow('no');
    expect(lines(recorder).map((line) => line.replace(' write x', ''))).toEqual([
      '3 invoke 1',
      '3 ok "at once"',
      '3 invoke 1',
      '3 info 1 Error: at once',
      '0 invoke 1',
      '0 ok "as another"',
      '1 invoke 1',
      '1 ok "as a third"',
      '2 invoke 1',
      '2 fail 1 Error: no',
    ]);
  });
});

describe('the end', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skerry-record-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('closes what is open; what comes later is answered, and not recorded', async () => {
    const recorder = ticking();
    const manual = new Manual();
    const client = recorder.wrap(manual);
    const writing = client.write('x', 1);
    recorder.finish();
    manual.answer(0, 'late');
    expect(await writing).toBe('late');
    const reading = client.read('x');
    manual.answer(1, 1);
    expect(await reading).toBe(1);
    expect(await recorder.operation(0, { f: 'read' }, () => 1)).toBe(1);
    expect(lines(recorder)).toEqual([
      '0 invoke write x 1',
      '0 info write x 1 no answer before the recording was finished',
    ]);
  });

  test.each([
    ['history.jsonl', /^\{"index":0,"time":1,"type":"invoke",/],
    ['deep/history.EDN', /^\{:index 0, :time 1, :type :invoke,/],
    ['history.json', /^\[\n\{"index":0/],
  ])('saves %s', async (name, beginning) => {
    const recorder = ticking();
    const client = recorder.wrap({ put: async (_key: string, value: object) => value });
    await client.put('x\u001b', { a: [1n, 2n ** 70n, -0, 1.5, NaN], s: new Set(['\ud800']) });
    const path = join(folder, name);
    await recorder.save(path);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(beginning);
    const plain = (events: readonly Event[]): unknown[] =>
      events.map(({ key = null, value, ...rest }) => [canonicalKey([key, value]), rest]);
    expect(plain([...decodeEvents(text)])).toEqual(plain(recorder.events()));
    expect((await readdir(folder, { recursive: true })).join()).not.toContain('draft');
  });

  test('a clock that goes back does not take the history with it', async () => {
    const times = [5, 9, 7, 12];
    const recorder = createRecorder({ nowNs: () => times.shift() ?? 0 });
    const client = recorder.wrap({ read: async () => 1 });
    await client.read();
    expect(recorder.events().map(({ timeNs }) => timeNs)).toEqual([4, 4]);
    expect(createRecorder().events()).toEqual([]);
  });
});
