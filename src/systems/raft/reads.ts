/**
 * Reads without log entries (Ongaro's thesis, section 6.4): the leader notes its commit index, has
 * a majority confirm that it still leads, and answers when that index is applied.
 */

import type { Request } from '../../simulator/node.js';
import type { Leadership } from './leadership.js';
import { ELECTION_US } from './server-state.js';
import type { Ctx, ServerState } from './server-state.js';

/** Answers a read at once, or says that a majority must be asked: it waits in `reads` then. */
export function takeRead(
  ctx: Ctx,
  server: ServerState,
  client: string,
  request: Request,
): 'answered' | 'waits' {
  const leadership = server.leadership as Leadership;
  if (server.has('stale-leader-read') || readsUnderLease(ctx, server, leadership)) {
    ctx.reply(client, request.id, server.machine.read(request));
    return 'answered';
  }
  const round = leadership.nextRound(ctx.monotonicUs());
  // Nothing is known to be committed before the term's first entry is.
  const readIndex = Math.max(server.commitIndex, leadership.firstIndex);
  leadership.reads.add({ client, request, readIndex, round });
  return 'waits';
}

/** Answers the reads for which all is done. */
export function answerReads(ctx: Ctx, server: ServerState, { reads }: Leadership): void {
  if (reads.isEmpty) return;
  const confirmed = server.confirmedRound(server.leadership as Leadership);
  for (const { client, request } of reads.takeReady(confirmed, server.applied)) {
    ctx.reply(client, request.id, server.machine.read(request));
  }
}

/**
 * Section 6.4.1, the mistake: since a majority answered a round, nobody else can be elected for the
 * shortest election timeout, as long as it passes as quickly here as there. No bound on the drift
 * of clocks is known, so it may not.
 */
function readsUnderLease(ctx: Ctx, server: ServerState, leadership: Leadership): boolean {
  if (server.options.standsByLeader !== true) return false;
  if (server.applied < leadership.firstIndex) return false;
  const beganUs = leadership.roundBeganUs(server.confirmedRound(leadership));
  if (ctx.monotonicUs() - beganUs >= ELECTION_US) return false;
  ctx.sometimes('lease held at a read');
  return server.has('clock-lease-read');
}
