/**
 * Tells why a few operations cannot have been seen in an order, step by step: what a read has seen
 * comes before what it returned, until something would come before itself. Quadratic at least, and
 * so meant for cores.
 */

import { nameOf, tellDeed, tellProcess } from '../registers/narrate.js';
import type { Telling } from '../registers/register-checker.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';
import { Derivation, tellForced, tellPath, type OrderStep } from './derivation.js';

/** Why a read has seen a write, and the steps that this rests on. */
export interface Sight {
  /** A clause. */
  readonly text: string;
  readonly rests: readonly OrderStep[];
}

/** Says why `read` has seen `write`; `undefined` when it need not have. */
export type Sees = (derivation: Derivation, write: number, read: number) => Sight | undefined;

/** How a model argues. */
export interface OrderRules {
  /** The beginning of the message; what follows is the last read. */
  readonly headline: string;
  /** Whether a read comes after its write in the order. */
  readonly links: (read: number) => boolean;
  /** Whether what a read has seen orders writes. */
  readonly tells: (read: number) => boolean;
  readonly sees: Sees;
  /** Whether the order that a read tells of is that of other reads too. */
  readonly isForcing: boolean;
  /** Whether the order is one of reads too: they come before what replaces the value they saw. */
  readonly isTotal?: boolean;
}

/** A read has seen what comes before it by processes and reads alone. */
export const seesCausally: Sees = (derivation, write, read) =>
  sightAlong(derivation, derivation.path(write, read, true));

/** A read has seen what comes before it, by whatever argument. */
export const seesInOrder: Sees = (derivation, write, read) =>
  sightAlong(derivation, derivation.path(write, read));

/** The argument of `rules` about `core`; without an argument it says that no order was found. */
export function explainOrder(core: RegisterOperations, rules: OrderRules): Telling {
  const derivation = new Derivation(core, rules.links);
  const conclusion = circle(derivation) ?? conclude(derivation, rules);
  const deeds = tellDeeds(core);
  if (conclusion === undefined) {
    return {
      message: `${rules.headline} ${listNames(core)}`,
      explanation: [...deeds, 'However no order lets every read return what it did.'],
    };
  }
  const told = new Set<OrderStep>();
  const argument = tellForced(conclusion.rests, told);
  return {
    message: `${rules.headline} ${tellDeed(core, conclusion.read)}`,
    explanation: [...deeds, ...argument, `However ${conclusion.text}: a contradiction.`],
  };
}

interface Conclusion extends Sight {
  readonly read: number;
}

/** A read of what its own process, or one that learnt of it, writes later. */
function circle(derivation: Derivation): Conclusion | undefined {
  const { operations } = derivation;
  for (let at = 0; at < operations.size; at++) {
    const path = operations.isWrite[at] === 1 ? undefined : derivation.path(at, at);
    if (path === undefined) continue;
    const text = `${tellPath(operations, path)}, so that ${nameOf(operations, at)} precedes itself`;
    return { read: at, text, rests: [] };
  }
  return undefined;
}

function conclude(derivation: Derivation, rules: OrderRules): Conclusion | undefined {
  const { size, isWrite } = derivation.operations;
  for (;;) {
    const before = derivation.size;
    for (let read = 0; read < size; read++) {
      if (isWrite[read] === 1 || !rules.tells(read)) continue;
      for (let write = 0; write < size; write++) {
        const found = compare(derivation, rules, read, write);
        if (found !== undefined) return found;
      }
    }
    if (derivation.size === before) return undefined;
  }
}

/** Orders `write` before what `read` returned; or the conclusion where that is impossible. */
function compare(
  derivation: Derivation,
  rules: OrderRules,
  read: number,
  write: number,
): Conclusion | undefined {
  const { operations } = derivation;
  const { isWrite, key, writer } = operations;
  const source = writer[read]!;
  if (isWrite[write] === 0 || key[write] !== key[read] || write === source) return undefined;
  if (rules.isTotal === true) precede(derivation, read, write);
  const sight = rules.sees(derivation, write, read);
  if (sight === undefined) return undefined;
  const [reader, seen] = [nameOf(operations, read), nameOf(operations, write)];
  if (source === INITIAL) {
    const text = `${reader} read the initial value although it came after ${seen}: ${sight.text}`;
    return { read, text, rests: sight.rests };
  }
  const from = nameOf(operations, source);
  const back = derivation.path(source, write);
  const why = `${reader} read the value of ${from} although it came after ${seen}: ${sight.text}`;
  const text = `${why}. So ${seen} comes before ${from}.`;
  if (back === undefined) {
    if (rules.isForcing && derivation.path(write, source) === undefined) {
      derivation.add({ from: write, to: source, text, rests: sight.rests });
    }
    return undefined;
  }
  const step: OrderStep = { from: write, to: source, text, rests: sight.rests };
  const isTold = back.length === 1 && back[0]!.rests !== undefined;
  const end = `${from} comes before ${seen}${isTold ? '' : `: ${tellPath(operations, back)}`}`;
  return { read, text: end, rests: [...back, step] };
}

/** A read comes before the writes that come after what it returned. */
function precede(derivation: Derivation, read: number, write: number): void {
  const { operations } = derivation;
  const source = operations.writer[read]!;
  const after = source === INITIAL ? [] : derivation.path(source, write);
  if (after === undefined || derivation.path(read, write) !== undefined) return;
  const [reader, later] = [nameOf(operations, read), nameOf(operations, write)];
  const why =
    source === INITIAL
      ? `${reader} read the initial value`
      : `${reader} read the value of ${nameOf(operations, source)}, which comes before ${later}: ` +
        tellPath(operations, after);
  const text = `${why}. So ${reader} comes before ${later}.`;
  derivation.add({ from: read, to: write, text, rests: after });
}

function sightAlong(derivation: Derivation, path: OrderStep[] | undefined): Sight | undefined {
  if (path === undefined) return undefined;
  return { text: tellPath(derivation.operations, path), rests: path };
}

/** What each process did, a sentence each. */
export function tellDeeds(core: RegisterOperations): string[] {
  const deeds = new Map<string, string[]>();
  for (let at = 0; at < core.size; at++) {
    const process = tellProcess(core, at);
    deeds.set(process, [...(deeds.get(process) ?? []), tellDeed(core, at)]);
  }
  return [...deeds].map(([process, done]) => `${capital(process)}: ${done.join(', then ')}.`);
}

function listNames(core: RegisterOperations): string {
  return Array.from({ length: core.size }, (_, at) => nameOf(core, at)).join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
