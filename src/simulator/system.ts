/**
 * Systems: what is tested. A bundled system is one correct protocol with bug switches; a user's is
 * a node factory.
 */

import type { Profile } from '../scenario/profile.js';
import type { ByzantineBehaviour } from '../scenario/faults/behaviour.js';
import type { Body, Node } from './node.js';

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
  /** The run is over, however it ended: gives back what the nodes took of the host. */
  end?(): void;
  /**
   * Its nodes use machinery of the host that takes ticks of its own, such as streams and `fetch`;
   * then the host has a round of its event loop after each turn, and not its microtasks alone.
   */
  readonly usesHost?: boolean;
  /** Its servers check who asks: requests carry a credential (simulator/credentials.ts). */
  readonly authenticates?: boolean;
  /**
   * A lie of a server that fits its protocol, in place of `body` on its way to `to`; `undefined`
   * for the lie that fits any protocol, `body` itself for the truth.
   */
  byzantine?(
    behaviour: ByzantineBehaviour,
    body: Body,
    to: string,
    random: (bound: number) => number,
  ): Body | undefined;
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
  /**
   * Whether its nodes await anything: then runs take turns of the host's event loop, which is
   * slower.
   */
  readonly asynchronous?: boolean;
  /**
   * Whether every run of an asynchronous system is watched for uses of the host, which is slower;
   * default: the first run of a campaign, and those that are run again.
   */
  readonly strict?: boolean;
  /** All its `sometimes` marks, so that a report can say which were never reached. */
  readonly marks?: readonly string[];
  build(setup: Setup): Cluster;
}
