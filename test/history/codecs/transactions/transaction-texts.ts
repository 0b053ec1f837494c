/**
 * Random histories of transactions as texts, with all that a line may hold: fields in any order,
 * blanks anywhere, keys and elements plain and strange, lists that do not fit together, events that
 * do not pair up, and some that are no transactions at all.
 */

import type { Random } from '../../../checkers/oracle/random.js';
import type { ReadOptions } from './both-ways.js';

/** The formats with a quick way. */
export type LineFormat = 'jsonl' | 'edn';

/** A text, and how it is to be read. */
export interface TransactionText {
  readonly text: string;
  readonly options: ReadOptions;
}

const PLAIN = ['0', '1', '2', '3', '12', '123', '4'];

const JSON_ODD = String.raw`-1 | 1073741824 | "a" | "ab" | "a longer text" | "é" | "a\"b" | true
  | 1.5 | 12345678901234567890 | [1,2] | [ 1, [2,3] ] | [1,2,3] | {"a":1} | null | 1.0 | "r"
  | "append" | []`;
const EDN_ODD = String.raw`-1 | 1073741824 | "a" | "ab" | :a | :r | :append | a | "a longer text"
  | "é" | :k/a | true | 1.5 | 1N | [1 2] | [1,2] | [1 2 3] | {:a 1} | nil | #{1} | \a | 017 | []
  | (1 2)`;
const ODD = { json: JSON_ODD.split(/\s+\|\s/), edn: EDN_ODD.split(/\s+\|\s/) };

type Micro = readonly [f: string, key: string, value: string | undefined];

/** A text in `format`, mostly of `list-append` or `rw-register` as asked. */
export function randomTransactionText(
  random: Random,
  format: LineFormat,
  isLists: boolean,
): TransactionText {
  const text = new Writer(random, format === 'edn', isLists).text();
  const kind = isLists ? 'list-append' : 'rw-register';
  return {
    text,
    options: {
      ...(random.chance(0.3) ? {} : { format }),
      ...(random.chance(0.6) ? { kind } : {}),
      ...(random.chance(0.5) ? { file: 'a file' } : {}),
      ...(random.chance(0.02) ? { missing: { f: 'txn', process: 1 } } : {}),
      ...(random.chance(0.01) ? { independent: true } : {}),
    },
  };
}

class Writer {
  readonly #random: Random;
  readonly #isEdn: boolean;
  readonly #isLists: boolean;
  /** How strange values and fields are, how often lists fork, and how often blanks differ. */
  readonly #strangeness: number;
  readonly #forks: number;
  readonly #looseness: number;
  /** How often an event is missing. */
  readonly #loss: number;
  readonly #keys: readonly string[];
  readonly #elements: readonly string[];
  readonly #lists = new Map<string, string[]>();
  readonly #separator: string;
  readonly #isShuffled: boolean;
  #index = 0;

  constructor(random: Random, isEdn: boolean, isLists: boolean) {
    this.#random = random;
    this.#isEdn = isEdn;
    this.#isLists = isLists;
    this.#strangeness = random.pick([0, 0, 0.02, 0.2]);
    this.#forks = random.pick([0, 0, 0.1, 0.5]);
    this.#looseness = random.pick([0, 0, 0.1, 1]);
    this.#loss = random.pick([0, 0, 0.1]);
    this.#keys = Array.from({ length: random.pick([1, 2, 6]) }, () => this.#pick(0.3));
    this.#elements = Array.from({ length: random.pick([2, 8]) }, () => this.#pick(0.3));
    this.#separator = isEdn ? random.pick([' ', ' ', ', ']) : random.pick([',', ',', ', ']);
    this.#isShuffled = random.chance(0.3);
  }

  text(): string {
    const random = this.#random;
    const lines = Array.from({ length: 1 + random.below(40) }, this.#lineSource());
    const end = random.chance(0.05) ? '\r\n' : '\n';
    const mark = random.chance(0.03) ? '\uFEFF' : '';
    return mark + lines.join(end) + (random.chance(0.8) ? end : '');
  }

  #lineSource(): () => string {
    const random = this.#random;
    const open: (readonly Micro[] | undefined)[] = [];
    return () => {
      if (random.chance(this.#strangeness / 5)) return this.#strangeLine();
      const process = random.below(4);
      const before = open[process];
      const isInvocation = (before === undefined) === !random.chance(this.#loss);
      if (isInvocation) {
        const micros = this.#invoked();
        open[process] = micros;
        const value = random.chance(0.03) ? this.#null : this.#listed(micros);
        return this.#event('invoke', String(process), value);
      }
      open[process] = undefined;
      const type = random.pick(['ok', 'ok', 'ok', 'fail', 'info']);
      const micros = this.#completed(before ?? this.#invoked());
      const isSilent = random.chance(type === 'ok' ? this.#strangeness / 10 : 0.3);
      const silence = this.#isEdn ? ['nil', ':timeout', '[1 2]', '[]'] : ['null', '"no"', '[]'];
      const value = isSilent ? random.pick(silence) : this.#listed(micros);
      return this.#event(type, String(process), value);
    };
  }

  #strangeLine(): string {
    const random = this.#random;
    const event = (): string => this.#event('ok', '1', this.#listed(this.#invoked()));
    if (random.chance(0.4)) {
      const value = random.chance(0.5) ? this.#listed(this.#invoked()) : this.#pick(0.5);
      return this.#event('info', this.#isEdn ? ':nemesis' : '"nemesis"', value);
    }
    if (random.chance(0.2)) return this.#event('ok', '2', this.#pick(0.5));
    const odd = this.#isEdn ? [`${event()} ${event()}`, '; a comment', '#_{:a 1}'] : [];
    return random.pick(['', ' \t', ` ${event()} `, ...odd]);
  }

  #invoked(): Micro[] {
    const random = this.#random;
    return Array.from({ length: random.below(4) }, () => {
      const key = random.chance(this.#strangeness / 3) ? this.#pick(1) : random.pick(this.#keys);
      if (random.chance(0.5)) {
        const f = this.#isLists ? ['append'] : ['w', 'w', 'write'];
        return [this.#name(random.pick(f)), key, this.#element()];
      }
      const f = this.#name(random.pick(['r', 'r', 'r', 'read']));
      return [f, key, random.chance(0.1) ? undefined : this.#null];
    });
  }

  #completed(micros: readonly Micro[]): Micro[] {
    return micros.map(([f, key, value]) => [
      f,
      key,
      /r/.test(f.slice(0, 2)) ? this.#read(key) : value,
    ]);
  }

  #read(key: string): string | undefined {
    const random = this.#random;
    if (random.chance(0.05)) return random.pick([undefined, this.#null]);
    if (random.chance(this.#strangeness / 10)) return this.#pick(0.5);
    if (!this.#isLists) return this.#element();
    const list = this.#lists.get(key) ?? [];
    this.#lists.set(key, list);
    if (random.chance(this.#forks)) {
      const length = random.below(list.length + 1);
      const fork = Array.from({ length: random.below(4) }, () => this.#element());
      return this.#sequence([...list.slice(0, length), ...fork]);
    }
    for (let more = random.below(3); more > 0; more--) list.push(this.#element());
    return this.#sequence(list.slice(0, list.length - random.pick([0, 0, 0, 1, 2])));
  }

  #listed(micros: readonly Micro[]): string {
    const all = micros.map((micro) => {
      const parts: string[] = micro.filter((part) => part !== undefined);
      if (this.#random.chance(this.#strangeness / 20)) parts.pop();
      if (this.#random.chance(this.#strangeness / 20)) parts.push('1');
      return this.#sequence(parts);
    });
    return this.#sequence(all);
  }

  #sequence(parts: readonly string[]): string {
    const random = this.#random;
    const written = parts.map((part, at) => {
      const separator = at === 0 ? '' : this.#separator;
      return random.chance(this.#looseness / 3)
        ? `${this.#blank()}${separator}${this.#blank()}${part}${this.#blank()}`
        : separator + part;
    });
    return `[${written.join('')}]`;
  }

  #event(type: string, process: string, value: string): string {
    const random = this.#random;
    const fields: (readonly [string, string])[] = [
      ['index', String(this.#index++)],
      ['type', this.#name(type)],
      ['process', process],
      ['f', this.#name('txn')],
      ['value', value],
      ['time', String(1000 * this.#index)],
    ];
    if (random.chance(this.#strangeness)) fields.splice(random.below(fields.length), 1);
    if (random.chance(this.#strangeness / 5)) fields.push(random.pick(fields));
    if (random.chance(this.#strangeness)) fields.push(['error', this.#pick(0.5)]);
    if (random.chance(this.#strangeness / 5)) fields.push(['key', '1']);
    if (random.chance(this.#strangeness)) fields.push(['note', this.#pick(0.5)]);
    if (random.chance(this.#strangeness / 20)) fields[0] = ['index', random.pick(['-1', '7', '0'])];
    if (this.#isShuffled || random.chance(0.02)) fields.sort(() => random.below(3) - 1);
    const written = fields.map(([name, content]) =>
      this.#isEdn
        ? `${this.#blank()}:${name} ${this.#blank()}${content}`
        : `${this.#blank()}"${name}"${this.#blank()}:${this.#blank()}${content}${this.#blank()}`,
    );
    return `{${written.join(this.#isEdn ? ', ' : ',')}}`;
  }

  #element(): string {
    const isStrange = this.#random.chance(this.#strangeness / 3);
    return isStrange ? this.#pick(1) : this.#random.pick(this.#elements);
  }

  #pick(oddness: number): string {
    const random = this.#random;
    return random.pick(random.chance(oddness) ? ODD[this.#isEdn ? 'edn' : 'json'] : PLAIN);
  }

  #name(text: string): string {
    return this.#isEdn && !this.#random.chance(0.02) ? `:${text}` : `"${text}"`;
  }

  get #null(): string {
    return this.#isEdn ? 'nil' : 'null';
  }

  #blank(): string {
    if (!this.#random.chance(this.#looseness / 5)) return '';
    return this.#random.pick(this.#isEdn ? [' ', ',', '  ', '\t'] : [' ', '  ', '\t']);
  }
}
