/**
 * Log compaction (Ongaro's thesis, chapter 5): each server takes snapshots of what it applied, and
 * one that lags gets the leader's.
 */

import { configurationOf } from './configuration.js';
import { agreesAt, compacted, termAt } from './log.js';
import type { Snapshot } from './messages.js';
import type { Ctx, ServerState } from './server-state.js';

/** Section 5.1: replaces the applied entries by a snapshot, if there are enough of them. */
export function compact(ctx: Ctx, server: ServerState): void {
  const { hard, applied, options } = server;
  if (options.compactAfter === undefined) return;
  if (applied - hard.log.snapshot.index < options.compactAfter) return;
  ctx.sometimes('log compacted');
  server.update(ctx, { ...hard, log: compacted(hard.log, snapshotOf(server)) });
}

function snapshotOf(server: ServerState): Snapshot {
  const { hard, applied, machine, options } = server;
  const { index, members } = configurationOf(hard.log, options.members, applied);
  const { values, sessions } = machine.snapshot();
  return {
    index: applied,
    term: termAt(hard.log, applied),
    members: index === 0 ? undefined : members,
    machine: { values, sessions: server.has('snapshot-without-sessions') ? [] : sessions },
  };
}

/**
 * Figure 5.3, steps 5 to 8: a log that holds the snapshot's last entry keeps what follows it, for
 * the message may be an old one; any other goes as a whole.
 */
export function install(ctx: Ctx, server: ServerState, snapshot: Snapshot): void {
  const { hard } = server;
  const { index, term } = snapshot;
  if (index < hard.log.snapshot.index) return;
  if (agreesAt(hard.log, index, term) && !server.has('snapshot-drops-suffix')) {
    return server.commit(ctx, Math.max(server.commitIndex, index));
  }
  ctx.sometimes('snapshot installed');
  server.update(ctx, { ...hard, log: { snapshot, entries: [] } });
  server.restore();
  ctx.note('snapshot', { index, term });
}
