/**
 * The bundled systems, in the order of the help text; the first is what `skerry run` tests by
 * default.
 */

import type { System } from '../simulator/system.js';
import { abd } from './abd.js';
import { primaryBackup } from './primary-backup/primary-backup.js';
import { raft } from './raft/raft.js';
import { transactionalStore } from './transactional-store/transactional-store.js';

export { abd } from './abd.js';
export { primaryBackup } from './primary-backup/primary-backup.js';
export { raft } from './raft/raft.js';
export { recordStore, type RecordOptions } from './transactional-store/record.js';
export { transactionalStore } from './transactional-store/transactional-store.js';

/** Every bundled system. */
export const systems: readonly System[] = [abd, primaryBackup, raft, transactionalStore];
