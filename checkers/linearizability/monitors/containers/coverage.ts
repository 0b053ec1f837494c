/**
 * Where a container may have been empty. A remove that answered `null` took effect in some gap
 * between two events, and then nothing was inside:
 *
 * - No value that was removed is certainly inside: inserted by the gap at the latest (its insert
 *   had returned) and removed after it at the earliest (its remove had not been called).
 * - Values inserted by the gap that no answer names were taken by crashed removes, each by another
 *   one, so that at least as many of these had been called.
 *
 * A gap of which both are true is *free*. That an empty remove overlaps a free gap is necessary
 * whatever the order of the container; for a queue, and without crashed removes for any container,
 * it is sufficient as well.
 */

import { describeValue, reference } from '../../../describe.js';
import type { Part } from '../../part.js';
import type { Refutation } from '../monitor.js';
import type { ContainerValues } from './container-values.js';
import { coverOf, type Cover } from './cover.js';

/** What {@link placeEmpties} found. */
export type EmptyPlaces =
  /** For each of `values.empties` a free gap, the first it overlaps. */
  | { readonly kind: 'placed'; readonly gaps: Int32Array }
  | { readonly kind: 'illegal'; readonly refutation: Refutation };

/**
 * Free gaps for the removes that answered `null`; gap `k` lies between the events of rank `k` and
 * `k` + 1. Illegal by the rule `covered`: groups `[[remove], [operations of the values that cover
 * it]]`, of a value that was never removed the insert alone. Linear, but for the sorting of the
 * evidence.
 */
export function placeEmpties(part: Part, values: ContainerValues): EmptyPlaces {
  const { empties } = values;
  const gaps = new Int32Array(empties.length);
  if (empties.length === 0) return { kind: 'placed', gaps };
  const nextFree = nextFreeGaps(part, values);
  for (let at = 0; at < empties.length; at++) {
    const member = empties[at]!;
    const gap = nextFree[part.call[member]!]!;
    if (gap >= part.return[member]!) {
      return { kind: 'illegal', refutation: covered(part, values, member) };
    }
    gaps[at] = gap;
  }
  return { kind: 'placed', gaps };
}

/** For each gap the first one from there on that is free, `part.ranks` when there is none. */
function nextFreeGaps(part: Part, values: ContainerValues): Int32Array {
  const { insertReturn, removeCall } = values;
  const inside = new Int32Array(part.ranks + 1);
  const surplus = new Int32Array(part.ranks + 1);
  for (let value = 0; value < values.count; value++) {
    const from = insertReturn[value]!;
    if (values.remove[value]! < 0) surplus[from]! += 1;
    else if (from < removeCall[value]!) {
      inside[from]! += 1;
      inside[removeCall[value]!]! -= 1;
    }
  }
  for (const member of values.crashedRemoves) surplus[part.call[member]!]! -= 1;
  for (let gap = 1; gap <= part.ranks; gap++) {
    inside[gap]! += inside[gap - 1]!;
    surplus[gap]! += surplus[gap - 1]!;
  }
  let next = part.ranks;
  for (let gap = part.ranks; gap >= 0; gap--) {
    if (inside[gap] === 0 && surplus[gap]! <= 0) next = gap;
    inside[gap] = next;
  }
  return inside;
}

function covered(part: Part, values: ContainerValues, member: number): Refutation {
  const { cover, members } = coverEvidence(part, values, {
    from: part.call[member]!,
    to: part.return[member]!,
    counts: () => true,
  });
  const name = reference(part.place[member]!);
  const f = part.history.functions[part.f[member]!]!;
  return {
    rule: 'covered',
    groups: [[member], members],
    message: `${f} found nothing, but something was inside all the while`,
    explanation: [
      `${name} found nothing, but from its call to its return something was certainly inside.`,
      ...describeCover(part, values, cover),
    ],
    shown: [member, ...members.slice(0, SHOWN_MAX)],
  };
}

const SHOWN_MAX = 12;

const SENTENCES_MAX = 4;

/** The gaps to cover, and the values that may. */
export interface CoverQuery {
  readonly from: number;
  readonly to: number;
  counts(value: number): boolean;
}

/** A cover that exists, and the members it stands for: of each value insert, then remove. */
export function coverEvidence(
  part: Part,
  values: ContainerValues,
  query: CoverQuery,
): { readonly cover: Cover; readonly members: readonly number[] } {
  const cover = coverOf(part, values, query.from, query.to, (value) => query.counts(value));
  const members: number[] = [];
  for (const value of cover.removed) members.push(values.insert[value]!, values.remove[value]!);
  for (const value of cover.kept) members.push(values.insert[value]!);
  return { cover, members };
}

/** A sentence for each of the first values of a cover. */
export function describeCover(part: Part, values: ContainerValues, cover: Cover): string[] {
  const name = (member: number): string => reference(part.place[member]!);
  const valueOf = (value: number): string =>
    describeValue(part.history.values.valueOf(values.code[value]!));
  const sentences = cover.removed
    .slice(0, SENTENCES_MAX)
    .map(
      (value) =>
        `${valueOf(value)} was inside from the return of ${name(values.insert[value]!)} to the ` +
        `call of ${name(values.remove[value]!)}.`,
    );
  const more = cover.removed.length - SENTENCES_MAX;
  if (more > 0) sentences.push(`${more} more follow upon each other until its return.`);
  const { kept } = cover;
  if (kept.length === 0) return sentences;
  const inserts = kept.slice(0, SENTENCES_MAX).map((value) => name(values.insert[value]!));
  const first = inserts.join(', ') + (kept.length > SENTENCES_MAX ? ' and so on' : '');
  if (kept.length === 1) {
    sentences.push(
      `What ${first} put in was inside from its return on: no answer names it, and no ` +
        `remove without an answer that may have taken it had been called.`,
    );
  } else {
    sentences.push(
      `What ${first} put in (${kept.length} values) no answer names, and after their returns ` +
        `fewer removes without an answer that may have taken them had been called.`,
    );
  }
  return sentences;
}
