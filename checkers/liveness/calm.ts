/**
 * Whether anything is wrong with the world at a point of a trace: a fault acts, a node is down or
 * stands still, a message was lost, doubled, changed or is very late, a disk refused. Read from the
 * trace alone, so that it holds for any scenario, a shrunk one included.
 */

import type { RecordKind, TraceRecord } from '../../src/trace/trace.js';

/** Records of trouble that is over at once. */
const INCIDENTS: ReadonlySet<RecordKind> = new Set([
  'drop',
  'duplicate',
  'change',
  'repeat',
  'forge',
  'hold',
  'credential',
  'admin',
  'stopped',
  'refuse',
  'disk-error',
  'damage',
]);

/** No network that is well takes so long for a message. */
const LATE_US = 100_000;

/** Follows a trace, record by record. */
export class Calm {
  private readonly acting = new Set<string>();
  private readonly away = new Set<string>();
  private lateUntilUs = 0;

  /** Takes the next record; answers whether all has been well in it, and is well after it. */
  follow(record: TraceRecord): boolean {
    const { atUs, kind, node, name, detail } = record;
    const isIncident = INCIDENTS.has(kind);
    if (kind === 'fault-begin') this.acting.add(name);
    else if (kind === 'fault-end') this.acting.delete(name);
    else if (kind === 'crash' || kind === 'pause') this.away.add(node);
    else if (kind === 'restart' || kind === 'resume') this.away.delete(node);
    else if (kind === 'send' && detail > LATE_US) {
      this.lateUntilUs = Math.max(this.lateUntilUs, atUs + detail);
    }
    const isWell = this.acting.size === 0 && this.away.size === 0 && atUs >= this.lateUntilUs;
    return isWell && !isIncident;
  }
}
