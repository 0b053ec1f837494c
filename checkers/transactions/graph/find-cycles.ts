/**
 * For each strongly connected component the worst cycles in it, a shortest one of each class. Where
 * Elle searches paths of any shape and gives up after a second, this walks the product of nodes and
 * states of a class once from each node, so that it is polynomial and says `none` with certainty.
 *
 * What is reported exists, and what is neither reported, implied nor listed as undecided does not.
 * Within the budget plain G0, G1c and G-single-item are never undecided; for the others see
 * simple-cycles.ts.
 */

import { regionsOf } from './closed-walks.js';
import { type ComponentGraph, ComponentReader, withoutShadowed } from './component-graph.js';
import { type Components, componentsOf } from './components.js';
import { CYCLE_CLASSES, type CycleClass } from './cycle-classes.js';
import { CycleSearcher, type LocalCycle, type SearchTask } from './cycle-search.js';
import type { DependencyGraph } from './dependency-graph.js';
import { shortestSimpleCycle } from './simple-cycles.js';
import { StepBudget } from './step-budget.js';

/** A cycle of dependencies. */
export interface FoundCycle {
  /** Its class, by Elle's name. */
  readonly name: string;
  /** Distinct nodes, each of which the next depends on or follows; the last leads to the first. */
  readonly nodes: readonly number[];
  /** EDGE bit of the edge from `nodes[i]` to the next. */
  readonly kinds: readonly number[];
  /** Whether it is proved that no cycle of the class in its component has fewer nodes. */
  readonly isShortest: boolean;
  /** The component, by its place in {@link CycleReport.components}. */
  readonly component: number;
}

/** A class of which it is not known whether it is in a component. */
export interface UndecidedClass {
  readonly name: string;
  readonly component: number;
}

/** What the components of a graph hold. */
export interface CycleReport {
  /** By component, in each from the worst class to the mildest. */
  readonly cycles: readonly FoundCycle[];
  /**
   * What may or may not exist: the budget was spent, or in a component of more than 256 nodes all
   * walks that were found meet themselves.
   */
  readonly undecided: readonly UndecidedClass[];
  readonly components: Components;
  /** Edges looked at. */
  readonly steps: number;
}

/** What {@link findCycles} is to do. */
export interface FindCyclesOptions {
  /**
   * Report classes too that follow from another in the same component, and step by order between
   * nodes that a dependency joins as well: whatever is true. Default: only what says most, and each
   * pair of nodes read as the strongest of what joins them, as Elle does.
   */
  readonly everyClass?: boolean;
  /** Names of classes to look for; default all. */
  readonly classes?: ReadonlySet<string>;
  /** Edges that all searches together may look at; default 500,000,000, some ten seconds. */
  readonly stepsMax?: number;
  /** Asked between searches; true ends them, with the rest undecided. */
  readonly shouldStop?: () => boolean;
}

const STEPS_MAX = 500_000_000;
/** Edges looked at for a shorter cycle, once one of the class is found in a component. */
const POLISH_MAX = 10_000_000;
/** A search in so small a component costs less than finding out where it can succeed. */
const SMALL_COMPONENT_MAX = 32;
const SIMPLE_NODES_MAX = 256;
const SIMPLE_STEPS_MAX = 2_000_000;

/**
 * The cycles of a graph. Each component costs its own size times the classes it can have: linear
 * for a class that no closed walk of its region could have, O(nodes * edges) at worst.
 */
export function findCycles(graph: DependencyGraph, options: FindCyclesOptions = {}): CycleReport {
  const { everyClass = false, stepsMax = STEPS_MAX } = options;
  const components = componentsOf(graph);
  const reader = new ComponentReader(graph, components);
  const searcher = new CycleSearcher();
  const budget = new StepBudget(stepsMax, options.shouldStop);
  const cycles: FoundCycle[] = [];
  const undecided: UndecidedClass[] = [];
  for (let component = 0; component < components.count; component++) {
    const part = reader.read(component);
    const skipped = new Set<number>();
    for (const [place, rule] of CYCLE_CLASSES.entries()) {
      if (skipped.has(place) || options.classes?.has(rule.name) === false) continue;
      const outcome = cycleOf(part, rule, everyClass, searcher, budget);
      if (outcome === 'undecided') undecided.push({ name: rule.name, component });
      if (outcome === 'undecided' || outcome === undefined) continue;
      const { cycle, isShortest } = outcome;
      const nodes = cycle.nodes.map((node) => part.node[node]!);
      cycles.push({ name: rule.name, nodes, kinds: cycle.kinds, isShortest, component });
      if (!everyClass) for (const implied of rule.implied) skipped.add(implied);
    }
  }
  return { cycles, undecided, components, steps: stepsMax - Math.max(0, budget.left) };
}

type Outcome = { cycle: LocalCycle; isShortest: boolean } | 'undecided' | undefined;

function cycleOf(
  graph: ComponentGraph,
  rule: CycleClass,
  takesShadowed: boolean,
  searcher: CycleSearcher,
  budget: StepBudget,
): Outcome {
  const needed = rule.seed | rule.order;
  if ((graph.kinds & needed) !== needed || graph.size < rule.lengthMin) return undefined;
  if (budget.isSpent()) return 'undecided';
  const isSmall = graph.size <= SMALL_COMPONENT_MAX;
  const regions = isSmall ? undefined : regionsOf(graph, rule);
  if (!isSmall && regions === undefined) return undefined;
  const task = { graph, rule, regions, takesShadowed };
  const { best: first, lengthMin } = searcher.search(task, budget, POLISH_MAX);
  let best = first;
  if (best === undefined && lengthMin === Infinity) return undefined;
  if (best === undefined && !takesShadowed) {
    // Better a longer cycle that is read as of its class than none.
    best = searcher.search({ ...task, graph: withoutShadowed(graph) }, budget, POLISH_MAX).best;
  }
  const lengthEnd = best?.nodes.length ?? graph.size + 1;
  if (lengthMin >= lengthEnd) return best && { cycle: best, isShortest: true };
  const shorter = simpleCycleOf(task, lengthMin, lengthEnd, budget);
  if (shorter === 'spent') return best ? { cycle: best, isShortest: false } : 'undecided';
  if (shorter !== undefined) return { cycle: shorter, isShortest: true };
  return best && { cycle: best, isShortest: true };
}

function simpleCycleOf(
  task: SearchTask,
  lengthMin: number,
  lengthEnd: number,
  budget: StepBudget,
): LocalCycle | undefined | 'spent' {
  if (task.graph.size > SIMPLE_NODES_MAX || budget.left <= 0) return 'spent';
  const own = new StepBudget(Math.min(SIMPLE_STEPS_MAX, budget.left));
  const before = own.left;
  const found = shortestSimpleCycle(task, lengthMin, lengthEnd, own);
  budget.left -= before - Math.max(0, own.left);
  return found;
}
