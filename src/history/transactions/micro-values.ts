/**
 * Micro-operations from the values of events: `["r" key value]`, `["append" key element]` and
 * `["w" key value]`, where a read may lack its value, and functions are strings or keywords. What
 * is none of these is an error that says what was expected in its place.
 */

import { encodeEdn } from '../codecs/edn-value.js';
import { NO_VALUE } from '../columns/value-table.js';
import type { ValueTable } from '../columns/value-table.js';
import { Keyword } from '../value.js';
import type { Value } from '../value.js';
import type { ListTree } from './list-tree.js';
import type { MicroList } from './micro-list.js';
import { MICRO, type TransactionKind } from './transaction-columns.js';

const EXCERPT_LENGTH_MAX = 60;

/** Functions of micro-operations by their names. */
const FUNCTIONS: Readonly<
  Record<TransactionKind, { readonly expected: string; readonly f: ReadonlyMap<string, number> }>
> = {
  'list-append': {
    expected: 'r or append as function of a micro-operation on lists',
    f: new Map([
      ['r', MICRO.read],
      ['read', MICRO.read],
      ['append', MICRO.write],
    ]),
  },
  'rw-register': {
    expected: 'r or w as function of a micro-operation on registers',
    f: new Map([
      ['r', MICRO.read],
      ['read', MICRO.read],
      ['w', MICRO.write],
      ['write', MICRO.write],
    ]),
  },
};

/** Says where micro-operations were expected and something else was found. */
export class MicroError extends Error {
  override readonly name = 'MicroError';

  constructor(expected: string, found: Value) {
    super(`expected ${expected}, found ${excerptOf(found)}`);
  }
}

/** What micro-operations are told in: keys as numbers, values as codes, lists as nodes. */
export interface MicroCodes {
  readonly kind: TransactionKind;
  readonly values: ValueTable;
  readonly lists: ListTree;
  /** The number of the key with this code. */
  keyOf(code: number): number;
  /** The empty list of a key. */
  rootOf(key: number): number;
}

/** The function of a micro-operation; `undefined` where the kind has none of this name. */
export function microFunctionOf(kind: TransactionKind, name: string): number | undefined {
  return FUNCTIONS[kind].f.get(name);
}

/** Whether a value is a list of nothing but lists, and of at least one: micro-operations or so. */
export function looksLikeMicros(value: Value): value is readonly (readonly Value[])[] {
  return Array.isArray(value) && value.length > 0 && value.every((part) => Array.isArray(part));
}

/** The name of the function that begins a micro-operation, if there is one. */
export function functionNameOf(micro: readonly Value[]): string | undefined {
  const f = micro[0];
  return f instanceof Keyword ? f.name : typeof f === 'string' ? f : undefined;
}

/**
 * Reads the micro-operations of `value` to `micros`. Where they are not `isKnown`, what they read
 * is not looked at. Linear.
 * @throws {@link MicroError}
 */
export function readMicros(
  value: Value,
  micros: MicroList,
  codes: MicroCodes,
  isKnown: boolean,
): void {
  micros.clear();
  if (!Array.isArray(value)) throw new MicroError('a list of micro-operations', value);
  for (const micro of value as readonly Value[]) {
    if (!isArray(micro) || micro.length < 2 || micro.length > 3) {
      throw new MicroError('a micro-operation, [function key value]', micro);
    }
    const name = functionNameOf(micro);
    const f = name === undefined ? undefined : microFunctionOf(codes.kind, name);
    if (f === undefined) throw new MicroError(FUNCTIONS[codes.kind].expected, micro);
    const key = micro[1] ?? null;
    if (key === null) throw new MicroError('a key in second place', micro);
    const number = codes.keyOf(codes.values.codeOf(key));
    micros.add(f, number, readValue(f, number, micro, codes, isKnown));
  }
}

function readValue(
  f: number,
  key: number,
  micro: readonly Value[],
  codes: MicroCodes,
  isKnown: boolean,
): number {
  const value = micro[2] ?? null;
  if (f === MICRO.write) {
    // A register with null would look as if nobody had written it.
    if (value === null) throw new MicroError('a value to write, other than null', micro);
    return codes.values.codeOf(value);
  }
  if (!isKnown) return NO_VALUE;
  if (codes.kind === 'rw-register') return codes.values.codeOf(value);
  if (value !== null && !isArray(value)) throw new MicroError('a list as what was read', micro);
  let node = codes.rootOf(key);
  for (const element of value ?? []) node = codes.lists.child(node, codes.values.codeOf(element));
  return node;
}

function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function excerptOf(value: Value): string {
  const text = encodeEdn(value);
  return text.length > EXCERPT_LENGTH_MAX ? `${text.slice(0, EXCERPT_LENGTH_MAX)}...` : text;
}
