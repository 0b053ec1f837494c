/**
 * Nobody acts without the right to: an operation that was asked with a forged or expired credential
 * must not succeed, nor one with a revoked credential that began after a server had noted that the
 * revocation is in force (`ctx.note('revoked', { principal, serial })`). Until then a revocation
 * travels like any other data, and how long that takes is the system's to say.
 */

import type { Trace, TraceRecord } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';

const NAME = 'authorized-only';

/** An operation that must not succeed, and where the trace says why. */
interface Suspect {
  readonly at: number;
  readonly client: string;
  readonly state: string;
}

/** The last change of each principal that a server noted. */
type Rights = Map<unknown, { readonly isRevoked: boolean; readonly order: number }>;

/** Judges by the trace's records of spoiled credentials; linear; legal where there are none. */
export const authorizedOnly: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const suspects = new Map<number, Suspect>();
  const rights: Rights = new Map();
  let judged = 0;
  for (let at = 0; at < trace.length; at++) {
    const record = trace.record(at);
    if (record.kind === 'note') {
      const restored = noteRight(trace, record, rights);
      // Asked while the right was revoked, decided when it was back.
      for (const [id, { client, state }] of suspects) {
        if (client === restored && state === 'revoked') suspects.delete(id);
      }
    } else if (record.kind === 'credential') {
      const state = record.name.slice(record.name.lastIndexOf(' ') + 1);
      if (state === 'revoked' && rights.get(record.node)?.isRevoked !== true) continue;
      judged++;
      suspects.set(record.id, { at, client: record.node, state });
    } else if (record.kind === 'complete' && record.name === 'ok') {
      const suspect = suspects.get(record.id);
      if (suspect !== undefined) return illegal(suspect, at, record, judged);
    }
  }
  const certificate = { kind: 'witness', operations: [], records: [] } as const;
  return { ...base(judged), kind: 'legal', certificate };
}

/** Whose right is in force again, if the note says so; older changes than the last are no news. */
function noteRight(trace: Trace, { name, id }: TraceRecord, rights: Rights): unknown {
  if (name !== 'revoked' && name !== 'restored') return undefined;
  const { principal, serial } = trace.notes[id]?.data ?? {};
  const order = typeof serial === 'number' ? serial : Number.POSITIVE_INFINITY;
  if (order < (rights.get(principal)?.order ?? 0)) return undefined;
  rights.set(principal, { isRevoked: name === 'revoked', order });
  return name === 'restored' ? principal : undefined;
}

function illegal(suspect: Suspect, at: number, record: TraceRecord, judged: number): Verdict {
  const { client, state } = suspect;
  const anomaly = {
    kind: 'unauthorized-operation',
    message: `an operation of ${client} with ${A_STATE[state] ?? state} credential succeeded`,
    operations: [],
    explanation: [
      `${client} asked with ${A_STATE[state] ?? state} credential.`,
      `At ${record.atUs / 1000} ms the operation succeeded, and should have been refused.`,
    ],
  };
  const certificate = { kind: 'witness', operations: [], records: [suspect.at, at] } as const;
  return { ...base(judged), kind: 'illegal', anomalies: [anomaly], certificate };
}

const A_STATE: Readonly<Record<string, string>> = {
  forged: 'a forged',
  expired: 'an expired',
  revoked: 'a revoked',
};

function base(judged: number): Pick<Verdict, 'checker' | 'algorithm' | 'effort'> {
  const effort = { judged, configurations: 0 };
  return { checker: NAME, algorithm: 'one pass over the trace', effort };
}
