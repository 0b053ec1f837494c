/**
 * Which operations may run now: those whose accounts no earlier one wants (conservative two-phase
 * locking, Bernstein, Hadzilacos, Goodman 1987, section 3.5). Otherwise transactions that refuse to
 * wait for each other's locks could keep each other from ending for ever.
 */

import type { Request } from '../../simulator/node.js';

/** An operation and who asked for it. */
export interface Asked {
  readonly client: string;
  readonly request: Request;
}

interface Entry extends Asked {
  readonly accounts: readonly string[];
  started: boolean;
}

/** Operations in the order in which they came. Linear in what the open ones want. */
export class Schedule {
  private entries: Entry[] = [];

  has(operation: number): boolean {
    return this.entries.some(({ request }) => request.id === operation);
  }

  /** Takes up one more; answers which may start now. */
  add(asked: Asked, accounts: readonly string[]): Asked[] {
    this.entries.push({ ...asked, accounts, started: false });
    return this.next();
  }

  /** One has ended; answers which may start now. */
  end(operation: number): Asked[] {
    this.entries = this.entries.filter(({ request }) => request.id !== operation);
    return this.next();
  }

  private next(): Asked[] {
    const wanted = new Set<string>();
    return this.entries.filter((entry) => {
      const isFree = entry.accounts.every((account) => !wanted.has(account));
      for (const account of entry.accounts) wanted.add(account);
      if (entry.started || !isFree) return false;
      entry.started = true;
      return true;
    });
  }
}
