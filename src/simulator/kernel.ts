/**
 * The kernel: virtual time in integer microseconds, one queue of events, and the dispatch of each
 * event to the node it is for. Single-threaded and free of wall clocks; everything random is keyed
 * by cause (causes.ts).
 */

import { assert } from '../assert.js';
import { canonicalKey } from '../history/equality.js';
import { below, hashString, mix } from '../scenario/randomness.js';
import type { ProgramOperation, Scenario } from '../scenario/scenario.js';
import { KIND, TraceRecorder } from '../trace/recorder.js';
import { causeHash, operationCause, startCause, timerCause } from './causes.js';
import { NodeContext } from './context.js';
import { DeviationTable } from './deviations.js';
import { EVENT } from './event-kinds.js';
import { EventQueue } from './event-queue.js';
import type { QueuedEvent } from './event-queue.js';
import { FaultActor } from './fault-actor.js';
import { Interference } from './interference.js';
import type { Message, ReplyMessage, RequestMessage } from './messages.js';
import { NetworkState } from './network.js';
import type { Answer, Body, Node } from './node.js';
import { inspected, receive, refusePromise } from './node-calls.js';
import { NodeHost } from './node-host.js';
import { Post } from './post.js';
import { ProgramDriver } from './program-driver.js';
import type { Reseed, SimulateOptions } from './simulate.js';
import type { Cluster } from './system.js';

/** A disk sync under way. */
interface Sync {
  readonly point: number;
  readonly done: () => void;
  readonly cause: number;
  /** What the draws of `done` are keyed by; differs for each sync of one cause. */
  readonly hash: number;
}

/** An exception out of a node's own code: a finding about the system, not about the simulator. */
export interface NodeFailure {
  readonly atUs: number;
  readonly node: string;
  readonly message: string;
}

/** One run of one scenario. */
export class Kernel {
  nowUs = 0;
  readonly trace: TraceRecorder;
  readonly driver: ProgramDriver;
  readonly hosts: readonly NodeHost[];
  readonly network: NetworkState;
  readonly faults: FaultActor;
  readonly interference: Interference = new Interference();
  readonly marks: Map<string, number> = new Map();
  failure: NodeFailure | undefined;
  messagesDelivered = 0;
  events = 0;
  readonly serverNames: readonly string[];
  private readonly queue = new EventQueue();
  private readonly indexes: ReadonlyMap<string, number>;
  readonly post: Post;
  private readonly causes: string[] = [];
  private readonly causeHashes: number[] = [];
  private reseed: Reseed | undefined;
  private seed: number;
  // The handler that runs now.
  private active = -1;
  private activeCause = -1;
  private activeHash = 0;
  private draws = 0;

  constructor(
    readonly scenario: Scenario,
    private readonly cluster: Cluster,
    private readonly options: SimulateOptions,
  ) {
    const { servers, clients } = scenario.topology;
    const name = (prefix: string) => (_: unknown, index: number) => `${prefix}${index}`;
    this.serverNames = Array.from({ length: servers }, name('n'));
    const names = [...this.serverNames, ...Array.from({ length: clients }, name('c'))];
    this.indexes = new Map(names.map((node, index) => [node, index]));
    this.trace = new TraceRecorder(names);
    this.driver = new ProgramDriver(scenario);
    this.hosts = names.map((node, index) => new NodeHost(node, index, index < servers));
    this.network = new NetworkState(scenario.network, names.length);
    const deviations = new DeviationTable(scenario.deviations, this.indexes);
    this.post = new Post(this, deviations, options);
    this.faults = new FaultActor(this, scenario.faults);
    this.seed = scenario.seed;
    this.reseed = options.reseed;
  }

  /** Runs until every operation of the program ended, or the limit on events. */
  run(): void {
    const eventsMax = this.options.eventsMax ?? 2_000_000;
    this.faults.schedule();
    this.queue.push(this.scenario.healAtUs, EVENT.heal, 0, 0, undefined);
    for (const host of this.hosts) this.boot(host);
    for (let client = 0; client < this.scenario.topology.clients; client++) this.plan(client);
    const event: QueuedEvent = { atUs: 0, kind: 0, a: 0, b: 0, payload: undefined };
    while (!this.driver.isDone && this.failure === undefined && this.events < eventsMax) {
      if (!this.queue.pop(event)) break;
      this.events++;
      if (this.reseed !== undefined && event.atUs >= this.reseed.atUs) {
        this.applyReseed(this.reseed);
      }
      assert(event.atUs >= this.nowUs, 'time went back');
      this.nowUs = event.atUs;
      this.dispatch(event.kind, event.a, event.b, event.payload);
    }
  }

  /** The text of a cause by its index. */
  causeText(cause: number): string {
    return this.causes[cause] as string;
  }

  /** The index of a node, or an error that names the sender's mistake. */
  indexOf(name: string): number {
    const index = this.indexes.get(name);
    if (index === undefined) {
      const known = [...this.indexes.keys()].join(', ');
      throw new Error(`there is no node "${name}"; the nodes are ${known}`);
    }
    return index;
  }

  schedule(atUs: number, kind: number, a: number, b: number, payload: unknown): void {
    this.queue.push(atUs, kind, a, b, payload);
  }

  // ---- what contexts call ----

  /** Whether the handler that runs now belongs to this node. */
  isActive(node: number): boolean {
    return this.active === node;
  }

  random(bound: number): number {
    return below(mix(mix(this.activeHash, this.seed), 1000 + this.draws++), bound);
  }

  send(from: number, to: number, body: Body): void {
    const cause = this.activeCause;
    const causedBy = this.causeHashes[cause] as number;
    this.post.send(this.nowUs, from, to, body, cause, causedBy, this.seed);
  }

  setTimer(host: NodeHost, name: string, delayUs: number): void {
    const generation = host.arm(name);
    if (host.clock.isDrifting) this.faults.tookEffect(host.driftedBy);
    const atUs = this.nowUs + host.clock.realDelayUs(delayUs);
    this.queue.push(atUs, EVENT.timer, host.index, generation, name);
  }

  sync(host: NodeHost, done: () => void): void {
    const { syncMinUs, syncMaxUs } = this.scenario.disk;
    const hash = mix(mix(this.activeHash, 2000 + this.draws++), host.index);
    const tookUs = syncMinUs + below(mix(hash, this.seed), syncMaxUs - syncMinUs + 1);
    const sync: Sync = { point: host.disk.syncPoint(), done, cause: this.activeCause, hash };
    this.queue.push(this.nowUs + tookUs, EVENT.synced, host.index, host.incarnation, sync);
  }

  reply(from: number, to: number, operation: number, answer: Answer): void {
    if (from === to && !this.host(to).isServer) this.complete(to, operation, answer);
    else this.send(from, to, { type: 'reply', operation, answer } as ReplyMessage);
  }

  // ---- events ----

  private dispatch(kind: number, a: number, b: number, payload: unknown): void {
    switch (kind) {
      case EVENT.deliver:
        return this.arrive(this.host(a), payload as Message);
      case EVENT.timer:
      case EVENT.synced:
        return this.act(this.host(a), kind, b, payload, false);
      case EVENT.served: {
        const host = this.host(a);
        const waited = payload as { kind: number; b: number; payload: unknown };
        if (host.incarnation === b) this.act(host, waited.kind, waited.b, waited.payload, true);
        return;
      }
      case EVENT.operation:
        return this.beginOperation(a);
      case EVENT.timeout:
        return this.complete(this.serverNames.length + a, b, { type: 'info', error: 'timeout' });
      case EVENT.faultBegin:
        return this.faults.begin(a);
      case EVENT.faultEnd:
        return this.faults.end(a);
      case EVENT.heal:
        this.faults.endAll();
        return this.network.becomeCalm();
    }
  }

  private arrive(host: NodeHost, message: Message): void {
    const cuts = this.network.cutBy(message.from, message.to);
    if (cuts.length > 0) return this.post.drop(this.nowUs, message, 'cut', cuts);
    if (!host.isUp) return this.post.drop(this.nowUs, message, 'down', host.downBy);
    if (this.interference.isActive && !this.interference.arrive(message, this.nowUs)) return;
    this.act(host, EVENT.deliver, 0, message, false);
  }

  /** Lets a node handle one event, unless it is down, still, or busy. */
  private act(host: NodeHost, kind: number, b: number, payload: unknown, served: boolean): void {
    if (!host.isUp || isStale(host, kind, b, payload)) return;
    if (host.pausedBy.size > 0) {
      this.faults.tookEffect(host.pausedBy);
      host.deferred.push({ kind, b, payload });
      return;
    }
    if (!served && host.slowBy.size > 0) {
      this.faults.tookEffect(host.slowBy.keys());
      host.busyUntilUs = Math.max(this.nowUs, host.busyUntilUs) + host.eventUs;
      const waiting = { kind, b, payload };
      this.queue.push(host.busyUntilUs, EVENT.served, host.index, host.incarnation, waiting);
      return;
    }
    if (kind === EVENT.deliver) this.deliver(host, payload as Message);
    else if (kind === EVENT.timer) this.fireTimer(host, payload as string, b);
    else this.endSync(host, payload as Sync);
  }

  private deliver(host: NodeHost, message: Message): void {
    const { from, body, type } = message;
    this.messagesDelivered++;
    this.trace.add(KIND.deliver, this.nowUs, host.index, from, type, message.id, 0);
    this.enter(host, message.cause, message.hash);
    try {
      refusePromise(receive(host, this.host(from).name, body));
    } catch (error) {
      this.fail(host, error);
    }
    this.leave(host);
  }

  private fireTimer(host: NodeHost, name: string, generation: number): void {
    const nth = host.fire(name, generation);
    if (nth === 0) return;
    this.trace.add(KIND.timer, this.nowUs, host.index, -1, this.trace.intern(name), nth, 0);
    const cause = this.addCause(timerCause(host.name, host.incarnation, name, nth));
    this.handle(host, cause, this.causeHashes[cause] as number, () =>
      (host.node as Node).timer?.(host.context as NodeContext, name),
    );
  }

  private endSync(host: NodeHost, sync: Sync): void {
    const settled = host.disk.settle(sync.point);
    this.trace.add(KIND['disk-sync'], this.nowUs, host.index, -1, 0, 0, settled);
    this.handle(host, sync.cause, sync.hash, sync.done);
  }

  /** Starts a node for the first time or after a crash. */
  boot(host: NodeHost): void {
    host.incarnation++;
    host.node = host.isServer
      ? this.cluster.server(host.name)
      : (this.cluster.client as (name: string) => Node)(host.name);
    host.context = new NodeContext(this, host);
    const cause = this.addCause(startCause(host.name, host.incarnation));
    this.handle(host, cause, this.causeHashes[cause] as number, () =>
      (host.node as Node).start?.(host.context as NodeContext),
    );
  }

  /** Hands over what arrived during a pause. */
  resume(host: NodeHost): void {
    const waiting = host.deferred;
    host.deferred = [];
    for (const { kind, b, payload } of waiting) {
      this.queue.push(this.nowUs, kind, host.index, b, payload);
    }
  }

  private beginOperation(client: number): void {
    const operation = this.driver.begin(client, this.nowUs);
    const host = this.host(this.serverNames.length + client);
    const { id, f } = operation;
    this.trace.add(KIND.invoke, this.nowUs, host.index, -1, this.trace.intern(f), id, 0);
    this.queue.push(this.nowUs + this.scenario.timeoutUs, EVENT.timeout, client, id, undefined);
    const cause = this.addCause(operationCause(id));
    this.handle(host, cause, this.causeHashes[cause] as number, () =>
      (host.node as Node).request?.(host.context as NodeContext, host.name, asked(operation)),
    );
  }

  private complete(node: number, operation: number, answer: Answer): void {
    const client = node - this.serverNames.length;
    const value = answer.type === 'ok' ? answer.value : answer.error;
    if ((value as unknown) === undefined) {
      const field = answer.type === 'ok' ? 'value' : 'error';
      throw new Error(`the answer to operation ${operation} has no ${field}; null says nothing`);
    }
    if (!this.driver.end(client, operation, answer, this.nowUs)) return;
    const outcome = this.trace.intern(answer.type);
    const content = hashString(canonicalKey(value)) | 0;
    this.trace.add(KIND.complete, this.nowUs, node, -1, outcome, operation, content);
    this.plan(client);
  }

  private plan(client: number): void {
    const atUs = this.driver.nextStartUs(client, this.nowUs);
    if (atUs !== undefined) this.queue.push(atUs, EVENT.operation, client, 0, undefined);
  }

  // ---- handlers ----

  private handle(host: NodeHost, cause: number, hash: number, handler: () => unknown): void {
    this.enter(host, cause, hash);
    try {
      refusePromise(handler());
    } catch (error) {
      this.fail(host, error);
    }
    this.leave(host);
  }

  private enter(host: NodeHost, cause: number, hash: number): void {
    assert(this.active < 0, 'one handler ran inside another');
    this.active = host.index;
    this.activeCause = cause;
    this.activeHash = hash;
    this.draws = 0;
  }

  private leave(host: NodeHost): void {
    this.active = -1;
    const { observe } = this.options;
    if (observe === undefined || !host.isServer) return;
    const shown = inspected(host);
    if (shown === host.shown) return;
    host.shown = shown;
    observe(this.nowUs, host.name, shown);
  }

  private fail(host: NodeHost, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.failure ??= { atUs: this.nowUs, node: host.name, message };
  }

  private addCause(cause: string): number {
    this.causeHashes.push(causeHash(cause));
    return this.causes.push(cause) - 1;
  }

  private applyReseed({ seed, network }: Reseed): void {
    this.reseed = undefined;
    this.seed = seed;
    this.network.replaceSettings(network);
    this.post.forgetDeviations();
  }

  private host(index: number): NodeHost {
    return this.hosts[index] as NodeHost;
  }
}

function asked({ id, f, key, value }: ProgramOperation): RequestMessage['request'] {
  return key === undefined ? { id, f, value } : { id, f, key, value };
}

/**
 * Whether nobody waits for the event any more: a timer that was cleared or set again, a sync before
 * a crash.
 */
function isStale(host: NodeHost, kind: number, b: number, payload: unknown): boolean {
  if (kind === EVENT.timer) return !host.awaits(payload as string, b);
  return kind === EVENT.synced && b !== host.incarnation;
}
