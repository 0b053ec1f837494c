/**
 * The bundled systems, in the order of the help text; the first is what `skerry run` tests by
 * default.
 */

import type { System } from '../simulator/system.js';
import { abd } from './abd.js';
import { accessControl } from './access-control.js';
import { broker } from './broker/broker.js';
import { byzantineRegister } from './byzantine-register/byzantine-register.js';
import { cache } from './cache/cache.js';
import { chain } from './chain/chain.js';
import { counterService } from './counter-service.js';
import { crdt } from './crdt/crdt.js';
import { dynamo } from './dynamo/dynamo.js';
import { lastWriterWins } from './last-writer-wins/last-writer-wins.js';
import { lockService } from './lock-service/lock-service.js';
import { primaryBackup } from './primary-backup/primary-backup.js';
import { raft } from './raft/raft.js';
import { raftLeases } from './raft/raft-leases.js';
import { raftMembership } from './raft/raft-membership.js';
import { raftSnapshots } from './raft/raft-snapshots.js';
import { reliableBroadcast } from './reliable-broadcast.js';
import { transactionalStore } from './transactional-store/transactional-store.js';
import { twoPhaseCommit } from './two-phase-commit/two-phase-commit.js';
import { uniqueIdGenerator } from './unique-ids.js';

export { abd } from './abd.js';
export { accessControl } from './access-control.js';
export { broker } from './broker/broker.js';
export { byzantineRegister } from './byzantine-register/byzantine-register.js';
export { cache } from './cache/cache.js';
export { chain } from './chain/chain.js';
export { counterService } from './counter-service.js';
export { crdt } from './crdt/crdt.js';
export { dynamo } from './dynamo/dynamo.js';
export { lastWriterWins } from './last-writer-wins/last-writer-wins.js';
export { lockService } from './lock-service/lock-service.js';
export { primaryBackup } from './primary-backup/primary-backup.js';
export { raft } from './raft/raft.js';
export { raftLeases } from './raft/raft-leases.js';
export { raftMembership } from './raft/raft-membership.js';
export { raftSnapshots } from './raft/raft-snapshots.js';
export { recordStore, type RecordOptions } from './transactional-store/record.js';
export { reliableBroadcast } from './reliable-broadcast.js';
export { transactionalStore } from './transactional-store/transactional-store.js';
export { twoPhaseCommit } from './two-phase-commit/two-phase-commit.js';
export { uniqueIdGenerator } from './unique-ids.js';

/** Every bundled system. */
export const systems: readonly System[] = [
  abd,
  primaryBackup,
  raft,
  raftMembership,
  raftSnapshots,
  raftLeases,
  transactionalStore,
  counterService,
  uniqueIdGenerator,
  lockService,
  twoPhaseCommit,
  broker,
  byzantineRegister,
  reliableBroadcast,
  chain,
  dynamo,
  lastWriterWins,
  cache,
  crdt,
  accessControl,
];
