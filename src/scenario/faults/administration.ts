/**
 * What operators do to a running cluster: change its membership, move, configure, upgrade and
 * restore its servers.
 */

import * as z from 'zod';
import type { FaultInfo } from './info.js';
import { microseconds, server, windowFields } from './window.js';
import type { Window } from './window.js';

/** An operator tells all servers that `node` is to join or to leave, or `by` to take its place. */
export interface MembershipFault extends Window {
  readonly kind: 'membership';
  readonly node: string;
  readonly change: 'add' | 'remove' | 'replace';
  /** For `replace`: the server that joins. */
  readonly by?: string;
}

/**
 * At one time one operator tells the first of `nodes` to add or remove `node`, and another tells
 * the second to add or remove `by`.
 */
export interface AdministratorsFault extends Window {
  readonly kind: 'administrators';
  readonly nodes: readonly string[];
  readonly changes: readonly ('add' | 'remove')[];
  readonly node: string;
  readonly by: string;
}

/**
 * The server moves to a new address. What a node sends to the old one is lost, until it next hears
 * from the server or the window ends.
 */
export interface ReaddressFault extends Window {
  readonly kind: 'readdress';
  readonly node: string;
}

/** The server's setting of this name (`*`: each one) is `ppm` larger, or (negative) smaller. */
export interface ConfigDriftFault extends Window {
  readonly kind: 'config-drift';
  readonly node: string;
  readonly setting: string;
  readonly ppm: number;
}

/**
 * One server after the other, `everyUs` apart, restarts with another version of its software; when
 * the window ends, those that are left.
 */
export interface UpgradeFault extends Window {
  readonly kind: 'upgrade';
  readonly nodes: readonly string[];
  readonly version: number;
  readonly everyUs: number;
}

/**
 * The server goes down, its disk is put back to what was durable `ageUs` before, and it restarts
 * when the window ends.
 */
export interface RestoreBackupFault extends Window {
  readonly kind: 'restore-backup';
  readonly node: string;
  readonly ageUs: number;
}

/** What operators do. */
export type AdministrationFault =
  | MembershipFault
  | AdministratorsFault
  | ReaddressFault
  | ConfigDriftFault
  | UpgradeFault
  | RestoreBackupFault;

/** Their schemas. */
export const administrationFaultSchemas: readonly z.ZodObject[] = [
  z.strictObject({
    ...windowFields,
    kind: z.literal('membership'),
    node: server,
    change: z.enum(['add', 'remove', 'replace']),
    by: server.optional(),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('administrators'),
    nodes: z.array(server),
    changes: z.array(z.enum(['add', 'remove'])),
    node: server,
    by: server,
  }),
  z.strictObject({ ...windowFields, kind: z.literal('readdress'), node: server }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('config-drift'),
    node: server,
    setting: z.string().min(1),
    ppm: z.int().min(-1_000_000).max(9_000_000),
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('upgrade'),
    nodes: z.array(server),
    version: z.int().min(1),
    everyUs: microseconds,
  }),
  z.strictObject({
    ...windowFields,
    kind: z.literal('restore-backup'),
    node: server,
    ageUs: microseconds,
  }),
];

const TOPOLOGY = "the topology doesn't change";
const ONE_ADMINISTRATOR = 'there is one administrator';

/** Them in words. */
export const administrationFaultInfos: Readonly<Record<AdministrationFault['kind'], FaultInfo>> = {
  membership: {
    summary: 'an operator adds, removes or replaces a server',
    notion: TOPOLOGY,
    parameters: {
      node: 'the server that joins or leaves',
      change: 'add, remove or replace',
      by: 'for replace: the server that joins',
    },
  },
  administrators: {
    summary: 'two operators change the membership at two servers at one time',
    notion: ONE_ADMINISTRATOR,
    parameters: {
      nodes: 'the two servers that are told',
      changes: 'what each is told: add or remove',
      node: 'whom the first is to add or remove',
      by: 'whom the second is to add or remove',
    },
  },
  readdress: {
    summary: 'a server moves; what is sent to its old address is lost',
    notion: TOPOLOGY,
    parameters: { node: 'the server; who hears from it knows the new address' },
  },
  'config-drift': {
    summary: "a server's settings differ from those of the others",
    notion: ONE_ADMINISTRATOR,
    parameters: {
      node: 'the server',
      setting: 'the name of the setting, or * for each',
      ppm: 'larger or (negative) smaller, per million',
    },
  },
  upgrade: {
    summary: 'servers restart with another version, one after the other',
    notion: ONE_ADMINISTRATOR,
    parameters: {
      nodes: 'the servers, in order',
      version: 'the version that they run then',
      everyUs: 'so long between two restarts; the rest when the fault ends',
    },
  },
  'restore-backup': {
    summary: "a server's disk is put back to an old backup",
    notion: ONE_ADMINISTRATOR,
    parameters: { node: 'the server; it restarts when the fault ends', ageUs: 'age of the backup' },
  },
};
