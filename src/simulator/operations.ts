/**
 * The operations of the clients' programs: when each begins, what its client node is asked, and how
 * it ends.
 */

import { canonicalKey } from '../history/equality.js';
import { hashString } from '../scenario/randomness.js';
import type { ProgramOperation } from '../scenario/scenario.js';
import { KIND } from '../trace/recorder.js';
import { Cause, operationCause } from './causes.js';
import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { Answer, Request } from './node.js';
import type { NodeHost } from './node-host.js';

/** Begins and ends the operations of one run. */
export class Operations {
  constructor(private readonly kernel: Kernel) {}

  /** Schedules the client's next operation, if it has one. */
  plan(client: number): void {
    const { kernel } = this;
    const host = this.hostOf(client);
    // Its next life goes on with the program.
    if (!host.isUp) return;
    const atUs = kernel.driver.nextStartUs(client, kernel.nowUs);
    if (atUs === undefined) return;
    kernel.schedule(atUs, EVENT.operation, client, host.incarnation, undefined);
  }

  /** Begins the operation that was planned in this life of the client. */
  begin(client: number, incarnation: number): void {
    const { kernel } = this;
    const { nowUs, trace } = kernel;
    const host = this.hostOf(client);
    if (!host.isUp || host.incarnation !== incarnation) return;
    const operation = kernel.driver.begin(client, nowUs);
    const { id, f } = operation;
    trace.add(KIND.invoke, nowUs, host.index, -1, trace.intern(f), id, 0);
    kernel.schedule(nowUs + kernel.scenario.timeoutUs, EVENT.timeout, client, id, undefined);
    const cause = new Cause(operationCause(id));
    const request = kernel.credentials.sign(kernel, host, asked(operation));
    kernel.handle(
      host,
      cause,
      cause.hash,
      (context) => host.node?.request?.(context, host.name, request),
      { kind: 'client', client: host.index, operation: id },
    );
  }

  /** Ends an operation, unless it has ended, and plans the client's next one. */
  complete(client: number, operation: number, answer: Answer): void {
    const { driver, trace, nowUs, serverNames } = this.kernel;
    const value = answer.type === 'ok' ? answer.value : answer.error;
    if ((value as unknown) === undefined) {
      const field = answer.type === 'ok' ? 'value' : 'error';
      throw new Error(`the answer to operation ${operation} has no ${field}; null says nothing`);
    }
    if (!driver.end(client, operation, answer, nowUs)) return;
    const outcome = trace.intern(answer.type);
    const content = hashString(canonicalKey(value)) | 0;
    trace.add(KIND.complete, nowUs, serverNames.length + client, -1, outcome, operation, content);
    this.plan(client);
  }

  private hostOf(client: number): NodeHost {
    return this.kernel.hosts[this.kernel.serverNames.length + client] as NodeHost;
  }
}

function asked({ id, f, key, value }: ProgramOperation): Request {
  return key === undefined ? { id, f, value } : { id, f, key, value };
}
