/**
 * The kernel: virtual time in integer microseconds, one queue of events, and the dispatch of each
 * event to the node it is for. Single-threaded and free of wall clocks; everything random is keyed
 * by cause (causes.ts).
 */

import { assert } from '../assert.js';
import { below, mix } from '../scenario/randomness.js';
import type { Scenario } from '../scenario/scenario.js';
import { KIND, TraceRecorder } from '../trace/recorder.js';
import { Cause, startCause, timerCause } from './causes.js';
import type { NodeContext } from './context.js';
import { CredentialOffice } from './credentials.js';
import { reach } from './crash-points.js';
import { DeviationTable } from './deviations.js';
import { endTroubledSync, syncTime } from './disk-troubles.js';
import { EVENT } from './event-kinds.js';
import { EventQueue } from './event-queue.js';
import type { QueuedEvent } from './event-queue.js';
import { FaultActor } from './fault-actor.js';
import { Interference } from './interference.js';
import type { Message, ReplyMessage } from './messages.js';
import { NetworkState } from './network.js';
import type { Answer, DiskError, Node } from './node.js';
import { askerOf, inspected, receive } from './node-calls.js';
import { NodeHost } from './node-host.js';
import { Operations } from './operations.js';
import { Post } from './post.js';
import { ProgramDriver } from './program-driver.js';
import type { Reseed, SimulateOptions } from './simulate.js';
import type { Cluster } from './system.js';
import { hear, tellOfStopped } from './tidings.js';
import type { Tidings } from './tidings.js';
import type { Asker, Turn, Waiting } from './turn.js';
import type { Turns } from './turns.js';

/** A disk sync under way. */
interface Sync {
  readonly point: number;
  readonly done: (error?: DiskError) => void;
  readonly cause: Cause;
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
  readonly credentials: CredentialOffice;
  readonly marks: Map<string, number> = new Map();
  /** Servers that are known to have stopped for good, by the fault that stopped them. */
  readonly stopped: Map<number, string> = new Map();
  failure: NodeFailure | undefined;
  messagesDelivered = 0;
  events = 0;
  readonly serverNames: readonly string[];
  private readonly queue = new EventQueue();
  private readonly indexes: ReadonlyMap<string, number>;
  readonly post: Post;
  readonly turns: Turns;
  readonly operations: Operations;
  private readonly notices = new Map<string, Cause>();
  private reseed: Reseed | undefined;
  /** What every draw is keyed by, beside its cause. */
  seed: number;
  private readonly eventsMax: number;
  private readonly event: QueuedEvent = { atUs: 0, kind: 0, a: 0, b: 0, payload: undefined };

  constructor(
    readonly scenario: Scenario,
    readonly cluster: Cluster,
    private readonly options: SimulateOptions,
    makeTurns: (kernel: Kernel) => Turns,
  ) {
    const { servers, clients } = scenario.topology;
    const name = (prefix: string) => (_: unknown, index: number) => `${prefix}${index}`;
    this.serverNames = Array.from({ length: servers }, name('n'));
    const names = [...this.serverNames, ...Array.from({ length: clients }, name('c'))];
    this.indexes = new Map(names.map((node, index) => [node, index]));
    this.trace = new TraceRecorder(names);
    this.driver = new ProgramDriver(scenario);
    this.hosts = names.map((node, index) => new NodeHost(node, index, index < servers));
    this.network = new NetworkState(scenario.network, names.length, scenario.seed);
    const deviations = new DeviationTable(scenario.deviations, this.indexes);
    this.post = new Post(this, deviations, options);
    this.faults = new FaultActor(this, scenario.faults);
    this.credentials = new CredentialOffice(cluster.authenticates === true);
    this.seed = scenario.seed;
    this.reseed = options.reseed;
    this.eventsMax = options.eventsMax ?? 2_000_000;
    this.operations = new Operations(this);
    this.turns = makeTurns(this);
  }

  /** Everything that happens before the first event. */
  begin(): void {
    this.faults.schedule();
    this.queue.push(this.scenario.healAtUs, EVENT.heal, 0, 0, undefined);
    for (const host of this.hosts) this.boot(host);
    for (let client = 0; client < this.scenario.topology.clients; client++) {
      this.operations.plan(client);
    }
  }

  /**
   * Lets one event happen; `false` when every operation of the program has ended, at the limit on
   * events, and after a failure.
   */
  step(): boolean {
    const { event } = this;
    if (this.driver.isDone || this.failure !== undefined || this.events >= this.eventsMax) {
      return false;
    }
    if (!this.queue.pop(event)) return false;
    this.events++;
    if (this.reseed !== undefined && event.atUs >= this.reseed.atUs) this.applyReseed(this.reseed);
    assert(event.atUs >= this.nowUs, 'time went back');
    this.nowUs = event.atUs;
    this.dispatch(event.kind, event.a, event.b, event.payload);
    return true;
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

  setTimer(host: NodeHost, name: string, delayUs: number): void {
    const generation = host.arm(name);
    const atUs = this.nowUs + this.realDelayUs(host, delayUs);
    if (host.clock.hasFrozen) host.frozenTimers.set(generation, host.clock.stoodUs(this.nowUs));
    this.queue.push(atUs, EVENT.timer, host.index, generation, name);
  }

  /** How long `delayUs` on the node's clock really is. */
  realDelayUs(host: NodeHost, delayUs: number): number {
    if (host.clock.isDrifting) this.faults.tookEffect(host.driftedBy);
    return host.clock.realDelayUs(delayUs);
  }

  sync(turn: Turn, done: (error?: DiskError) => void): void {
    const { host, cause } = turn;
    if (host.crashPoints.size > 0 && reach(this, host, 'before-persist')) return;
    const { syncMinUs, syncMaxUs } = this.scenario.disk;
    const hash = turn.hashOfNext();
    const onGoodDiskUs = syncMinUs + below(mix(hash, this.seed), syncMaxUs - syncMinUs + 1);
    const isTroubled = host.disk.troubles.isActive;
    const tookUs = isTroubled ? syncTime(this, host, onGoodDiskUs) : onGoodDiskUs;
    const sync: Sync = { point: host.disk.syncPoint(), done, cause, hash };
    this.queue.push(this.nowUs + tookUs, EVENT.synced, host.index, host.incarnation, sync);
  }

  reply(turn: Turn, to: number, operation: number, answer: Answer): void {
    const { host } = turn;
    if (host.crashPoints.size > 0 && reach(this, host, 'before-reply')) return;
    if (host.index === to && !host.isServer) {
      this.operations.complete(to - this.serverNames.length, operation, answer);
      return;
    }
    const message: ReplyMessage = { type: 'reply', operation, answer };
    this.post.send(turn, to, message, 0);
  }

  // ---- events ----

  private dispatch(kind: number, a: number, b: number, payload: unknown): void {
    switch (kind) {
      case EVENT.deliver:
        return this.arrive(this.host(a), payload as Message);
      case EVENT.timer:
      case EVENT.synced:
      case EVENT.woken:
      case EVENT.told:
        return this.act(this.host(a), kind, b, payload, false);
      case EVENT.served: {
        const host = this.host(a);
        const waited = payload as { kind: number; b: number; payload: unknown };
        if (host.incarnation === b) this.act(host, waited.kind, waited.b, waited.payload, true);
        return;
      }
      case EVENT.operation:
        return this.operations.begin(a, b);
      case EVENT.timeout:
        return this.operations.complete(a, b, { type: 'info', error: 'timeout' });
      case EVENT.faultBegin:
        return this.faults.begin(a);
      case EVENT.faultEnd:
        return this.faults.end(a);
      case EVENT.errand:
        return (payload as () => void)();
      case EVENT.heal:
        this.faults.endAll();
        return this.network.becomeCalm();
    }
  }

  private arrive(host: NodeHost, message: Message): void {
    const cuts = this.network.cutBy(message.from, message.to);
    if (cuts.length > 0) return this.post.drop(this.nowUs, message, 'cut', cuts);
    if (!host.isUp) return this.post.drop(this.nowUs, message, 'down', host.downBy);
    const { interference } = this;
    const seen = interference.isActive ? interference.arrive(message, this.nowUs) : message;
    if (seen !== undefined) this.act(host, EVENT.deliver, 0, seen, false);
  }

  /** Lets a node handle one event, unless it is down, still, or busy. */
  private act(host: NodeHost, kind: number, b: number, payload: unknown, served: boolean): void {
    if (!host.isUp || isStale(host, kind, b, payload)) return;
    if (host.clock.hasFrozen && host.frozenTimers.isEarly(this, host, kind, b, payload)) return;
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
    else if (kind === EVENT.synced) this.endSync(host, payload as Sync);
    else if (kind === EVENT.told) hear(this, host, payload as Tidings);
    else this.wake(host, payload as Waiting);
  }

  private deliver(host: NodeHost, message: Message): void {
    const { from, body, type } = message;
    this.messagesDelivered++;
    this.trace.add(KIND.deliver, this.nowUs, host.index, from, type, message.id, 0);
    if (message.call < 0) return this.turns.respond(host, message);
    const { turns } = this;
    const context = turns.begin(host, message.cause, message.hash);
    try {
      const result = receive(host.node as Node, context, this.host(from).name, body);
      if (result !== undefined) turns.returned(context.turn, result, askerOf(message));
    } catch (error) {
      // Whatever comes of a handler whose node was killed under it is gone with its memory.
      if (host.isUp) this.fail(host, error);
    }
    turns.end(host);
  }

  private fireTimer(host: NodeHost, name: string, generation: number): void {
    const nth = host.fire(name, generation);
    if (nth === 0) return;
    this.trace.add(KIND.timer, this.nowUs, host.index, -1, this.trace.intern(name), nth, 0);
    const cause = new Cause(timerCause(host.name, host.incarnation, name, nth));
    this.handle(host, cause, cause.hash, (context) => host.node?.timer?.(context, name));
  }

  private endSync(host: NodeHost, sync: Sync): void {
    let error: DiskError | undefined;
    if (host.disk.troubles.isActive) {
      error = endTroubledSync(this, host, sync.point);
    } else {
      const settled = host.disk.settle(sync.point);
      this.trace.add(KIND['disk-sync'], this.nowUs, host.index, -1, 0, 0, settled);
    }
    if (host.crashPoints.size > 0 && reach(this, host, 'after-persist')) return;
    this.handle(host, sync.cause, sync.hash, () => sync.done(error));
  }

  private wake(host: NodeHost, waiting: Waiting): void {
    const { name, nth } = waiting;
    this.trace.add(KIND.timer, this.nowUs, host.index, -1, this.trace.intern(name), nth, 0);
    this.turns.wake(host, waiting);
  }

  /** Starts a node for the first time or after a crash. */
  boot(host: NodeHost): void {
    host.incarnation++;
    host.node = host.isServer
      ? this.cluster.server(host.name)
      : (this.cluster.client as (name: string) => Node)(host.name);
    const cause = new Cause(startCause(host.name, host.incarnation));
    host.context = this.turns.contextOf(host, cause);
    this.handle(host, cause, cause.hash, (context) => host.node?.start?.(context));
    if (this.stopped.size > 0 && host.isServer) tellOfStopped(this, host);
  }

  /** Lets a node hear of something that no message, timer or client tells it. */
  notify(host: NodeHost, text: string, handler: (context: NodeContext) => unknown): void {
    const cause = this.notices.get(text) ?? new Cause(text);
    this.notices.set(text, cause);
    this.handle(host, cause, cause.hash, handler);
  }

  /** Hands over what arrived during a pause. */
  resume(host: NodeHost): void {
    const waiting = host.deferred;
    host.deferred = [];
    for (const { kind, b, payload } of waiting) {
      this.queue.push(this.nowUs, kind, host.index, b, payload);
    }
  }

  // ---- handlers ----

  handle(
    host: NodeHost,
    cause: Cause,
    hash: number,
    handler: (context: NodeContext) => unknown,
    asker?: Asker,
  ): void {
    const { turns } = this;
    const context = turns.begin(host, cause, hash);
    try {
      const result = handler(context);
      if (result !== undefined) turns.returned(context.turn, result, asker);
    } catch (error) {
      if (host.isUp) this.fail(host, error);
    }
    turns.end(host);
  }

  /** Tells whoever watches the run what a server shows of its state now, if it is new. */
  observe(host: NodeHost): void {
    const { observe } = this.options;
    if (observe === undefined || !host.isServer) return;
    const shown = inspected(host);
    if (shown === host.shown) return;
    host.shown = shown;
    observe(this.nowUs, host.name, shown);
  }

  /** The first failure ends the run. */
  fail(host: NodeHost, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.failure ??= { atUs: this.nowUs, node: host.name, message };
  }

  private applyReseed({ seed, network }: Reseed): void {
    this.reseed = undefined;
    this.seed = seed;
    this.network.replaceSettings(network, seed);
    this.post.forgetDeviations();
  }

  private host(index: number): NodeHost {
    return this.hosts[index] as NodeHost;
  }
}

/**
 * Whether nobody waits for the event any more: a timer that was cleared or set again, a sync before
 * a crash.
 */
function isStale(host: NodeHost, kind: number, b: number, payload: unknown): boolean {
  if (kind === EVENT.timer) return !host.awaits(payload as string, b);
  if (kind === EVENT.woken && (payload as Waiting).isOver) return true;
  const isOfOneLife = kind === EVENT.synced || kind === EVENT.woken || kind === EVENT.told;
  return isOfOneLife && b !== host.incarnation;
}
