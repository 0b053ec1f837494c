/**
 * How every model of the lattice stands for one history of transactions. First what can be read off
 * it: anomalies of single reads, and cycles in the dependencies that are known, which break models
 * by Adya's definitions. Then, for models that are still open, the complete checks, from the
 * strongest down: what holds carries the weaker ones, what is violated the stronger ones.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { ModelError } from '../../model.js';
import { Standings, type ModelStanding } from '../../audit/standings.js';
import { modelsBrokenBy } from '../lattice/anomalies.js';
import { strongestOf, weakestOf, withStronger, withWeaker } from '../lattice/boundary.js';
import { decidedModels, type DecidedModel } from '../lattice/levels.js';
import { consistencyModelNamed, consistencyModels } from '../lattice/models.js';
import type { LevelAnswer } from '../levels/level.js';
import { certificateOf, decideLevel } from './decide-level.js';
import { inferenceOf, type Inference } from './inference.js';
import { refutation } from './refutation.js';
import { bySeverity } from './severity.js';
import type {
  AnomalyGroup,
  TransactionAudit,
  TransactionAuditOptions,
} from './transaction-audit.js';

/** Models of transactions: what strict serializability carries, without those of one object. */
const transactionModels: readonly string[] = consistencyModels
  .map(({ name }) => name)
  .filter((name) => {
    const objects = withWeaker(['linearizable']);
    return withWeaker(['strong-serializable']).has(name) && !objects.has(name);
  });

/**
 * Judges the transactions. Near linear for what follows from known dependencies and for the levels
 * below prefix consistency; the others are NP-complete where the order of versions is not known,
 * and end as undecided when the budget of `options` is spent.
 * @throws {@link ModelError} for a name in `expect` that is no model of transactions.
 */
export function auditTransactions(
  columns: TransactionColumns,
  options: TransactionAuditOptions = {},
): TransactionAudit {
  const wanted = wantedModels(options.expect);
  const inference = inferenceOf(columns, options, wanted);
  const judging = new Judging(inference, options);
  judging.readOff();
  for (const model of wanted) judging.settle(model);
  return judging.audit(columns, options.expect === undefined ? transactionModels : wanted);
}

function wantedModels(expect: readonly string[] | undefined): readonly string[] {
  if (expect === undefined) return transactionModels;
  return expect.map((name) => {
    const model = consistencyModelNamed(name)?.name;
    if (model !== undefined && transactionModels.includes(model)) return model;
    throw new ModelError(
      `"${name}" is no consistency model of transactions; ` +
        `there are ${transactionModels.join(', ')}`,
    );
  });
}

/** One history while it is judged. */
class Judging {
  readonly #standings = new Standings();
  readonly #groups = new Map<string, AnomalyGroup>();
  readonly #undecided = new Map<string, string>();
  readonly #refuted: Refuted[] = [];
  #configurations = 0;

  constructor(
    readonly inference: Inference,
    readonly options: TransactionAuditOptions,
  ) {}

  /** What the anomalies break, and what a known order of all commits shows. */
  readOff(): void {
    const { anomalies, breaks, holding } = this.inference;
    for (const [kind, group] of anomalies) {
      const broken = breaks?.get(kind) ?? modelsBrokenBy([kind]);
      this.#groups.set(kind, { kind, breaks: broken, ...group });
      for (const model of broken) {
        this.#standings.violate(model, { kind: 'anomaly', anomaly: kind });
      }
    }
    for (const { model, because } of holding) {
      if (!this.#standings.isKnown(model)) this.#standings.hold(model, because);
    }
  }

  /** Decides `model`, or what it follows from, as far as that can be done. */
  settle(model: string): void {
    for (const candidate of candidatesFor(model, this.inference.hasUnknownCalls)) {
      if (this.#standings.isKnown(model)) return;
      this.#decide(candidate);
    }
  }

  #decide({ model, level }: DecidedModel): void {
    if (this.#standings.isKnown(model) || this.#undecided.has(model)) return;
    const { observation, ambiguous } = this.inference;
    // An append that may have been read is not to be taken for one that nobody read.
    if (ambiguous !== undefined && observation.versions !== undefined) {
      this.#undecided.set(model, ambiguous);
      return;
    }
    const answer = decideLevel(observation, level, this.options);
    this.#configurations += answer.configurations;
    if (answer.kind === 'unknown') {
      this.#undecided.set(model, answer.reason);
      return;
    }
    // What is left out because nobody knows who wrote it can only break more.
    if (answer.kind === 'holds' && ambiguous !== undefined) {
      this.#undecided.set(model, ambiguous);
      return;
    }
    const certificate = certificateOf(observation, model, answer);
    if (answer.kind === 'holds') {
      this.#standings.hold(model, { kind: 'certificate', certificate });
      return;
    }
    this.#refuted.push({ model, level, answer });
    this.#standings.violate(model, { kind: 'certificate', certificate });
    // Without predicates the two are one: whatever order is chosen, there is a cycle of items.
    if (model === 'serializable' && !this.#standings.isKnown('repeatable-read')) {
      this.#standings.violate('repeatable-read', { kind: 'certificate', certificate });
    }
  }

  /** Models that no black-box history tells apart stand alike. */
  #alignTwins(): void {
    for (const [model, twin] of TWINS) {
      const standing = this.#standings.of(twin)?.standing;
      if (standing === undefined || this.#standings.isKnown(model)) continue;
      const because = { kind: 'implied', by: twin } as const;
      if (standing === 'holds') this.#standings.hold(model, because);
      else this.#standings.violate(model, because);
    }
  }

  /** Tells what only complete checks found: of each order the weakest models that broke. */
  #tellRefuted(): void {
    const weakest = new Set(weakestOf(this.#standings.modelsThat('violated')));
    for (const { answer, ...decided } of this.#refuted) {
      const { model } = decided;
      const broken = model === 'serializable' ? [model, 'repeatable-read'] : [model];
      if (!broken.some((one) => weakest.has(one))) continue;
      const group = refutation(this.inference.observation, decided, answer);
      const told = this.#groups.get(group.kind) ?? { ...group, breaks: [] };
      this.#groups.set(group.kind, { ...told, breaks: [...told.breaks, ...broken] });
    }
  }

  audit({ kind, size, outcome }: TransactionColumns, models: readonly string[]): TransactionAudit {
    this.#alignTwins();
    this.#tellRefuted();
    let judged = 0;
    for (let place = 0; place < size; place++) if (outcome[place] !== OUTCOME.fail) judged++;
    return {
      kind,
      judged,
      configurations: this.#configurations,
      standings: this.#withGrounds(models).map((model) => this.#standingOf(model)),
      strongest: strongestOf(this.#telling('holds', models)),
      weakestViolated: weakestOf(this.#telling('violated', models)),
      anomalies: [...this.#groups.values()].sort(bySeverity),
    };
  }

  /** `models`, and those from which they follow. */
  #withGrounds(models: readonly string[]): readonly string[] {
    const grounds = models.flatMap((model) => {
      const because = this.#standings.of(model)?.because;
      return because?.kind === 'implied' ? [because.by] : [];
    });
    const all = new Set([...models, ...grounds]);
    return transactionModels.filter((model) => all.has(model));
  }

  /** Those of `models` that stand so, each twin once. */
  #telling(standing: ModelStanding['standing'], models: readonly string[]): ReadonlySet<string> {
    const twins = new Set(TWINS.map(([model]) => model));
    const all = this.#standings.modelsThat(standing);
    return new Set(models.filter((model) => all.has(model) && !twins.has(model)));
  }

  #standingOf(model: string): ModelStanding {
    const known = this.#standings.of(model);
    if (known !== undefined) return known;
    const reason = this.#undecided.get(model) ?? UNDECIDED;
    return { model, standing: 'undecided', because: { kind: 'undecided', reason } };
  }
}

const UNDECIDED = 'no anomaly breaks it, and there is no complete check of it';

interface Refuted extends DecidedModel {
  readonly answer: LevelAnswer & { readonly kind: 'violated' };
}

/** A history that nobody looked into does not tell the second from the first. */
const TWINS: readonly (readonly [model: string, twin: string])[] = [
  ['1SR', 'serializable'],
  ['view-serializable', 'serializable'],
  ['session-serializable', 'strong-session-serializable'],
];

/**
 * Complete checks that may settle a model: its own, then those of stronger ones from the weakest
 * up, then those of weaker ones from the strongest down. Where calls are not known, real time is
 * asked last: it says less than the order of processes then.
 */
function candidatesFor(model: string, hasUnknownCalls: boolean): readonly DecidedModel[] {
  const stronger = withStronger([model]);
  const weaker = withWeaker([model]);
  const own = decidedModels.filter((one) => one.model === model);
  const above = decidedModels.filter((one) => one.model !== model && stronger.has(one.model));
  const below = decidedModels.filter((one) => one.model !== model && weaker.has(one.model));
  const all = [...own, ...above.toReversed(), ...below];
  if (!hasUnknownCalls) return all;
  return all.toSorted(
    (left, right) =>
      Number(left.level.order === 'realtime') - Number(right.level.order === 'realtime'),
  );
}
