/**
 * Sizes of shrunk counterexamples beside the smallest known: what theory or an exhaustive search
 * says, or the smallest that this benchmark itself has seen, whichever is smaller. By detector,
 * because what an invariant sees at once may take clients three more operations to see.
 */

import type { Hit } from './question.js';

/** The median of size over smallest size may be this. */
export const SIZE_RATIO_MAX = 1.5;

/** Operations, faults and late messages of the smallest counterexamples known. */
const SMALLEST: Readonly<Record<string, readonly [number, number, number]>> = {
  'abd/no-write-back': [3, 0, 3],
  'abd/sloppy-quorum': [2, 0, 2],
  'primary-backup/split-brain': [3, 1, 0],
  'raft/stale-leader-read': [2, 1, 0],
  'raft/ack-before-fsync': [2, 1, 0],
  'raft/no-dedup': [2, 0, 1],
  'raft-leases/clock-lease-read': [2, 2, 0],
  'raft-membership/overlapping-changes': [1, 2, 0],
  'chain/read-anywhere': [3, 0, 0],
  'chain/old-tail-answers': [2, 1, 0],
  'chain/head-answers': [2, 0, 0],
  'chain/no-fence': [2, 1, 0],
  'last-writer-wins/wall-clocks': [3, 1, 0],
  'last-writer-wins/dependencies-unchecked': [3, 0, 1],
  'last-writer-wins/session-lost': [2, 0, 1],
  'dynamo/sloppy-quorum': [2, 0, 1],
  'dynamo/tombstone-dropped': [3, 0, 1],
  'cache/no-lease': [3, 0, 1],
  'crdt/counter-summed': [2, 0, 0],
  'crdt/register-tie': [4, 0, 0],
  'two-phase-commit/one-phase': [1, 0, 1],
  'two-phase-commit/decides-alone': [2, 0, 1],
  'two-phase-commit/forgets-decision': [2, 1, 1],
  'counter/no-dedup': [2, 0, 1],
  'counter/ack-before-fsync': [2, 1, 0],
  'unique-ids/reset-on-restart': [2, 1, 0],
  'unique-ids/random-worker': [2, 0, 0],
  'lock-service/wall-clock-lease': [2, 1, 0],
  'broker/resume-at-last-seen': [3, 0, 1],
  'byzantine-register/one-voucher': [1, 1, 0],
  'byzantine-register/crash-quorum': [2, 0, 1],
  'byzantine-register/dissemination-quorum': [2, 1, 1],
  'reliable-broadcast/no-echo': [1, 1, 0],
  'access-control/signature-unchecked': [1, 1, 0],
  'access-control/expiry-unchecked': [1, 1, 0],
  'access-control/revocation-forgotten': [1, 2, 0],
  'access-control/checked-too-late': [2, 1, 0],
};

/** The value below which `share` of the numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function weight({ size }: Hit): number {
  return size === undefined ? 0 : size.operations + size.faults + size.deviations;
}

function byDetector(hits: readonly Hit[]): Map<string, Hit[]> {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits.filter(({ size }) => size !== undefined)) {
    groups.set(hit.detector, [...(groups.get(hit.detector) ?? []), hit]);
  }
  return new Map([...groups].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function smallestOf(name: string, group: readonly Hit[]): readonly [number, number, number] {
  const least = group.reduce((best, hit) => (weight(hit) < weight(best) ? hit : best));
  const { operations = 0, faults = 0, deviations = 0 } = least.size ?? {};
  const known = SMALLEST[name];
  const isKnownSmaller = known !== undefined && known[0] + known[1] + known[2] < weight(least);
  return isKnownSmaller ? known : [operations, faults, deviations];
}

/** Size over smallest size, for each find of each detector. */
export function ratioOf(name: string, hits: readonly Hit[]): number[] {
  return [...byDetector(hits).values()].flatMap((group) => {
    const [operations, faults, deviations] = smallestOf(name, group);
    return group.map((hit) => weight(hit) / (operations + faults + deviations));
  });
}

/** A line a detector: the median size (operations/faults/messages) and the smallest. */
export function sizeLines(name: string, hits: readonly Hit[]): string[] {
  return [...byDetector(hits)].map(([detector, group]) => {
    const ordered = [...group].sort((left, right) => weight(left) - weight(right));
    const { operations, faults, deviations } = ordered[Math.floor(ordered.length / 2)]?.size ?? {
      operations: 0,
      faults: 0,
      deviations: 0,
    };
    const smallest = smallestOf(name, group).join('/');
    const ratio = quantile(ratioOf(name, group), 0.5).toFixed(2);
    return (
      `  by ${detector} (${group.length})`.padEnd(46) +
      `shrunk to ${operations}/${faults}/${deviations}`.padEnd(22) +
      `smallest ${smallest}`.padEnd(18) +
      `ratio ${ratio}`
    );
  });
}
