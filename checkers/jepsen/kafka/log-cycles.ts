/**
 * Cycles in the dependencies of operations on logs, in Elle's form: which levels of isolation they
 * rule out, and the steps of a shortest cycle of each class.
 */

import type { Value } from '../../../src/history/value.js';
import { componentsOf, type Components } from '../../transactions/graph/components.js';
import { EDGE, type DependencyGraph } from '../../transactions/graph/dependency-graph.js';
import { findCycles, type FoundCycle } from '../../transactions/graph/find-cycles.js';
import { recordedOperation } from '../recorded-operation.js';
import { logGraph } from './log-graph.js';
import { NONE, type LogOperations } from './log-operations.js';
import type { VersionOrders } from './version-orders.js';
import type { Messages } from './visibility.js';

/** What there is of cycles: by Elle's names, lists of cases. */
export interface LogCycles {
  readonly errors: { readonly [kind: string]: readonly Value[] };
  /** No operation depends on another, so that nothing could be a cycle. */
  readonly isEmpty: boolean;
}

interface Existence {
  readonly type: string;
  readonly not: string;
  readonly subgraph: readonly string[];
  readonly mask: number;
  /** Found in the same component, these say as much. */
  readonly impliedBy: readonly string[];
}

const WW = ['ww', 'wwp'];
const WR = ['wr', 'wrp'];

/** Levels of isolation, the weakest first, with the dependencies that may not make a cycle. */
const EXISTENCE: readonly Existence[] = [
  {
    type: 'PL-1-cycle-exists',
    not: 'read-uncommitted',
    subgraph: ['union', ...WW],
    mask: EDGE.ww,
    impliedBy: [],
  },
  {
    type: 'PL-2-cycle-exists',
    not: 'read-committed',
    subgraph: ['union', ...WW, ...WR],
    mask: EDGE.ww | EDGE.wr,
    impliedBy: ['PL-1-cycle-exists'],
  },
  {
    type: 'strong-PL-1-cycle-exists',
    not: 'strong-read-uncommitted',
    subgraph: ['union', ...WW, 'realtime'],
    mask: EDGE.ww | EDGE.realtime,
    impliedBy: ['PL-1-cycle-exists'],
  },
  {
    type: 'strong-PL-2-cycle-exists',
    not: 'strong-read-committed',
    subgraph: ['union', ...WW, ...WR, 'realtime'],
    mask: EDGE.ww | EDGE.wr | EDGE.realtime,
    impliedBy: ['PL-1-cycle-exists', 'PL-2-cycle-exists', 'strong-PL-1-cycle-exists'],
  },
];

const CLASSES: ReadonlySet<string> = new Set(['G0', 'G1c', 'G0-realtime', 'G1c-realtime']);

/** Edges that the search may look at, some seconds' worth. */
const STEPS_MAX = 200_000_000;

/** Finds cycles over wr and realtime, and with `wwDeps` over ww. */
export function logCycles(
  log: LogOperations,
  orders: VersionOrders,
  messages: Messages,
  wwDeps: boolean,
): LogCycles {
  const { graph, operations, isEmpty } = logGraph(log, orders, messages, wwDeps);
  const { cycles, components } = findCycles(graph, { classes: CLASSES, stepsMax: STEPS_MAX });
  const errors: Record<string, Value[]> = {};
  for (const [type, cases] of existences(log, graph, components, operations)) errors[type] = cases;
  for (const cycle of cycles) {
    const told = new Telling(log, orders, messages).tell(cycle, operations);
    (errors[cycle.name] ??= []).push(told);
  }
  return { errors, isEmpty };
}

function existences(
  log: LogOperations,
  graph: DependencyGraph,
  whole: Components,
  operations: number,
): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  const typesOf: Set<string>[] = Array.from({ length: whole.count }, () => new Set<string>());
  if (whole.count === 0) return found;
  for (const { type, not, subgraph, mask, impliedBy } of EXISTENCE) {
    for (const [component, nodes] of smallest(componentsOf(graph, mask), whole, operations)) {
      if (impliedBy.some((other) => typesOf[component]!.has(other))) continue;
      typesOf[component]!.add(type);
      const scc = new Set(nodes.map((node) => log.operations[node]!.index));
      const told = { type, not, subgraph, 'scc-size': nodes.length, scc };
      const cases = found.get(type);
      if (cases === undefined) found.set(type, [told]);
      else cases.push(told);
    }
  }
  return found;
}

/** By component of the whole graph: the operations of the smallest part within it. */
function smallest(
  parts: Components,
  whole: Components,
  operations: number,
): Map<number, readonly number[]> {
  const best = new Map<number, readonly number[]>();
  for (let part = 0; part < parts.count; part++) {
    const nodes = [...parts.node.subarray(parts.start[part], parts.start[part + 1])];
    const real = nodes.filter((node) => node < operations);
    const component = whole.component[nodes[0]!]!;
    const before = best.get(component);
    if (before === undefined || real.length < before.length) best.set(component, real);
  }
  return best;
}

/** Says of each step of a cycle why it is one. */
class Telling {
  constructor(
    readonly log: LogOperations,
    readonly orders: VersionOrders,
    readonly messages: Messages,
  ) {}

  tell({ name, nodes, kinds }: FoundCycle, operations: number): Value {
    // Moments stand for steps of real time, and are passed over.
    const places = nodes.flatMap((node, place) => (node < operations ? [place] : []));
    const cycle = places.map((place) => nodes[place]!);
    const steps = places.map((place, at) =>
      this.#step(cycle[at]!, cycle[(at + 1) % cycle.length]!, kinds[place]!),
    );
    const told = [...cycle, cycle[0]!].map((node) => recordedOperation(this.log.operations[node]!));
    return { cycle: told, steps, type: name };
  }

  #step(from: number, to: number, kind: number): Value {
    if (kind === EDGE.realtime) {
      return {
        type: 'realtime',
        "a'": recordedOperation(this.log.operations[from]!),
        b: recordedOperation(this.log.invocations[to]!),
      };
    }
    return kind === EDGE.wr ? this.#read(from, to) : this.#write(from, to);
  }

  #read(from: number, to: number): Value {
    const { log, messages } = this;
    const polled = log.accesses[to]!.find(
      ({ isSend, message }) => !isSend && message !== NONE && messages.writer[message] === from,
    )!;
    const sent = log.accesses[from]!.find(
      ({ isSend, message }) => isSend && message === polled.message,
    )!;
    return {
      type: 'wr',
      key: log.key(polled.key),
      value: log.valueOf(polled.message),
      'a-mop-index': sent.place,
      'b-mop-index': polled.place,
    };
  }

  #write(from: number, to: number): Value {
    const { log, messages, orders } = this;
    const before = (message: number): number => {
      const index = orders.indexOf[message]!;
      return index <= 0 ? NONE : orders.logs[log.keyOf(message)]![index - 1]!.messages[0]!;
    };
    const later = log.accesses[to]!.find(({ isSend, message }) => {
      if (!isSend || messages.writer[message] !== to) return false;
      const earlier = before(message);
      return earlier !== NONE && messages.writer[earlier] === from;
    })!;
    const earlier = before(later.message);
    const sent = log.accesses[from]!.find(({ isSend, message }) => isSend && message === earlier)!;
    return {
      type: 'ww',
      key: log.key(later.key),
      value: log.valueOf(earlier),
      "value'": log.valueOf(later.message),
      'a-mop-index': sent.place,
      'b-mop-index': later.place,
    };
  }
}
