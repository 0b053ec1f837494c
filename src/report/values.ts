/**
 * Values as text: JSON for what JSON has, EDN's notation for the rest. The writer has a budget and
 * stops when it is spent, so that a value of any size or depth costs no more than what is shown of
 * it.
 */

import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../history/value.js';
import { escapeText } from './escape.js';

/** How much of a value is shown. */
export interface DescribeOptions {
  /** Characters shown, about; the default is 80. */
  readonly lengthMax?: number;
  readonly ascii?: boolean;
}

const LENGTH_MAX = 80;
const DEPTH_MAX = 12;

/** A value on one line; what is cut is counted. Time is proportional to what is shown. */
export function describeValue(value: Value, options: DescribeOptions = {}): string {
  const { lengthMax = LENGTH_MAX, ascii = false } = options;
  const writer = new ValueWriter(lengthMax);
  writer.write(value, 0);
  return escapeText(writer.text, { ascii, lengthMax: Infinity });
}

/** A key: bare where it reads as a name, else as the value it is. */
export function describeKey(key: Value, options: DescribeOptions = {}): string {
  const isName = typeof key === 'string' && key.length <= 40 && /^[A-Za-z_][\w./-]*$/.test(key);
  return isName ? key : describeValue(key, { lengthMax: 40, ...options });
}

class ValueWriter {
  text = '';

  constructor(private readonly lengthMax: number) {}

  write(value: Value, depth: number): void {
    if (typeof value === 'string') return this.writeString(value);
    if (typeof value === 'bigint') return this.writeLong(bigintText(value));
    if (value === null || typeof value !== 'object') return this.writeLong(String(value));
    if (value instanceof Keyword) return this.writeLong(`:${value.name}`);
    if (value instanceof EdnSymbol) return this.writeLong(value.name);
    if (value instanceof Character) return this.writeLong(`\\${value.text}`);
    if (value instanceof Float) return this.writeLong(floatText(value.value));
    if (value instanceof ExactNumber) return this.writeLong(value.text);
    if (depth > DEPTH_MAX) return this.add('…');
    if (value instanceof Tagged) {
      this.writeLong(`#${value.tag} `);
      return this.write(value.value, depth + 1);
    }
    this.writeCollection(value, depth);
  }

  private writeCollection(value: Value & object, depth: number): void {
    if (Array.isArray(value)) {
      this.writeItems('[', ']', value as readonly Value[], value.length, depth);
    } else if (value instanceof Set) {
      this.writeItems('#{', '}', value as ReadonlySet<Value>, value.size, depth);
    } else if (value instanceof Map) {
      const entries = value as ReadonlyMap<Value, Value>;
      this.writeEntries(entries, entries.size, depth);
    } else {
      const entries: readonly (readonly [Value, Value])[] = Object.entries(value);
      this.writeEntries(entries, entries.length, depth);
    }
  }

  private writeItems(
    open: string,
    close: string,
    items: Iterable<Value>,
    count: number,
    depth: number,
  ): void {
    this.add(open);
    let written = 0;
    for (const item of items) {
      if (written > 0) this.add(', ');
      if (this.isFull) {
        this.add(`… ${count - written} more`);
        break;
      }
      this.write(item, depth + 1);
      written++;
    }
    this.add(close);
  }

  private writeEntries(
    entries: Iterable<readonly [Value, Value]>,
    count: number,
    depth: number,
  ): void {
    this.add('{');
    let written = 0;
    for (const [key, item] of entries) {
      if (written > 0) this.add(', ');
      if (this.isFull) {
        this.add(`… ${count - written} more`);
        break;
      }
      this.write(key, depth + 1);
      this.add(': ');
      this.write(item, depth + 1);
      written++;
    }
    this.add('}');
  }

  private writeString(text: string): void {
    const room = this.room;
    if (text.length <= room) return this.add(JSON.stringify(text));
    const kept = text.slice(0, room);
    this.add(`${JSON.stringify(kept)}… (${text.length - kept.length} more characters)`);
  }

  private writeLong(text: string): void {
    const room = this.room;
    if (text.length <= room) return this.add(text);
    this.add(`${text.slice(0, room)}… (${text.length - room} more characters)`);
  }

  private add(text: string): void {
    this.text += text;
  }

  private get isFull(): boolean {
    return this.text.length >= this.lengthMax;
  }

  /** Something is shown even of what begins at the very end. */
  private get room(): number {
    return Math.max(8, this.lengthMax - this.text.length);
  }
}

function bigintText(value: bigint): string {
  // Decimal conversion is quadratic: of a number with a million digits only the size is told.
  const bits = value.toString(16).length * 4;
  return bits > 40_000 ? `(an integer of about ${bits} bits)` : value.toString();
}

function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
