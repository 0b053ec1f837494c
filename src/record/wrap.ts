/**
 * A client as a proxy of itself that records what its methods are asked and answer. Methods run on
 * the client itself: what they call of their own is their business, and no operation.
 */

import { awaitEnd, endAnswered, endThrown, isThenable } from './attempt.js';
import type { Attempt, EndSettings } from './attempt.js';
import { ambiguous, defaultCall, describeCall, invocationOf } from './calls.js';
import type { RecordedCall } from './calls.js';
import { RecordedClient } from './recording.js';
import type { Invocation, Recording } from './recording.js';

/**
 * How the calls of a method are recorded: `true` as they are by default, or as the function says;
 * one for which it answers `false` is not recorded.
 */
export type RecordedMethod<Method> = Method extends (...given: infer Given) => infer Answer
  ? true | ((...given: Given) => RecordedCall<Awaited<Answer>> | false)
  : never;

/** How a client is recorded. */
export interface WrapOptions<Client> extends EndSettings {
  /**
   * The methods that are recorded, and how. Default: every method that answers with a promise, each
   * as an operation of its own name, as `defaultCall` in the documentation of `wrap` says.
   */
  readonly operations?: { readonly [Name in keyof Client]?: RecordedMethod<Client[Name]> };
}

type Method = (...given: unknown[]) => unknown;
type Mapping = true | ((...given: unknown[]) => RecordedCall<never> | false);

/** The client, recorded as a client of its own. */
export function wrapClient<Client extends object>(
  client: Client,
  recording: Recording,
  { operations, ...settings }: WrapOptions<Client>,
): Client {
  const wrapper = new Wrapper(client, recording, settings, operations);
  // The target is not the client itself: what is frozen there could not be replaced.
  const target = Object.create(Object.getPrototypeOf(client) as object | null) as Client;
  const proxy = new Proxy(target, {
    get: (_target, name) => wrapper.get(name),
    set: (_target, name, value) => Reflect.set(client, name, value, client),
    has: (_target, name) => Reflect.has(client, name),
    deleteProperty: (_target, name) => Reflect.deleteProperty(client, name),
    ownKeys: () => Reflect.ownKeys(client),
    getOwnPropertyDescriptor: (_target, name) => {
      const found = Reflect.getOwnPropertyDescriptor(client, name);
      return found === undefined ? undefined : { ...found, configurable: true };
    },
  });
  wrapper.proxy = proxy;
  return proxy;
}

type Mappings = Readonly<Record<string, Mapping | undefined>>;

class Wrapper {
  /** What a method gives back that gives back its client, as `on` of emitters does. */
  proxy: object | undefined;
  readonly #client: RecordedClient;
  readonly #methods = new Map<string, { readonly original: Method; readonly recording: Method }>();

  constructor(
    private readonly wrapped: object,
    private readonly recording: Recording,
    private readonly settings: EndSettings,
    private readonly mappings: Mappings | undefined,
  ) {
    this.#client = new RecordedClient(recording);
  }

  get(name: string | symbol): unknown {
    const found: unknown = Reflect.get(this.wrapped, name, this.wrapped);
    if (typeof found !== 'function' || typeof name === 'symbol') return found;
    if (name === 'then' || name in Object.prototype) return found;
    const known = this.#methods.get(name);
    if (known?.original === found) return known.recording;
    const method = (...given: unknown[]): unknown => this.#call(name, found as Method, given);
    this.#methods.set(name, { original: found as Method, recording: method });
    return method;
  }

  #call(name: string, method: Method, given: unknown[]): unknown {
    const run = (): unknown => {
      const result: unknown = Reflect.apply(method, this.wrapped, given);
      return result === this.wrapped ? this.proxy : result;
    };
    if (this.recording.isFinished) return run();
    const describe = (): string => describeCall(name, given);
    let recorded: RecordedCall<never> | false;
    let invocation: Invocation;
    try {
      recorded = this.#recorded(name, given);
      if (recorded === false) return run();
      invocation = invocationOf(recorded, describe);
    } catch (error) {
      // A method that answers at once may take what it likes: it is no operation.
      if (this.mappings === undefined) return this.#runUnrecorded(run, error);
      this.recording.spoil(error);
      throw error;
    }
    const operation = this.recording.begin(this.#client, invocation);
    const { recording, settings } = this;
    const isGuessed = this.mappings === undefined || this.mappings[name] === true;
    return this.#run({ recording, operation, recorded, settings, describe }, run, isGuessed);
  }

  #recorded(name: string, given: unknown[]): RecordedCall<never> | false {
    if (this.mappings === undefined) return defaultCall(name, given);
    if (!Object.hasOwn(this.mappings, name)) return false;
    const mapping = this.mappings[name];
    if (mapping === undefined) return false;
    return mapping === true ? defaultCall(name, given) : mapping(...given);
  }

  #run(attempt: Attempt, run: () => unknown, isGuessed: boolean): unknown {
    let result: unknown;
    try {
      result = run();
    } catch (thrown) {
      endThrown(attempt, thrown);
      throw thrown;
    }
    if (!isThenable(result) && this.mappings === undefined) {
      this.recording.withdraw(attempt.operation);
      return result;
    }
    if (isGuessed) this.#refuseMixture(attempt);
    if (isThenable(result)) return awaitEnd(attempt, result);
    endAnswered(attempt, result);
    return result;
  }

  /** What has no key and what has one would be told of different objects. */
  #refuseMixture({ recording, operation, describe }: Attempt): void {
    const hasKey = operation.invocation.key !== undefined;
    if (!recording.isMixed(hasKey)) return;
    const why = hasKey
      ? 'it has a key, and calls before it had none'
      : 'it has no key, and calls before it had one';
    recording.spoil(ambiguous(describe(), why));
  }

  /** What has happened without being recorded makes every verdict worthless. */
  #runUnrecorded(run: () => unknown, error: unknown): unknown {
    const result = run();
    if (!isThenable(result)) return result;
    this.recording.spoil(error);
    return result.then(() => {
      throw error;
    });
  }
}
