/**
 * Judges the parts of a history side by side: smallest first, in rounds whose budget for each part
 * doubles. One part that is easily shown illegal decides the history, even when another would take
 * for ever; total work is at most about twice that of the order that would have been best, times
 * the number of parts.
 */

import type { Order } from '../certificate.js';
import type { Model } from '../model.js';
import { Account, type Allowance } from './allowance.js';
import { compile } from './columns.js';
import type { Part } from './part.js';
import { replay } from './path.js';
import type { Reductions } from './reductions.js';
import { Search } from './search.js';
import { Transitions } from './transitions.js';
import { refuteWindow } from './window.js';

const FIRST_SLICE = 1000;

/** Configurations that a search from the middle may visit at least. */
const BUDGET_MIN = 20_000;

/**
 * What is known of the parts when judging ended: all are legal, or one is illegal, or some are
 * unfinished.
 */
export type Judgement =
  | { readonly kind: 'legal' }
  | { readonly kind: 'illegal'; readonly part: Part; readonly search: Search }
  | {
      readonly kind: 'unknown';
      /**
       * The smallest part without an answer, and its search unless the part was too wide to begin
       * one.
       */
      readonly part: Part;
      readonly search: Search | undefined;
    };

interface Candidate {
  readonly part: Part;
  readonly index: number;
  readonly account: Account;
  search: Search | undefined;
}

/**
 * Judges `parts`. The order of each part found legal, as ids of operations, goes into `orders`,
 * also when others are illegal or unfinished.
 */
export function judge(
  parts: readonly Part[],
  model: Model,
  reductions: Reductions,
  allowance: Allowance,
  orders: Map<Part, Order>,
): Judgement {
  const tooWide: Candidate[] = [];
  let open: Candidate[] = parts
    .map((part, index) => ({ part, index, account: new Account(allowance), search: undefined }))
    .sort((a, b) => a.part.size - b.part.size || a.index - b.index);
  for (let slice = FIRST_SLICE; open.length > 0; slice *= 2) {
    const unfinished: Candidate[] = [];
    for (const [position, candidate] of open.entries()) {
      const search = (candidate.search ??= begin(candidate, model, reductions));
      if (search === undefined) {
        tooWide.push(candidate);
        continue;
      }
      const { progress, refutation } = advance(search, slice, reductions, allowance);
      if (progress === 'illegal') {
        return { kind: 'illegal', part: candidate.part, search: refutation ?? search };
      }
      if (progress === 'legal') {
        orders.set(candidate.part, orderOf(search));
        allowance.partDone();
        candidate.account.close();
        candidate.search = undefined;
      } else unfinished.push(candidate);
      if (progress === 'paused' && allowance.exhausted !== undefined) {
        unfinished.push(...open.slice(position + 1), ...tooWide);
        return unknown(unfinished);
      }
    }
    open = unfinished;
  }
  return tooWide.length > 0 ? unknown(tooWide) : { kind: 'legal' };
}

interface Advance {
  readonly progress: 'legal' | 'illegal' | 'paused';
  /** The search from the middle that refuted the part, if that is what did. */
  readonly refutation?: Search;
}

/** Runs a search for a slice; where it gets no further it is tried to show why from there. */
function advance(
  search: Search,
  slice: number,
  reductions: Reductions,
  allowance: Allowance,
): Advance {
  for (let left = slice; ;) {
    const before = search.visited.size;
    const progress = search.run(left);
    if (progress === 'passed') throw new Error('a search from the start has no window');
    if (progress !== 'stalled') return { progress };
    const spent = search.visited.size - before;
    const refutation = refuteWindow(search, reductions, allowance, 4 * spent + BUDGET_MIN);
    if (refutation !== undefined) return { progress: 'illegal', refutation };
    left = Math.max(0, left - spent);
  }
}

function begin(
  { part, account }: Candidate,
  model: Model,
  reductions: Reductions,
): Search | undefined {
  const columns = compile(part, model, reductions);
  if (columns === undefined) return undefined;
  return new Search(columns, new Transitions(model, columns.kinds, account), reductions, account);
}

function orderOf(search: Search): Int32Array {
  const { columns, transitions } = search;
  const { order } = replay(columns, transitions, search.movesToEnd());
  return Int32Array.from(order, (member) => columns.part.place[member]!);
}

function unknown(unfinished: readonly Candidate[]): Judgement {
  const first = unfinished[0]!;
  return {
    kind: 'unknown',
    part: first.part,
    search: first.search,
  };
}
