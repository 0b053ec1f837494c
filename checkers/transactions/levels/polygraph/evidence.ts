/**
 * Transactions that show a contradiction: those at the ends of its edges, and behind edges that
 * were deduced, those of the path that made the contrary impossible, and so on.
 */

import { INITIAL } from '../../observation.js';
import { edgesOfSide, type Choices } from './choices.js';
import { REASON } from './polygraph-edges.js';
import type { Polygraph } from './polygraph.js';
import type { OrderedGraph } from './pruning.js';
import type { CycleProof } from './proofs.js';
import { versionWritten } from './version-index.js';

/** Collects the transactions of a proof. */
export class Evidence {
  readonly #polygraph: Polygraph;
  /** The last known graph without cycle: it has every path that a deduction used. */
  readonly #graph: OrderedGraph;
  readonly #isInvolved: Uint8Array;
  readonly #isExpanded: Uint8Array;
  readonly #waiting: number[] = [];
  readonly #mark: Int32Array;
  #stamp = 0;
  readonly #parentEdge: Int32Array;
  readonly #queue: Int32Array;

  constructor(polygraph: Polygraph, graph: OrderedGraph) {
    this.#polygraph = polygraph;
    this.#graph = graph;
    this.#isInvolved = new Uint8Array(polygraph.nodes.transactions);
    this.#isExpanded = new Uint8Array(polygraph.edges.deductions.length);
    this.#mark = new Int32Array(polygraph.nodes.size);
    this.#parentEdge = new Int32Array(polygraph.nodes.size);
    this.#queue = new Int32Array(polygraph.nodes.size);
  }

  /** The transactions that were involved, ascending. */
  transactions(): Int32Array {
    const { deductions } = this.#polygraph.edges;
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      this.#addNode(this.#polygraph.nodes.commit(deductions.first[next]!));
      this.#addNode(this.#polygraph.nodes.commit(deductions.second[next]!));
      this.addImpossible(deductions.from[next]!, deductions.to[next]!, deductions.known[next]!);
    }
    const found: number[] = [];
    for (let node = INITIAL + 1; node < this.#isInvolved.length; node++) {
      if (this.#isInvolved[node] === 1) found.push(node);
    }
    return Int32Array.from(found);
  }

  /** A cycle or path of known edges. */
  addEdges(path: readonly number[]): void {
    const { reason, from, to } = this.#polygraph.edges;
    for (const edge of path) {
      if (this.#leadsOn(reason[edge]!)) continue;
      this.#addNode(from[edge]!);
      this.#addNode(to[edge]!);
      this.#addWriters(edge);
      const deduction = reason[edge]!;
      if (deduction < 0 || this.#isExpanded[deduction] === 1) continue;
      this.#isExpanded[deduction] = 1;
      this.#waiting.push(deduction);
    }
  }

  /** An edge that the first `known` edges close a cycle with. */
  addImpossible(from: number, to: number, known: number): void {
    this.#addNode(from);
    this.#addNode(to);
    this.addEdges(this.#path(to, from, known));
  }

  /** A cycle of known edges and of sides of choices, given as literals. */
  addCycle(choices: Choices, open: Int32Array, cycle: CycleProof): void {
    this.addEdges(cycle.edges);
    const ends: number[] = [];
    for (const literal of cycle.literals) {
      const choice = open[literal >> 1]!;
      ends.length = 0;
      edgesOfSide(this.#polygraph, choices, choice, literal & 1, ends);
      for (const end of ends) this.#addNode(end);
      this.#addNode(this.#polygraph.nodes.commit(choices.first[choice]!));
      this.#addNode(this.#polygraph.nodes.commit(choices.second[choice]!));
    }
  }

  /** Both writers of a choice of which neither side is possible. */
  addChoice(choices: Choices, choice: number): void {
    this.#addNode(this.#polygraph.nodes.commit(choices.first[choice]!));
    this.#addNode(this.#polygraph.nodes.commit(choices.second[choice]!));
  }

  /**
   * Edges of an order of commits that hold as well between the ends of a path of them. Where there
   * are two such orders a path may change from one to the other.
   */
  #leadsOn(reason: number): boolean {
    if (reason === REASON.process) return this.#polygraph.times === undefined;
    return reason === REASON.program || reason === REASON.realtime;
  }

  #addNode(node: number): void {
    const { nodes, versions } = this.#polygraph;
    const version = nodes.versionOf(node);
    if (version >= 0) this.#isInvolved[versions.writer[version]!] = 1;
    const transaction = nodes.transactionOf(node);
    if (transaction >= 0) this.#isInvolved[transaction] = 1;
  }

  /**
   * Of an edge to an overwriter whoever wrote what was overwritten, and whoever saw in which order
   * lists were appended to.
   */
  #addWriters(edge: number): void {
    const { nodes, edges, observation } = this.#polygraph;
    const overwriter = nodes.transactionOf(edges.to[edge]!);
    const { writeStart, writeKey } = observation;
    if (overwriter < 0 || edges.reason[edge] === REASON.wr) return;
    for (let write = writeStart[overwriter]!; write < writeStart[overwriter + 1]!; write++) {
      this.#addReadFrom(nodes.transactionOf(edges.from[edge]!), writeKey[write]!);
      if (observation.versions !== undefined) this.#addListWitness(writeKey[write]!);
    }
  }

  #addReadFrom(reader: number, key: number): void {
    if (reader < 0) return;
    const { readStart, readKey, readWriter } = this.#polygraph.observation;
    for (let read = readStart[reader]!; read < readStart[reader + 1]!; read++) {
      if (readKey[read] === key) this.#isInvolved[readWriter[read]!] = 1;
    }
  }

  /** The last two writers of a list that was read, and somebody who read it whole. */
  #addListWitness(key: number): void {
    const { observation, versions } = this.#polygraph;
    const { start, writer } = observation.versions!;
    let last = -1;
    for (let at = start[key + 1]! - 1; at >= start[key]!; at--) {
      const node = writer[at]!;
      if (node < 0 || node === last) continue;
      this.#isInvolved[node] = 1;
      if (last >= 0) return;
      last = node;
      const version = versionWritten(versions, node, key);
      if (versions.readerStart[version]! === versions.readerStart[version + 1]!) continue;
      this.#isInvolved[versions.reader[versions.readerStart[version]!]!] = 1;
    }
  }

  /** A path with the fewest edges among the first `known`. */
  #path(root: number, goal: number, known: number): number[] {
    const { start, other, edge } = this.#graph.forward;
    const { places } = this.#graph;
    const { from } = this.#polygraph.edges;
    const stamp = ++this.#stamp;
    let length = 0;
    this.#queue[length++] = root;
    this.#mark[root] = stamp;
    for (let head = 0; head < length && this.#mark[goal] !== stamp; head++) {
      const node = this.#queue[head]!;
      for (let at = start[node]!; at < start[node + 1]!; at++) {
        const next = other[at]!;
        if (edge[at]! >= known || this.#mark[next] === stamp) continue;
        if (places[next]! > places[goal]!) continue;
        this.#mark[next] = stamp;
        this.#parentEdge[next] = edge[at]!;
        this.#queue[length++] = next;
      }
    }
    const path: number[] = [];
    if (this.#mark[goal] !== stamp) return path;
    for (let node = goal; node !== root; node = from[path[path.length - 1]!]!) {
      path.push(this.#parentEdge[node]!);
    }
    return path.reverse();
  }
}
