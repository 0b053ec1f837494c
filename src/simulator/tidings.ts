/**
 * What a node is told by something that is no node: by an operator, by the detector of failures, or
 * by its own network that a server cannot be found. Waits like a message while the node is paused,
 * takes its time while it is slow, and is lost while it is down.
 */

import { KIND } from '../trace/recorder.js';
import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { AdminCommand, Answer, Node } from './node.js';
import type { NodeHost } from './node-host.js';

/** Something to hear; `fault` is the index of the fault that brings it. */
export type Tidings =
  | { readonly kind: 'admin'; readonly fault: number; readonly command: AdminCommand }
  | { readonly kind: 'stopped'; readonly fault: number; readonly peer: string }
  | {
      readonly kind: 'refuse';
      readonly fault: number;
      readonly server: string;
      readonly operation: number;
    };

/** The definite answer to a request that found no server. */
const UNREACHABLE: Answer = { type: 'fail', error: ['unreachable', null] };

/** Lets the node hear of it in `afterUs`, if it lives on until then. */
export function tell(kernel: Kernel, host: NodeHost, tidings: Tidings, afterUs = 0): void {
  if (!host.isUp) return;
  kernel.schedule(kernel.nowUs + afterUs, EVENT.told, host.index, host.incarnation, tidings);
}

/** The node hears of it; a node that has no method for it goes on as if nothing were. */
export function hear(kernel: Kernel, host: NodeHost, tidings: Tidings): void {
  const node = host.node as Node;
  const { kind, fault } = tidings;
  if (!hasEarsFor(kind, node)) return;
  if (kind !== 'refuse') kernel.faults.tookEffect([fault]);
  const { trace, nowUs } = kernel;
  const peer = kind === 'refuse' ? kernel.indexOf(tidings.server) : -1;
  const id = kind === 'refuse' ? tidings.operation : 0;
  trace.add(KIND[kind], nowUs, host.index, peer, trace.intern(wordsOf(tidings)), id, 0);
  const nth = ++host.heard;
  kernel.notify(host, `${host.name}/${host.incarnation} ${kind} ${nth}`, (ctx) => {
    switch (tidings.kind) {
      case 'admin':
        return node.admin?.(ctx, tidings.command);
      case 'stopped':
        return node.stopped?.(ctx, tidings.peer);
      case 'refuse':
        return node.answer?.(ctx, tidings.server, tidings.operation, UNREACHABLE);
    }
  });
}

/** A new process hears first which servers have stopped for good, as far as it is known. */
export function tellOfStopped(kernel: Kernel, host: NodeHost): void {
  for (const [fault, peer] of kernel.stopped) {
    if (peer !== host.name) tell(kernel, host, { kind: 'stopped', fault, peer });
  }
}

function hasEarsFor(kind: Tidings['kind'], node: Node): boolean {
  switch (kind) {
    case 'admin':
      return node.admin !== undefined;
    case 'stopped':
      return node.stopped !== undefined;
    case 'refuse':
      return node.answer !== undefined;
  }
}

function wordsOf(tidings: Tidings): string {
  switch (tidings.kind) {
    case 'admin': {
      const { type, node, by } = tidings.command;
      return by === undefined ? `${type} ${node}` : `${type} ${node} by ${by}`;
    }
    case 'stopped':
      return tidings.peer;
    case 'refuse':
      return 'unreachable';
  }
}
