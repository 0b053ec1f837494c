/**
 * Changes of message bodies, which are plain data: what can be changed in one, what it becomes, and
 * a copy in which it has. Names of shapes (`type`, `kind`, `f`) are never changed: a message that
 * nobody understands is a lost one, and there is a fault for that.
 */

import type { Body } from './node.js';
import { below, mix } from '../scenario/randomness.js';

/** What a leaf of plain data may be. */
export type Plain = null | boolean | number | string;

/** One field of a body, however deep. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: Plain;
}

const SHAPES: ReadonlySet<string> = new Set(['type', 'kind', 'f']);

/** Who asks, what is answered, and where it belongs: a lie keeps these, or nobody would hear it. */
const IDENTITIES: ReadonlySet<string> = new Set([
  'operation',
  'id',
  'request',
  'key',
  'client',
  'nth',
  'sequence',
]);

const VALUES: ReadonlySet<string> = new Set(['value', 'values', 'answer', 'result', 'entries']);

const DEPTH_MAX = 12;

/** Every leaf of a body in order; arrays count by index. Linear. */
export function leavesOf(body: Body): Leaf[] {
  const leaves: Leaf[] = [];
  collect(body, [], leaves);
  return leaves;
}

function collect(value: unknown, path: readonly string[], leaves: Leaf[]): void {
  if (isPlain(value)) leaves.push({ path, value });
  else if (path.length < DEPTH_MAX && isTree(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (!SHAPES.has(name)) collect(inner, [...path, name], leaves);
    }
  }
}

function isPlain(value: unknown): value is Plain {
  return (
    value === null ||
    typeof value === 'number' ||
    typeof value === 'string' ||
    typeof value === 'boolean'
  );
}

/** Arrays and object literals; keywords, maps and sets are left as they are. */
function isTree(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy of the body with another value at `path`. */
export function withLeaf(body: Body, path: readonly string[], value: Plain): Body {
  return replace(body, path, value) as Body;
}

function replace(tree: unknown, [name, ...rest]: readonly string[], value: Plain): unknown {
  if (name === undefined) return value;
  const changed = replace((tree as Record<string, unknown>)[name], rest, value);
  if (!Array.isArray(tree)) return { ...(tree as object), [name]: changed };
  return (tree as unknown[]).with(Number(name), changed);
}

/** The field as a reader names it, such as `answer.value`. */
export function nameOf({ path }: Leaf): string {
  return path.join('.');
}

/** The leaves that carry what clients asked for; failing these, numbers that say nothing of who. */
export function valueLeaves(body: Body): Leaf[] {
  const free = leavesOf(body).filter(({ path }) => !path.some((name) => isIdentity(name)));
  const values = free.filter(({ path }) => path.some((name) => VALUES.has(name)));
  return values.length > 0 ? values : free.filter(({ value }) => typeof value === 'number');
}

function isIdentity(name: string): boolean {
  return IDENTITIES.has(name) && name !== 'request';
}

/** The value as a bad line would bring it: one bit, or one character; `null` stays. */
export function garbled(value: Plain, hash: number): Plain {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') {
    const bit = 1 << below(hash, 8);
    return Number.isInteger(value) && Math.abs(value) < 0x40000000 ? value ^ bit : value + bit;
  }
  if (typeof value === 'string') {
    if (value === '') return '?';
    const at = below(hash, value.length);
    const code = value.charCodeAt(at) ^ (1 + below(mix(hash, 1), 3));
    return value.slice(0, at) + String.fromCharCode(code) + value.slice(at + 1);
  }
  return null;
}

/** Another value of the same type, as small and likely as what programs write. */
export function falsified(value: Plain, hash: number): Plain {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}'`;
  return (value ?? 0) + 1 + below(hash, 9);
}

/**
 * An older body in place of a new one of its type: what it says is old, whom it answers is of
 * today.
 */
export function datedBack(body: Body, older: Body): Body {
  const kept = Object.entries(body).filter(([name]) => IDENTITIES.has(name));
  return { ...older, ...Object.fromEntries(kept) };
}
