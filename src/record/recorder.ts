/**
 * Records what clients of a running system ask and are answered, as a history that checkers judge.
 */

import { extname } from 'node:path';
import { encodeEvents } from '../history/codecs/index.js';
import type { HistoryFormat } from '../history/codecs/index.js';
import type { Event } from '../history/event.js';
import { toHistory } from '../history/history.js';
import type { History } from '../history/operation.js';
import { writeWhole } from '../run/write-file.js';
import { awaitEnd } from './attempt.js';
import type { EndSettings } from './attempt.js';
import { describeCall, invocationOf } from './calls.js';
import type { RecordedCall } from './calls.js';
import { RecorderError } from './recorder-error.js';
import { RecordedClient, Recording } from './recording.js';
import { wrapClient } from './wrap.js';
import type { WrapOptions } from './wrap.js';

/** How a recorder records; what clients say for themselves goes before. */
export interface RecorderOptions extends EndSettings {
  /** A clock in nanoseconds, of any origin; default `process.hrtime.bigint`. */
  readonly nowNs?: () => bigint | number;
}

/** Records the operations of several clients as one history. */
export interface Recorder {
  /**
   * The client as a proxy that records every call of a method that answers with a promise: an
   * `invoke` before, and after it `ok` with the answer, or `info`, nobody knows, when it throws.
   * Wrap each client once, and use the proxies.
   *
   * By default `f` is the name of the method, and its arguments are taken for what they can hardly
   * not be. None: no key, and the value `null`. One: the key of `read`, `get`, `delete`, `acquire`
   * and `release`, the value of `write`, `add`, `enqueue` and `push`. Two: the key and the value;
   * with `read`, `get` and `delete` the key and an object of options. A `cas` that answers `false`
   * failed. Every other call spoils the recording, and so do calls with a key beside calls without:
   * a wrong guess would accuse a system that is right. `operations` says what they are, and then
   * only the methods named there are recorded:
   *
   *     recorder.wrap(redis, {
   *       operations: {
   *         get: (key) => ({ f: 'read', key, result: (text) => Number(text) }),
   *         set: (key, value) => ({ f: 'write', key, value: Number(value) }),
   *       },
   *       failed: (error) => error instanceof ReplyError,
   *     })
   *
   * @throws TypeError for what is no object; its calls throw RecorderError when what they are
   * given, or what they answer, cannot be recorded. Then `events`, `history` and `save` throw it,
   * too: a caller that goes on has no test that passes.
   */
  wrap<Client extends object>(client: Client, options?: WrapOptions<Client>): Client;
  /**
   * Records one operation of a client that is no object: `client` is its number or name, and
   * `action` does what is asked.
   *
   *     await recorder.operation(0, { f: 'write', key: 'x', value: 1 }, () => put('x', 1));
   */
  operation<Answer>(
    client: number | string,
    call: RecordedCall<Answer>,
    action: () => Answer | PromiseLike<Answer>,
    settings?: EndSettings,
  ): Promise<Answer>;
  /** What was recorded until now, in order. Linear. @throws what spoiled the recording. */
  events(): Event[];
  /**
   * The same as a strict history; what is open is `info`.
   * @throws what spoiled the recording.
   */
  history(): History;
  /**
   * Writes the events, whole or not at all: as EDN for a path that ends in `.edn`, as one JSON
   * array for `.json`, otherwise as JSON lines. `skerry check` reads all of them.
   */
  save(path: string): Promise<void>;
  /**
   * Records what is open as `info`. What is called or answered from now on is not recorded: the
   * beginning of a history is one, too.
   */
  finish(): void;
}

/**
 * A recorder. The history is strict, whatever the clients do: a process has one operation open at a
 * time, so that concurrent calls of one client are of several processes, and after an `info` a
 * client goes on as a process that nobody was before.
 *
 *     const recorder = createRecorder({ timeoutMs: 1_000 });
 *     const clients = [recorder.wrap(connect()), recorder.wrap(connect())];
 *     await Promise.all(
 *       clients.map(async (client, number) => {
 *         await client.write('x', number).catch(() => {});
 *         await client.read('x').catch(() => {});
 *       }),
 *     );
 *     recorder.finish();
 *     expect(recorder.history()).toBeLinearizable('register');
 */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  const { nowNs = () => process.hrtime.bigint(), failed, timeoutMs } = options;
  const recording = new Recording(nowNs);
  const clients = new Map<number | string, RecordedClient>();
  const settingsOf = (own: EndSettings): EndSettings =>
    checked({ failed: own.failed ?? failed, timeoutMs: own.timeoutMs ?? timeoutMs });
  checked(options);
  return {
    wrap(client, wrapOptions = {}) {
      if (typeof client !== 'object' || client === null) {
        throw new TypeError(
          'wrap takes a client, an object with methods; a function is for operation',
        );
      }
      return wrapClient(client, recording, { ...wrapOptions, ...settingsOf(wrapOptions) });
    },
    async operation(client, call, action, own = {}) {
      const settings = settingsOf(own);
      if (recording.isFinished) return action();
      const describe = (): string => describeCall(String(call.f), [call.key, call.value]);
      const invocation = spoiling(recording, () => invocationOf(call, describe));
      const known = clients.get(client) ?? newClient(recording, client);
      clients.set(client, known);
      const operation = recording.begin(known, invocation);
      const attempt = { recording, operation, recorded: call, settings, describe };
      // What is thrown at once is thrown by the promise.
      const result = (async () => action())();
      return (await awaitEnd(attempt, result)) as Awaited<ReturnType<typeof action>>;
    },
    events: () => recording.events(),
    history: () => toHistory(recording.events()),
    save: (path) => writeWhole(path, encodeEvents(recording.events(), formatOf(path))),
    finish: () => recording.finish(),
  };
}

/** What `invoke` answers; a caller may go on when it throws, and must not be called right then. */
function spoiling<Result>(recording: Recording, invoke: () => Result): Result {
  try {
    return invoke();
  } catch (error) {
    recording.spoil(error);
    throw error;
  }
}

/** A client with a whole number is the process of that number, if nobody else is. */
function newClient(recording: Recording, client: number | string): RecordedClient {
  const isNumber = typeof client === 'number' && Number.isSafeInteger(client) && client >= 0;
  return new RecordedClient(recording, isNumber ? client : undefined);
}

function formatOf(path: string): HistoryFormat {
  const extension = extname(path).toLowerCase();
  if (extension === '.edn') return 'edn';
  return extension === '.json' ? 'json' : 'jsonl';
}

function checked(settings: EndSettings): EndSettings {
  const { timeoutMs } = settings;
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new RecorderError(`timeoutMs is a number of milliseconds above 0, not ${timeoutMs}`);
  }
  return settings;
}
