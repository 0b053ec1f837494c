/**
 * Verifies a legal verdict: each order holds every operation that must have happened once, none
 * that cannot have, agrees with real time, and replays. Linear in the history.
 */

import type { Operation } from '../../src/history/operation.js';
import type { LinearizationCertificate, Order } from '../certificate.js';
import { partName, type PartedHistory, type VerifiedPart } from './parts.js';
import type { Problem, Replay, Specification } from './specification.js';

/** A wrong order may be wrong a million times; nobody reads more than a few. */
const PROBLEMS_MAX = 100;

/**
 * The problems of the orders in `certificate`, 100 at most; it must have one order for each part.
 */
export function verifyLinearization(
  history: PartedHistory,
  certificate: LinearizationCertificate,
  specification: Specification,
): Problem[] {
  const orders = new Orders(history, specification);
  const seen = new Set<string>();
  for (const { key, order } of certificate.parts) {
    const name = partName(key);
    if (seen.has(name)) orders.report(`there are two orders for part ${name}`);
    else orders.verify(history.parts.get(name), order);
    seen.add(name);
  }
  for (const [name, { operations }] of history.parts) {
    if (seen.has(name)) continue;
    if (operations.some(({ outcome }) => outcome !== 'info')) {
      orders.report(`there is no order for part ${name}`);
    }
  }
  return orders.problems;
}

class Orders {
  readonly problems: Problem[] = [];
  readonly #history: PartedHistory;
  readonly #specification: Specification;
  /** By place, 1 for what some order has had. */
  readonly #isPlaced: Uint8Array;

  constructor(history: PartedHistory, specification: Specification) {
    this.#history = history;
    this.#specification = specification;
    this.#isPlaced = new Uint8Array(history.operations.length);
  }

  report(message: string): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ message });
  }

  /** Compares the order with its part; without a part nothing may be in it. */
  verify(part: VerifiedPart | undefined, order: Order): void {
    const walk = new Walk(part, this.#specification, (message) => this.report(message));
    for (let at = 0; at < order.length; at++) {
      const id = order[at]!;
      const place = part === undefined ? undefined : this.#history.placeOf(id, part);
      if (place === undefined) {
        this.report(`#${id} does not belong into the order`);
      } else if (this.#isPlaced[place] === 1) {
        this.report(`#${id} is in the order twice`);
      } else {
        this.#isPlaced[place] = 1;
        walk.take(this.#history.operations[place]!);
      }
    }
    if (part !== undefined) this.#reportMissing(part);
  }

  #reportMissing(part: VerifiedPart): void {
    for (const { id, outcome } of part.operations) {
      if (outcome !== 'info' && this.#isPlaced[this.#history.placeOf(id, part)!] === 0) {
        this.report(`#${id} happened but is not in the order`);
      }
    }
  }
}

/** Follows an order, operation after operation. */
class Walk {
  readonly #failureOf: VerifiedPart['failureOf'];
  readonly #report: (message: string) => void;
  readonly #replay: Replay;
  #isBroken = false;
  /** The operation called last so far. */
  #latest: Operation | undefined;

  constructor(
    part: VerifiedPart | undefined,
    specification: Specification,
    report: (message: string) => void,
  ) {
    this.#failureOf = part?.failureOf ?? (() => undefined);
    this.#report = report;
    this.#replay = specification.replay?.() ?? replayByApply(specification);
  }

  take(operation: Operation): void {
    // No operation may stand after one that was called when it had returned.
    const latest = this.#latest;
    if (latest !== undefined && operation.return < latest.call) {
      this.#report(`#${operation.id} returned before #${latest.id} was called`);
    }
    if (latest === undefined || operation.call > latest.call) this.#latest = operation;
    if (this.#isBroken || this.#replay.take(operation, this.#failureOf(operation))) return;
    // The state is no longer known, so what follows cannot be replayed.
    this.#isBroken = true;
    this.#report(`#${operation.id} contradicts ${this.#replay.text()}`);
  }
}

function replayByApply(specification: Specification): Replay {
  let state = specification.initial;
  return {
    take(operation, failure) {
      const next = specification.apply(state, operation, failure);
      if (next === undefined) return false;
      state = next;
      return true;
    },
    text: () => specification.text(state),
  };
}
