/**
 * Systems: what is tested. A bundled system is one correct protocol with bug switches; a user's is
 * a node factory.
 */

import type { Profile } from '../scenario/profile.js';
import type { Node } from './node.js';

/** Turns one correct line into a classical mistake. */
export interface BugSwitch {
  readonly name: string;
  /** One line: what the mistake is. */
  readonly summary: string;
  /** Hard to find: needs a rare schedule. */
  readonly hard?: boolean;
}

/** What a system is told when a run builds it. */
export interface Setup {
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** Names of the switches that are on. */
  readonly bugs: ReadonlySet<string>;
  /** What clients will ask; for systems whose functions mean different things in each. */
  readonly workload: string;
}

/** The nodes of one run. */
export interface Cluster {
  /** A fresh server, at the start and after each crash. */
  server(name: string): Node;
  /**
   * The client side of the protocol; default: sends each request to one server and retries
   * elsewhere.
   */
  client?(name: string): Node;
}

/** A protocol under test: how to build it, what can be broken in it, what to draw for it. */
export interface System {
  readonly name: string;
  /** One line for `skerry list systems`. */
  readonly summary: string;
  /** Paper and section. */
  readonly source: string;
  readonly bugs: readonly BugSwitch[];
  /** Names of the workloads it serves, the default first. */
  readonly workloads: readonly string[];
  /** The one default profile, whatever bug is on. */
  readonly profile: Profile;
  build(setup: Setup): Cluster;
}
