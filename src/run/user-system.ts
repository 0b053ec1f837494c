/**
 * A user's own cluster as a system: a node factory and a workload are enough, everything else has a
 * default.
 */

import type { FaultKind } from '../scenario/fault.js';
import type { Profile } from '../scenario/profile.js';
import { processCluster } from '../processes/process-cluster.js';
import type { ClientProgram, Program } from '../processes/program.js';
import type { AsyncNode } from '../simulator/asynchronous/node.js';
import type { Node } from '../simulator/node.js';
import type { BugSwitch, Cluster, Setup, System } from '../simulator/system.js';
import type { RunWorkload } from './workload.js';

/** What a user says of any cluster of their own. */
interface AnyCluster {
  /** For reports and the names of files; default `cluster`. */
  readonly name?: string;
  /** How many servers: n0, n1, ... */
  readonly nodes: number;
  readonly workload: RunWorkload;
  /** Mistakes that `setup.bugs` can switch on. */
  readonly bugs?: readonly BugSwitch[];
  /** Differences from {@link USER_PROFILE}, or from {@link PROGRAM_PROFILE}. */
  readonly profile?: Partial<Omit<Profile, 'servers'>>;
}

/** A cluster of nodes that know the simulator: they act through their context alone. */
export interface UserCluster extends AnyCluster {
  /**
   * A fresh server, at the start and after each crash; keep nothing outside of it but `ctx.disk`.
   */
  readonly node: (name: string, setup: Setup) => Node | AsyncNode;
  /**
   * The client side; default: sends each request to one server and, unanswered, again to the next.
   */
  readonly client?: (name: string, setup: Setup) => Node | AsyncNode;
  /** Whether any of its handlers awaits something; default false, which is faster. */
  readonly asynchronous?: boolean;
}

/** A cluster of programs that know nothing of the simulator: it takes the place of their host. */
export interface ProgramCluster extends AnyCluster {
  /** Starts a server, at the beginning and again after each crash. */
  readonly program: Program;
  /** Serves one operation by `fetch`; default: a `POST /<function>` to one server. */
  readonly client?: ClientProgram;
  /**
   * Whether every run is watched for uses of the host; default: the first of a campaign, and those
   * that fail.
   */
  readonly strict?: boolean;
}

/** Size of the largest cluster that is simulated. */
const NODES_MAX = 100;

/**
 * Scenarios for a cluster nobody knows: medium load, and every kind of fault that a correct one
 * survives. Clocks keep time; a system that reads them may ask for their faults with `faults: [...,
 * 'clock-jump']`.
 */
export const USER_PROFILE: Omit<Profile, 'servers'> = {
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 2 },
  operations: { min: 10, max: 60 },
  loadUs: { min: 50_000, max: 1_000_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 8_000 },
    { kind: 'uniform', minUs: 500, maxUs: 20_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 30_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 5_000 },
  faults: { min: 1, max: 6 },
  clientsPartedPpm: 500_000,
  faultUs: { min: 5_000, max: 200_000 },
  faultWeights: {
    partition: 5,
    'one-way': 2,
    'client-link': 2,
    delay: 1,
    loss: 1,
    duplication: 1,
    reordering: 1,
    crash: 5,
    pause: 2,
    slow: 1,
  },
};

/** Scenarios for programs: their connections double nothing. */
export const PROGRAM_PROFILE: Omit<Profile, 'servers'> = {
  ...USER_PROFILE,
  duplicationPpm: { min: 0, max: 0 },
  faultWeights: { ...USER_PROFILE.faultWeights, duplication: 0 },
};

/**
 * The system that a user's cluster is.
 * @throws TypeError when it has no whole number of nodes, or more than a hundred.
 */
export function systemOf(
  cluster: UserCluster | ProgramCluster,
  workload: RunWorkload = cluster.workload,
): System {
  const { name = 'cluster', nodes, bugs = [], profile = {} } = cluster;
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > NODES_MAX) {
    throw new TypeError(`a cluster has 1 to ${NODES_MAX} nodes, not ${String(nodes)}`);
  }
  const defaults = 'program' in cluster ? PROGRAM_PROFILE : USER_PROFILE;
  return {
    name,
    summary: `a cluster of ${nodes}`,
    source: '',
    bugs,
    workloads: [workload.name],
    profile: { ...defaults, ...profile, servers: [nodes] },
    asynchronous: 'program' in cluster || cluster.asynchronous === true,
    ...('program' in cluster ? { strict: cluster.strict === true } : {}),
    build: (setup) => built(cluster, setup),
  };
}

function built(cluster: UserCluster | ProgramCluster, setup: Setup): Cluster {
  if ('program' in cluster) {
    return processCluster({ server: (node) => cluster.program(node), client: cluster.client });
  }
  return {
    server: (name) => cluster.node(name, setup),
    ...(cluster.client === undefined
      ? {}
      : { client: (name: string) => cluster.client?.(name, setup) as Node }),
  };
}

/**
 * The profile with these faults only, each as heavy as it was, or 1; none at all for an empty list.
 */
export function withFaults(profile: Profile, kinds: readonly FaultKind[]): Profile {
  const none = { min: 0, max: 0 };
  if (kinds.length === 0) {
    return { ...profile, faults: none, lossPpm: none, duplicationPpm: none };
  }
  const lossPpm = kinds.includes('loss') ? profile.lossPpm : none;
  const duplicationPpm = kinds.includes('duplication') ? profile.duplicationPpm : none;
  const weights = kinds.map((kind) => [kind, profile.faultWeights[kind] || 1] as const);
  const faults = { min: Math.max(1, profile.faults.min), max: Math.max(1, profile.faults.max) };
  return { ...profile, faults, lossPpm, duplicationPpm, faultWeights: Object.fromEntries(weights) };
}
