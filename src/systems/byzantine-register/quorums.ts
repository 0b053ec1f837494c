/**
 * Masking quorum systems (Malkhi and Reiter, "Byzantine Quorum Systems", Distributed Computing 11,
 * 1998, section 5): of n >= 4f + 1 replicas, any two quorums share 2f + 1, so that f + 1 of those
 * that a write reached answer a read truthfully, whatever f liars say.
 */

import { canonicalKey } from '../../history/equality.js';
import { isNewer, INITIAL, type Version } from './messages.js';

/** How many may lie: f. Fewer than 4f + 1 replicas are no less safe, but may not answer. */
const LIARS = 1;

/** Who stores, how many must have answered, and how many must say the same. */
export interface QuorumSystem {
  readonly replicas: readonly string[];
  readonly quorum: number;
  readonly vouchers: number;
}

/** The quorums of a cluster, as they should be or as a mistake has them. */
export function quorumsOf(servers: readonly string[], bugs: ReadonlySet<string>): QuorumSystem {
  const f = LIARS;
  const vouchers = bugs.has('one-voucher') ? 1 : f + 1;
  if (bugs.has('crash-quorum')) {
    return { replicas: servers, quorum: Math.floor(servers.length / 2) + 1, vouchers };
  }
  if (bugs.has('dissemination-quorum')) {
    // Enough where values are signed: two quorums share f + 1.
    return { replicas: servers.slice(0, 3 * f + 1), quorum: 2 * f + 1, vouchers };
  }
  return { replicas: servers, quorum: Math.ceil((servers.length + 2 * f + 1) / 2), vouchers };
}

/**
 * The newest version that so many answers hold, alike to the letter; with more than f of them one
 * is honest. The initial version needs none. Linear in the versions, times their sizes.
 */
export function newestVouched(answers: Iterable<readonly Version[]>, vouchers: number): Version {
  const counts = new Map<string, number>();
  let best = INITIAL;
  for (const versions of answers) {
    for (const [text, version] of distinct(versions)) {
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      if (count >= vouchers && isNewer(version.timestamp, best.timestamp)) best = version;
    }
  }
  return best;
}

/** The versions of one answer; what has not the form of a version is left out. */
export function versionsOf(claimed: unknown): Version[] {
  return Array.isArray(claimed) ? claimed.filter(isVersion) : [];
}

function distinct(versions: readonly Version[]): Map<string, Version> {
  return new Map(versions.map((version) => [textOf(version), version]));
}

function textOf({ timestamp: { number, writer }, value }: Version): string {
  return `${number} ${JSON.stringify(writer)} ${canonicalKey(value)}`;
}

function isVersion(claimed: unknown): claimed is Version {
  if (typeof claimed !== 'object' || claimed === null) return false;
  const { timestamp, value } = claimed as Partial<Version>;
  if (typeof timestamp !== 'object' || timestamp === null || value === undefined) return false;
  return Number.isSafeInteger(timestamp.number) && typeof timestamp.writer === 'string';
}
