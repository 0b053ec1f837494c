/**
 * Puts the reasons for an order of transactions into words.
 */

import { NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { describeValue } from '../../describe.js';
import type { DependencyStep } from '../anomaly.js';
import { introductions, shortKeyName } from '../explain/describe-transaction.js';
import { INITIAL, type Observation } from '../observation.js';
import type { Reason } from './core-graph.js';

/** Names transactions T1, T2 and so on by their place in `nodes`. */
export class Teller {
  constructor(
    private readonly observation: Observation,
    private readonly nodes: readonly number[],
  ) {}

  /** Elle's form: each step with its reason, the last one against the others. */
  circle(circle: readonly Reason[]): string[] {
    return circle.map((reason, at) => {
      const step = `${this.name(reason.from)} < ${this.name(reason.to)}`;
      const why = this.because(reason);
      if (at < circle.length - 1) return `${step}, because ${why}.`;
      return `However, ${step}, because ${why}: a contradiction!`;
    });
  }

  /** The same on one line. */
  inline(circle: readonly Reason[]): string {
    return circle
      .map(
        (reason) => `${this.name(reason.from)} < ${this.name(reason.to)} (${this.because(reason)})`,
      )
      .join(', ');
  }

  /** `T1 is #4: write 1 to "x".` for each. */
  introductions(): string[] {
    const { columns, transaction } = this.observation;
    return introductions(
      columns,
      this.nodes.map((node) => transaction[node]!),
    );
  }

  /** `T1 wrote key "x" before T2`. */
  wroteFirst(before: number, after: number, key: number): string {
    return `${this.name(before)} wrote ${this.key(key)} before ${this.name(after)}`;
  }

  /** The same for programs. */
  step(reason: Reason): DependencyStep {
    const { transaction, columns } = this.observation;
    const { from, to, kind, key } = reason;
    return {
      from: transaction[from]!,
      to: transaction[to]!,
      kind,
      ...(key < 0 ? {} : { key: columns.keys[key]! }),
      because: this.because(reason),
    };
  }

  /** The clause that gives the reason. */
  because({ from, to, kind, key }: Reason): string {
    const [first, second] = [this.name(from), this.name(to)];
    const on = this.key(key);
    switch (kind) {
      case 'process':
        return `process ${this.#process(from)} executed ${first} before ${second}`;
      case 'realtime':
        return `${first} completed before ${second} was invoked`;
      case 'wr':
        return `${second} read ${this.#written(from, key)} from ${on}, which ${first} wrote`;
      case 'ww':
        return `${second} overwrote ${this.#written(from, key)}, which ${first} wrote to ${on}`;
      case 'rw':
        return `${first} read ${this.#readBy(from, key)} from ${on}, which ${second} overwrote`;
    }
  }

  /** `T1` for the first node. */
  name(node: number): string {
    return `T${this.nodes.indexOf(node) + 1}`;
  }

  /** The key, as it is printed. */
  key(key: number): string {
    return key < 0 ? '' : shortKeyName(this.observation.columns.keys[key]!);
  }

  #process(node: number): string {
    const { columns, transaction } = this.observation;
    const process = columns.process[transaction[node]!]!;
    return String(process >= 0 ? process : columns.processNames[-1 - process]);
  }

  #written(node: number, key: number): string {
    const { columns, writeStart, writeKey, writeMicro } = this.observation;
    for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
      if (writeKey[at] === key) {
        return describeValue(columns.values.valueOf(columns.value[writeMicro[at]!]!));
      }
    }
    return 'a value';
  }

  #readBy(node: number, key: number): string {
    const { columns, readStart, readKey, readMicro, readWriter } = this.observation;
    for (let at = readStart[node]!; at < readStart[node + 1]!; at++) {
      if (readKey[at] !== key) continue;
      if (readWriter[at] === INITIAL) return 'the initial state';
      const micro = readMicro[at]!;
      if (columns.kind === 'list-append') return this.#written(readWriter[at]!, key);
      if (columns.f[micro] !== MICRO.read) break;
      const code = columns.value[micro]!;
      return code === NULL_CODE ? 'null' : describeValue(columns.values.valueOf(code));
    }
    return 'a value';
  }
}
