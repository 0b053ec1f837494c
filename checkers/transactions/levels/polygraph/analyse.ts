/**
 * Decides a level by its polygraph: known edges, pruning, then search. What it says of a violation
 * is not yet small.
 */

import type { Allowance } from '../../../linearizability/allowance.js';
import { INITIAL, type Observation } from '../../observation.js';
import type { ForcedStep, Level } from '../level.js';
import { chainsOf, type Chains } from './chains.js';
import { choicesOf, type Choices } from './choices.js';
import { ChoiceSearch } from './choice-search.js';
import { commitOrderOf } from './commit-order.js';
import { CommitTimes } from './commit-times.js';
import { Evidence } from './evidence.js';
import { IncrementalOrder } from './incremental-order.js';
import { shortestKnownCycle, stepsOfCycle } from './known-cycle.js';
import { adjacencyOf } from './polygraph-edges.js';
import { addInitialEdges, polygraphOf, type Polygraph } from './polygraph.js';
import { orderedGraph, prune, type OrderedGraph } from './pruning.js';
import { BitReachability, ChainReachability, wordsOf, type Reachability } from './reachability.js';
import { sideEdgesOf } from './side-edges.js';
import { orderAsWanted } from './topological-order.js';
import { indexVersions, lostUpdate, nonRepeatableRead } from './version-index.js';
import { PairList, VersionPairing } from './version-pairs.js';

/** What is found; `exhausted`: the allowance ended first. */
export type Analysis =
  | { readonly kind: 'holds'; readonly order: Int32Array; readonly snapshots?: Int32Array }
  | {
      readonly kind: 'violated';
      /** Transactions of one proof, ascending. */
      readonly involved: Int32Array;
      readonly cycle?: readonly ForcedStep[];
    }
  | { readonly kind: 'exhausted' };

/** What an analysis may spend. */
export interface AnalysisLimits {
  /** For the search. */
  readonly allowance: Allowance;
  /** For tables and choices, in words of 32 bits. */
  readonly wordsMax: number;
  /** Asked before every round of pruning. */
  readonly shouldStop?: (() => boolean) | undefined;
}

/** What the tables may take of the bytes that a check may keep. */
const TABLE_WORDS_SHARE = 2;

/** Words that a pair of versions takes until it is decided. */
const PAIR_WORDS = 12;

/**
 * Decides a level, or ends with its limits.
 * @param isTimeless given: as if commits respected real time, but for these nodes, as 1. What holds
 *   then holds without as well.
 */
export function analyse(
  observation: Observation,
  level: Level,
  limits: AnalysisLimits,
  isTimeless?: Uint8Array,
): Analysis {
  const unrepeated = nonRepeatableRead(observation);
  if (unrepeated !== undefined) return violation(unrepeated.node, ...unrepeated.writers);
  const versions = indexVersions(observation);
  if (level.axiom !== 'prefix') {
    const lost = lostUpdate(observation, versions);
    if (lost !== undefined) {
      const { key, writer, nodes } = lost;
      const found = violation(writer, ...nodes);
      if (level.axiom !== 'serializable') return found;
      const [from, to] = nodes;
      return {
        ...found,
        cycle: [
          { kind: 'rw', from, to, key },
          { kind: 'rw', from: to, to: from, key },
        ],
      };
    }
  }
  const polygraph = polygraphOf(observation, level, versions, isTimeless);
  return new Decision(polygraph, limits).run();
}

function violation(...nodes: readonly number[]): Analysis & { kind: 'violated' } {
  const involved = Int32Array.from(new Set(nodes.filter((node) => node !== INITIAL))).sort();
  return { kind: 'violated', involved };
}

/** One decision, step by step. */
class Decision {
  readonly #polygraph: Polygraph;
  readonly #limits: AnalysisLimits;
  readonly #tableWords: number;

  constructor(polygraph: Polygraph, limits: AnalysisLimits) {
    this.#polygraph = polygraph;
    this.#limits = limits;
    this.#tableWords = Math.floor(limits.wordsMax / TABLE_WORDS_SHARE);
  }

  run(): Analysis {
    const known = orderedGraph(this.#polygraph);
    if (known === undefined) return this.#knownCycle(undefined);
    const chains = chainsOf(this.#polygraph, known.order);
    const pairs = this.#pairs(known, chains);
    if (pairs.isOverfull) {
      this.#limits.allowance.exhausted ??= 'memory';
      return { kind: 'exhausted' };
    }
    const paired = orderedGraph(this.#polygraph);
    if (paired === undefined) return this.#knownCycle(known);
    const choices = choicesOf(this.#polygraph, pairs);
    return this.#decide(choices, paired, chains);
  }

  #pairs(graph: OrderedGraph, chains: Chains): PairList {
    const { nodes } = this.#polygraph;
    const pairWords = this.#limits.wordsMax - this.#tableWords;
    const pairs = new PairList(Math.max(1024, Math.floor(pairWords / PAIR_WORDS)));
    const pairing = new VersionPairing(this.#polygraph, graph.places, pairs);
    if (chains.count <= 2 * wordsOf(nodes.transactions, nodes.isSplit)) {
      pairing.byChains(new ChainReachability(nodes, chains, graph, this.#tableWords));
    } else {
      const isTarget = new Uint8Array(nodes.transactions).fill(1);
      pairing.byVersions(new BitReachability(nodes, isTarget, graph, this.#tableWords));
    }
    return pairs;
  }

  #decide(choices: Choices, paired: OrderedGraph, chains: Chains): Analysis {
    const reachabilityOf = (graph: OrderedGraph, open: Int32Array): Reachability =>
      this.#reachabilityOf(choices, chains, graph, open);
    const { allowance, shouldStop } = this.#limits;
    const stops = (): boolean => {
      if (shouldStop?.() === true) allowance.exhausted ??= 'stopped';
      return allowance.exhausted !== undefined;
    };
    const pruned = prune(this.#polygraph, choices, paired, reachabilityOf, stops);
    const { graph } = pruned;
    if (pruned.kind === 'cycle') return this.#knownCycle(graph);
    if (pruned.kind === 'impossible') {
      const evidence = new Evidence(this.#polygraph, graph);
      evidence.addChoice(choices, pruned.choice);
      for (const [from, to] of pruned.edges) evidence.addImpossible(from, to, Infinity);
      return { kind: 'violated', involved: evidence.transactions() };
    }
    return this.#search(choices, pruned.open, graph);
  }

  #search(choices: Choices, open: Int32Array, graph: OrderedGraph): Analysis {
    const { nodes, edges } = this.#polygraph;
    const backward = adjacencyOf(nodes.size, edges, 'backward');
    const guided = orderAsWanted(backward, this.#wanted());
    if (open.length === 0) return { kind: 'holds', ...commitOrderOf(nodes, guided) };
    const order = new IncrementalOrder(graph.forward, backward, guided);
    const sides = sideEdgesOf(this.#polygraph, choices, open);
    const found = new ChoiceSearch(sides, order, this.#limits.allowance).run();
    if (found.kind === 'exhausted') return found;
    if (found.kind === 'found') return { kind: 'holds', ...commitOrderOf(nodes, order.order) };
    const evidence = new Evidence(this.#polygraph, graph);
    for (const cycle of found.cycles) evidence.addCycle(choices, open, cycle);
    return { kind: 'violated', involved: evidence.transactions() };
  }

  /** Commits in the order in which they were certainly done. */
  #wanted(): Int32Array {
    const { observation, versions, nodes } = this.#polygraph;
    const committed = new CommitTimes(observation).committedBy(versions);
    const wanted = new Int32Array(nodes.transactions - 1);
    for (let at = 0; at < wanted.length; at++) wanted[at] = at + 1;
    wanted.sort((left, right) => committed[left]! - committed[right]! || left - right);
    return wanted.map((transaction) => nodes.commit(transaction));
  }

  #reachabilityOf(
    choices: Choices,
    chains: Chains,
    graph: OrderedGraph,
    open: Int32Array,
  ): Reachability {
    const { nodes } = this.#polygraph;
    const isTarget = this.#targets(choices, open);
    const targets = isTarget.reduce((sum, one) => sum + one, 0);
    return chains.count <= wordsOf(targets, nodes.isSplit)
      ? new ChainReachability(nodes, chains, graph, this.#tableWords)
      : new BitReachability(nodes, isTarget, graph, this.#tableWords);
  }

  /** Transactions at the beginning of an edge of an open choice. */
  #targets(choices: Choices, open: Int32Array): Uint8Array {
    const { readerStart, reader } = this.#polygraph.versions;
    const isTarget = new Uint8Array(this.#polygraph.nodes.transactions);
    const addReaders = (version: number): void => {
      for (let at = readerStart[version]!; at < readerStart[version + 1]!; at++) {
        isTarget[reader[at]!] = 1;
      }
    };
    for (const choice of open) {
      isTarget[choices.first[choice]!] = 1;
      isTarget[choices.second[choice]!] = 1;
      for (let at = choices.start[choice]!; at < choices.start[choice + 1]!; at++) {
        addReaders(choices.firstVersion[at]!);
        addReaders(choices.secondVersion[at]!);
      }
    }
    return isTarget;
  }

  #knownCycle(before: OrderedGraph | undefined): Analysis {
    addInitialEdges(this.#polygraph);
    const path = shortestKnownCycle(this.#polygraph)!;
    const cycle = stepsOfCycle(this.#polygraph, path);
    const graph = before ?? emptyGraph(this.#polygraph);
    const evidence = new Evidence(this.#polygraph, graph);
    evidence.addEdges(path);
    const involved = evidence.transactions();
    return { kind: 'violated', involved, ...(cycle === undefined ? {} : { cycle }) };
  }
}

/** For edges that are all known, where nothing was deduced. */
function emptyGraph({ nodes }: Polygraph): OrderedGraph {
  const nothing = new Int32Array(0);
  const start = new Int32Array(nodes.size + 1);
  const forward = { size: nodes.size, start, other: nothing, edge: nothing };
  return { forward, order: nothing, places: nothing };
}
