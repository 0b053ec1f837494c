/**
 * Counts cases and keeps the first of them: a broken database can show a hundred thousand.
 */

import type { Cases } from './register-observation.js';

/** More examples of one anomaly help nobody. */
const EXAMPLES_MAX = 10;

/** Cases while they are collected. */
export class CaseList<Case> implements Cases<Case> {
  count = 0;
  readonly examples: Case[] = [];

  /** Counts a case; it is made only when it is kept. */
  add(make: () => Case): void {
    if (this.count++ < EXAMPLES_MAX) this.examples.push(make());
  }
}
