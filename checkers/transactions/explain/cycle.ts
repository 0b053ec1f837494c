/**
 * Cycles of dependencies in words, in the form that Elle gave them: each transaction must come
 * before the next, because ...; however, the last must come before the first: a contradiction.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Value } from '../../../src/history/value.js';
import { describeValue, reference } from '../../describe.js';
import type { DependencyKind, DependencyStep, TransactionAnomaly } from '../anomaly.js';
import { EDGE } from '../graph/dependency-graph.js';
import type { Observation } from '../observation.js';
import type { DependencyEvidence } from './dependency-evidence.js';
import { introductions } from './describe-transaction.js';

/** A cycle by its nodes: edge i, of kind `kinds[i]`, leads from node i to the next. */
interface NodeCycle {
  /** What Elle calls it: `G-single-item-realtime`. */
  readonly name: string;
  readonly nodes: ArrayLike<number>;
  /** {@link EDGE} */
  readonly kinds: ArrayLike<number>;
}

const KINDS = Object.keys(EDGE) as readonly DependencyKind[];

const NAMED_MAX = 4;

/** What the classes of cycles are called by people, the longest names first. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['G0', 'dirty writes'],
  ['G1c', 'circular information flow'],
  ['G-single', 'read skew'],
  ['G-nonadjacent', 'no common snapshot'],
  ['G2', 'write skew'],
  ['long-fork', 'long fork'],
];

/**
 * The anomaly that a cycle is, with a step for each edge and the argument in sentences. Throws when
 * the evidence does not know one of the edges, which is a mistake of the program.
 */
export function explainCycle(
  observation: Observation,
  evidence: DependencyEvidence,
  cycle: NodeCycle,
): TransactionAnomaly {
  const { transaction, columns } = observation;
  const operations = Array.from(cycle.nodes, (node) => transaction[node]!);
  const name = (at: number): string => `T${operations.indexOf(operations[at]!) + 1}`;
  const steps = operations.map((from, at): DependencyStep => {
    const next = (at + 1) % operations.length;
    const kind = kindOf(cycle.kinds[at]!);
    const ends = { from, to: operations[next]!, kind };
    if (kind === 'process' || kind === 'realtime') {
      return { ...ends, because: orderClause(observation, kind, from, name(at), name(next)) };
    }
    const found = evidence.find(cycle.nodes[at]!, cycle.nodes[next]!, kind);
    if (found === undefined) {
      throw new Error(`no evidence for ${kind} from ${reference(from)} to ${reference(ends.to)}`);
    }
    const { because, ...data } = found;
    return { ...ends, ...data, because: because(name(at), name(next)) };
  });
  const keys = keysOf(steps);
  return {
    kind: cycle.name,
    message: headline(cycle.name, operations, keys),
    operations,
    ...(keys.length === 1 ? { key: keys[0]! } : {}),
    explanation: [
      ...introductions(columns, operations),
      ...steps.map((step, at) => sentence(step, at, operations.length, name)),
    ],
    steps,
  };
}

/** Keys in words: `on key "x"`, `on keys "x" and "y"`; empty without keys. */
function describeKeys(keys: readonly Value[]): string {
  if (keys.length === 0) return '';
  const shown = keys.slice(0, NAMED_MAX).map(describeValue);
  if (keys.length > NAMED_MAX) shown.push(`${keys.length - NAMED_MAX} more`);
  return `on ${keys.length === 1 ? 'key' : 'keys'} ${enumerate(shown)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function kindOf(bits: number): DependencyKind {
  const kind = KINDS.find((one) => (bits & EDGE[one]) !== 0);
  if (kind === undefined) throw new Error(`no kind of edge is ${bits}`);
  return kind;
}

function sentence(
  step: DependencyStep,
  at: number,
  length: number,
  name: (at: number) => string,
): string {
  const claim = `${name(at)} < ${name((at + 1) % length)}, because ${step.because}`;
  return at < length - 1 ? `${claim}.` : `However, ${claim}: a contradiction!`;
}

function orderClause(
  observation: Observation,
  kind: 'process' | 'realtime',
  at: number,
  from: string,
  to: string,
): string {
  if (kind === 'realtime') return `${from} completed before ${to} was invoked`;
  const { process, processNames } = observation.columns;
  const code = process[at]!;
  const who = code >= 0 ? code : processNames[-1 - code]!;
  return `process ${describeValue(who)} executed ${from} before ${to}`;
}

function keysOf(steps: readonly DependencyStep[]): readonly Value[] {
  const byText = new Map<string, Value>();
  for (const { key } of steps) {
    if (key === undefined) continue;
    const text = canonicalKey(key);
    if (!byText.has(text)) byText.set(text, key);
  }
  return [...byText.values()];
}

function headline(name: string, operations: readonly number[], keys: readonly Value[]): string {
  const phrase = PHRASES.find(([start]) => name.startsWith(start))?.[1] ?? 'circular dependencies';
  const distinct = [...new Set(operations)];
  const who =
    distinct.length > NAMED_MAX
      ? `${distinct.length} transactions`
      : enumerate(distinct.map(reference));
  const where = keys.length === 0 ? '' : ` ${describeKeys(keys)}`;
  return `${phrase} among ${who}${against(name)}${where}`;
}

function against(name: string): string {
  if (name.endsWith('-realtime')) return ', given real time,';
  if (name.endsWith('-process')) return ', given the order of processes,';
  return '';
}
