/**
 * Plays the client programs: starts each client's operations one after the other, ends them by
 * answer or timeout, and records the history that the clients saw. After a timeout or a crash the
 * client goes on as a new process, as in Jepsen.
 */

import { assert } from '../assert.js';
import type { Event } from '../history/event.js';
import type { ProgramOperation, Scenario } from '../scenario/scenario.js';
import type { Answer } from './node.js';

/** What became of one operation of the program, in the order in which operations began. */
export interface RunOperation {
  /** Id in the program. */
  readonly id: number;
  readonly client: string;
  readonly startUs: number;
  /** When its client gave up or got the answer. */
  endUs: number;
  outcome: 'open' | 'ok' | 'fail' | 'info';
  readonly final: boolean;
}

interface ClientState {
  readonly name: string;
  readonly queue: readonly ProgramOperation[];
  next: number;
  process: number;
  /** Index in `operations` of the one that is open, -1 if none. */
  open: number;
}

/** Plays the programs of one run. */
export class ProgramDriver {
  readonly events: Event[] = [];
  readonly operations: RunOperation[] = [];
  private readonly clients: ClientState[];
  private readonly failed = new Set<number>();
  private remaining: number;

  constructor(private readonly scenario: Scenario) {
    const { clients } = scenario.topology;
    const queues = Array.from({ length: clients }, (): ProgramOperation[] => []);
    for (const operation of scenario.program) {
      const queue = queues[Number(operation.client.slice(1))];
      if (queue === undefined) {
        const { id, client } = operation;
        throw new Error(`operation ${id} is for ${client}; the scenario has ${clients} clients`);
      }
      queue.push(operation);
    }
    const phase = (operation: ProgramOperation): number => (operation.phase === 'final' ? 1 : 0);
    this.clients = queues.map((queue, index) => ({
      name: `c${index}`,
      queue: queue.sort((a, b) => phase(a) - phase(b) || a.atUs - b.atUs || a.id - b.id),
      next: 0,
      process: index,
      open: -1,
    }));
    this.remaining = scenario.program.length;
  }

  get isDone(): boolean {
    return this.remaining === 0;
  }

  /** How many operations wait for their answer. */
  get openCount(): number {
    return this.clients.reduce((count, client) => count + (client.open >= 0 ? 1 : 0), 0);
  }

  /** When this client begins its next operation; `undefined` when it has none. */
  nextStartUs(client: number, nowUs: number): number | undefined {
    const { queue, next } = this.client(client);
    const operation = queue[next];
    if (operation === undefined) return undefined;
    const earliest = operation.phase === 'final' ? this.scenario.healAtUs : 0;
    return Math.max(nowUs, operation.atUs, earliest);
  }

  /** Begins the client's next operation. */
  begin(client: number, nowUs: number): ProgramOperation {
    const state = this.client(client);
    const operation = state.queue[state.next++];
    assert(operation !== undefined && state.open < 0, `client ${state.name} has nothing to begin`);
    state.open = this.operations.length;
    this.operations.push({
      id: operation.id,
      client: state.name,
      startUs: nowUs,
      endUs: Infinity,
      outcome: 'open',
      final: operation.phase === 'final',
    });
    this.record(state, operation, 'invoke', operation.value, nowUs);
    return operation;
  }

  /** Ends an operation, unless it already ended; answers whether it did. */
  end(client: number, operation: number, answer: Answer, nowUs: number): boolean {
    const state = this.client(client);
    const asked = state.queue[state.next - 1];
    const run = this.operations[state.open];
    if (asked === undefined || run === undefined || asked.id !== operation) return false;
    state.open = -1;
    this.remaining--;
    run.endUs = nowUs;
    run.outcome = answer.type;
    const value = answer.type === 'ok' ? answer.value : asked.value;
    const error = answer.type === 'ok' ? undefined : answer.error;
    this.record(state, asked, answer.type, value, nowUs, error);
    if (answer.type === 'info') this.renew(client);
    if (answer.type === 'fail') this.failed.add(operation);
    return true;
  }

  /** The client goes on as a new process: nobody may expect that it remembers. */
  renew(client: number): void {
    this.client(client).process += this.clients.length;
  }

  /** The id of the operation that waits for its answer. */
  openOperation(client: number): number | undefined {
    const { open } = this.client(client);
    return this.operations[open]?.id;
  }

  /** Whether the operation has ended, and certainly did not and will not happen. */
  hasFailed(operation: number): boolean {
    return this.failed.has(operation);
  }

  private record(
    state: ClientState,
    operation: ProgramOperation,
    type: Event['type'],
    value: Event['value'],
    nowUs: number,
    error?: Event['value'],
  ): void {
    this.events.push({
      index: this.events.length,
      type,
      process: state.process,
      f: operation.f,
      value,
      ...(operation.key === undefined ? {} : { key: operation.key }),
      ...(error === undefined ? {} : { error }),
      timeNs: nowUs * 1000,
    });
  }

  private client(index: number): ClientState {
    const state = this.clients[index];
    assert(state !== undefined, `there is no client ${index}`);
    return state;
  }
}
