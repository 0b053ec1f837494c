/**
 * The state of one search: the smallest failing scenario so far, the budget, the cache, and the
 * dice. Greedy: a candidate that fails and costs less becomes the current scenario.
 */

import { canonicalKey } from '../history/equality.js';
import { deriveSeed } from '../scenario/randomness.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { compareCost, isLeftToChance } from './cost.js';
import type { ShrinkOracle } from './oracle.js';
import { START } from './passes/pass.js';
import type { Pass, PassSettings, Position } from './passes/pass.js';
import { scenarioSize } from './size.js';
import type { ScenarioSize } from './size.js';

/** The budget, and whom to tell. */
export interface SearchOptions {
  readonly simulationsMax: number;
  /** Schedules tried for a small candidate, times the rerolls its pass is worth. */
  readonly schedules: number;
  readonly serversMin: number;
  readonly shouldStop: (() => boolean) | undefined;
  readonly onProgress: ((size: ScenarioSize) => void) | undefined;
}

/** One accepted step. */
export interface ShrinkStep {
  readonly pass: string;
  readonly size: ScenarioSize;
  /** Simulations spent when it was accepted. */
  readonly simulations: number;
}

/** Larger candidates are worth one simulation only. */
const REROLLED_OPERATIONS_MAX = 40;

/** Larger scenarios are neither met twice nor cheap to keep. */
const CACHED_OPERATIONS_MAX = 100;

/** One search: greedy, deterministic, and never over its budget. */
export class Search {
  simulations = 0;
  readonly log: ShrinkStep[] = [];
  private readonly known = new Map<string, boolean>();
  private readonly settings: PassSettings;
  /** Kept back for the last sweep. */
  private reserve = 0;
  private stopped = false;
  /** How many branches deep the search is. */
  private branches = 0;
  /** Whether the system itself throws dice, once known. */
  private throwsDice: boolean | undefined;

  constructor(
    public current: Scenario,
    private readonly oracle: ShrinkOracle,
    private readonly options: SearchOptions,
  ) {
    this.settings = { simplify: oracle.simplify, serversMin: options.serversMin };
  }

  /** No simulation is left, but for the last sweep. */
  get isSpent(): boolean {
    if (!this.stopped && this.options.shouldStop?.() === true) this.stopped = true;
    return this.stopped || this.simulations >= this.options.simulationsMax - this.reserve;
  }

  /** How many schedules are tried where only other dice can help. */
  get schedulesMax(): number {
    return 4 * this.options.schedules;
  }

  /**
   * Keeps enough simulations back for the last sweep over a scenario of the current size, if it is
   * a small part.
   */
  keepReserve(): void {
    const { program, faults, deviations } = this.current;
    const sweep = program.length + faults.length + deviations.length;
    this.reserve = sweep * 4 <= this.options.simulationsMax ? sweep : 0;
  }

  spendReserve(): void {
    this.reserve = 0;
  }

  /** Runs a pass to its end; whether it got anywhere. */
  async run(pass: Pass): Promise<boolean> {
    let position: Position | undefined = START;
    let progress = false;
    while (position !== undefined && !this.isSpent) {
      position = await this.advance(pass, position);
      if (position !== undefined) progress = true;
    }
    return progress;
  }

  /** Runs passes one after the other; whether any got anywhere. */
  async runAll(passes: readonly Pass[]): Promise<boolean> {
    let progress = false;
    for (const pass of passes) if (await this.run(pass)) progress = true;
    return progress;
  }

  /**
   * Accepts the candidate if it is cheaper and fails, under one of some other seeds if it is worth
   * `rerolls`.
   */
  async attempt(name: string, candidate: Scenario, rerolls = 0): Promise<boolean> {
    if (compareCost(candidate, this.current, this.oracle.simplify) >= 0) return false;
    const witness = await this.witness(candidate, rerolls);
    if (witness === undefined) return false;
    this.accept(name, witness);
    return true;
  }

  /**
   * Takes a step that may cost more, goes on from there, and goes back unless the end is cheaper.
   */
  async branch(name: string, start: Scenario, goOn: () => Promise<unknown>): Promise<boolean> {
    const before = this.current;
    const steps = this.log.length;
    if (!(await this.fails(start))) return false;
    this.branches++;
    this.accept(name, start);
    await goOn();
    this.branches--;
    if (compareCost(this.current, before, this.oracle.simplify) < 0) {
      this.report();
      return true;
    }
    this.current = before;
    this.log.length = steps;
    return false;
  }

  /** Whether this very scenario is known to fail. */
  async fails(scenario: Scenario): Promise<boolean> {
    return (await this.answer(scenario)) === true;
  }

  /**
   * Whether this very scenario fails; costs one simulation unless it is known. `undefined`: none is
   * left.
   */
  async answer(scenario: Scenario): Promise<boolean | undefined> {
    const key = scenario.program.length <= CACHED_OPERATIONS_MAX ? keyOf(scenario) : undefined;
    const known = key === undefined ? undefined : this.known.get(key);
    if (known !== undefined) return known;
    if (this.isSpent) return undefined;
    this.simulations++;
    const answer = await this.oracle.reproduces(scenario);
    if (key !== undefined) this.known.set(key, answer);
    return answer;
  }

  /** The messages of a run; none when the budget is spent. */
  async postings(scenario: Scenario): Promise<readonly Posting[]> {
    if (this.isSpent) return [];
    this.simulations++;
    return await this.oracle.postings(scenario);
  }

  /** For steps outside of passes; `scenario` must be known to fail. */
  accept(name: string, scenario: Scenario): void {
    this.current = scenario;
    this.log.push({ pass: name, size: scenarioSize(scenario), simulations: this.simulations });
    this.report();
  }

  /** What happens in a branch may yet be forgotten. */
  private report(): void {
    if (this.branches === 0) this.options.onProgress?.(scenarioSize(this.current));
  }

  /** To the next success of the pass from `position` on; `undefined` when there is none. */
  private async advance(pass: Pass, position: Position): Promise<Position | undefined> {
    for (const [candidate, next] of pass.candidates(this.current, position, this.settings)) {
      if (await this.attempt(pass.name, candidate, pass.rerolls)) return next;
      if (this.isSpent) return undefined;
    }
    return undefined;
  }

  /** The candidate under the first seed with which it fails. */
  private async witness(candidate: Scenario, rerolls: number): Promise<Scenario | undefined> {
    if (await this.fails(candidate)) return candidate;
    if (rerolls === 0 || candidate.program.length > REROLLED_OPERATIONS_MAX) return undefined;
    if (!isLeftToChance(candidate.network) && !(await this.seedMatters(candidate))) {
      return undefined;
    }
    for (let schedule = 1; schedule < rerolls * this.options.schedules; schedule++) {
      const other = { ...candidate, seed: deriveSeed(0, 'schedule', schedule) };
      if (await this.fails(other)) return other;
    }
    return undefined;
  }

  /** Whether the system itself throws dice; asked once, of a scenario whose network has none. */
  async seedMatters(scenario: Scenario): Promise<boolean> {
    if (this.throwsDice !== undefined) return this.throwsDice;
    const texts: string[] = [];
    for (const schedule of [1, 2]) {
      const seed = deriveSeed(0, 'dice', schedule);
      texts.push(JSON.stringify(await this.postings({ ...scenario, seed })));
    }
    this.throwsDice = texts[0] !== texts[1];
    return this.throwsDice;
  }
}

/** The canonical text of what a scenario varies in while it shrinks. */
function keyOf(scenario: Scenario): string {
  const { program, faults, deviations, topology, network, disk, healAtUs, seed } = scenario;
  const operations = program.map(({ id, client, atUs, f, key, value, phase }) => {
    const on = key === undefined ? '' : canonicalKey(key);
    return `${id} ${client} ${atUs} ${f} ${phase ?? ''} ${on} ${canonicalKey(value)}`;
  });
  const rest = [faults, deviations, topology, network, disk, healAtUs, seed];
  return `${operations.sort().join('\n')}\n${JSON.stringify(rest)}`;
}
