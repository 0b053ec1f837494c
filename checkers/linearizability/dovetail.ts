/**
 * Judges the parts of a history side by side: smallest first, in rounds whose budget for each part
 * doubles. One part that is easily shown illegal decides the history, even when another would take
 * for ever; total work is at most about twice that of the order that would have been best, times
 * the number of parts.
 */

import type { Model } from '../model.js';
import { Account, type Allowance } from './allowance.js';
import { compile } from './columns.js';
import type { Part } from './partition.js';
import { replay } from './path.js';
import type { Reductions } from './reductions.js';
import { Search } from './search.js';
import { Transitions } from './transitions.js';

const FIRST_SLICE = 1000;

/**
 * What is known of the parts when judging ended: one illegal part, or an order for each, or some
 * unfinished.
 */
export type Judgement =
  | { readonly kind: 'legal'; readonly orders: readonly (readonly number[])[] }
  | { readonly kind: 'illegal'; readonly part: Part; readonly search: Search }
  | {
      readonly kind: 'unknown';
      readonly legalParts: number;
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
 * Judges `parts`; the orders of a legal judgement hold ids of operations and follow the order of
 * `parts`.
 */
export function judge(
  parts: readonly Part[],
  model: Model,
  reductions: Reductions,
  allowance: Allowance,
): Judgement {
  const orders: (readonly number[])[] = parts.map(() => []);
  const tooWide: Candidate[] = [];
  let open: Candidate[] = parts
    .map((part, index) => ({ part, index, account: new Account(allowance), search: undefined }))
    .sort((a, b) => a.part.members.length - b.part.members.length || a.index - b.index);
  for (let slice = FIRST_SLICE; open.length > 0; slice *= 2) {
    const unfinished: Candidate[] = [];
    for (const [position, candidate] of open.entries()) {
      const search = (candidate.search ??= begin(candidate, model, reductions));
      if (search === undefined) {
        tooWide.push(candidate);
        continue;
      }
      const progress = search.run(slice);
      if (progress === 'illegal') return { kind: 'illegal', part: candidate.part, search };
      if (progress === 'legal') {
        orders[candidate.index] = orderOf(search);
        candidate.account.close();
        candidate.search = undefined;
      } else unfinished.push(candidate);
      if (progress === 'paused' && allowance.exhausted !== undefined) {
        unfinished.push(...open.slice(position + 1), ...tooWide);
        return unknown(unfinished, parts.length);
      }
    }
    open = unfinished;
  }
  return tooWide.length > 0 ? unknown(tooWide, parts.length) : { kind: 'legal', orders };
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

function orderOf(search: Search): number[] {
  const { columns, transitions } = search;
  const { order } = replay(columns, transitions, search.movesToEnd());
  return order.map((member) => columns.members[member]!.operation.id);
}

function unknown(unfinished: readonly Candidate[], partCount: number): Judgement {
  const first = unfinished[0]!;
  return {
    kind: 'unknown',
    legalParts: partCount - unfinished.length,
    part: first.part,
    search: first.search,
  };
}
