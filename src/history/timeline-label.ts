/**
 * The labels of the timeline notation, read and written: a function and what it was given and
 * answered, as EDN, where a bare word is a string (and a bare symbol therefore cannot be written).
 */

import { EdnReader } from './codecs/edn-reader.js';
import { writeEdn } from './codecs/edn-writer.js';
import type { Origin } from './codecs/parse-error.js';
import type { Operation, Outcome } from './operation.js';
import { EdnSymbol, Tagged } from './value.js';
import type { Value } from './value.js';

/** What a label says of an operation. */
export interface Label {
  readonly f: string;
  readonly key?: Value;
  readonly input: Value;
  readonly output: Value;
  readonly error?: Value;
}

interface Shape {
  readonly f: string;
  readonly name: string;
  /** Arguments that make the input; two make a pair. */
  readonly inputs: 0 | 1 | 2;
  readonly hasOutput: boolean;
}

const SHAPES: readonly Shape[] = [
  { f: 'read', name: 'r', inputs: 0, hasOutput: true },
  { f: 'write', name: 'w', inputs: 1, hasOutput: false },
  { f: 'cas', name: 'cas', inputs: 2, hasOutput: false },
  { f: 'get', name: 'get', inputs: 0, hasOutput: true },
  { f: 'put', name: 'put', inputs: 1, hasOutput: false },
  { f: 'append', name: 'append', inputs: 1, hasOutput: false },
  { f: 'delete', name: 'delete', inputs: 0, hasOutput: false },
  { f: 'acquire', name: 'acquire', inputs: 0, hasOutput: false },
  { f: 'release', name: 'release', inputs: 0, hasOutput: false },
];

const WORD = /^[A-Za-z_][\w.]*(?:[-/][\w.]+)*$/;
const RESERVED: ReadonlySet<string> = new Set(['nil', 'true', 'false']);

/**
 * Reads the label `text`, which stands at `place`. Short forms, which take a key as a further first
 * argument, and where reads have an answer only when they are ok:
 *
 *     r 1      read, answered 1        get x 1       answered 1       acquire
 *     w 1      write of 1              put x 1                        release
 *     cas 1 2  from 1 to 2             append x 1    delete x
 *
 * The general form, for any function and anything said, where a function that is no word is quoted,
 * a quoted one is never short, and all but the function may be missing:
 *
 *     f @key input -> output !error
 *
 * @throws ParseError
 */
export function parseLabel(text: string, outcome: Outcome, place: Origin): Label {
  const reader = new EdnReader();
  reader.reset(text, { place }, 'the end of the label');
  const parts: Parts = { args: [] };
  reader.skip();
  const start = reader.at;
  const isQuoted = text.charAt(start) === '"';
  const name = wordsToStrings(reader.readValue());
  if (typeof name !== 'string') return reader.fail(start, 'the name of a function');
  while (!Number.isNaN(reader.skip())) readPart(parts, text, reader);
  const shape = isQuoted ? undefined : SHAPES.find((one) => one.name === name || one.f === name);
  const rest = {
    ...(parts.key === undefined ? {} : { key: parts.key }),
    ...(parts.error === undefined ? {} : { error: parts.error }),
  };
  const f = shape?.f ?? name;
  const { args } = parts;
  if (shape !== undefined && parts.key === undefined && parts.output === undefined) {
    const count = shape.inputs + (shape.hasOutput && outcome === 'ok' ? 1 : 0);
    if (args.length !== count && args.length !== count + 1) {
      reader.fail(text.length, `${count} values after ${name}, or a key and ${count}`);
    }
    return { ...rest, ...shortForm(shape, args, args.length > count) };
  }
  if (args.length > 1) reader.fail(text.length, 'one input, then -> and an output');
  return { ...rest, f, input: args[0] ?? null, output: parts.output ?? null };
}

/** The label of an operation, so that {@link parseLabel} gives back the operation. */
export function formatLabel(operation: Operation): string {
  const { f, key, input, output, outcome, error } = operation;
  const shape = SHAPES.find((one) => one.f === f);
  const isAnswered = shape?.hasOutput === true && outcome === 'ok';
  const inputs = shape === undefined ? undefined : inputsOf(shape, input);
  const parts: string[] = [];
  if (shape !== undefined && inputs !== undefined && (isAnswered || output === null)) {
    const values = [
      ...(key === undefined ? [] : [key]),
      ...inputs,
      ...(isAnswered ? [output] : []),
    ];
    parts.push(shape.name, ...values.map(formatForm));
  } else {
    const isShort = SHAPES.some((one) => one.name === f && one.f !== f);
    parts.push(isShort || !isWord(f) ? JSON.stringify(f) : f);
    if (key !== undefined) parts.push(`@${formatForm(key)}`);
    if (input !== null) parts.push(formatForm(input));
    if (output !== null || shape !== undefined) parts.push('->', formatForm(output));
  }
  if (error !== undefined) parts.push(`!${formatForm(error)}`);
  return parts.join(' ');
}

/** Whether a text can stand bare, as a function, a process or a value. */
export function isWord(text: string): boolean {
  return WORD.test(text) && !RESERVED.has(text);
}

interface Parts {
  readonly args: Value[];
  key?: Value;
  output?: Value;
  error?: Value;
}

function readPart(parts: Parts, text: string, reader: EdnReader): void {
  const start = reader.at;
  if (text.startsWith('->', start) && parts.output === undefined) {
    reader.at += 2;
    parts.output = wordsToStrings(reader.readValue());
  } else if (text.startsWith('@', start) && parts.key === undefined) {
    reader.at++;
    parts.key = wordsToStrings(reader.readValue());
  } else if (text.startsWith('!', start) && parts.error === undefined) {
    reader.at++;
    parts.error = wordsToStrings(reader.readValue());
  } else {
    parts.args.push(wordsToStrings(reader.readValue()));
  }
}

function shortForm(shape: Shape, all: readonly Value[], hasKey: boolean): Label {
  const args = hasKey ? all.slice(1) : all;
  return {
    f: shape.f,
    input: shape.inputs === 0 ? null : shape.inputs === 1 ? at(args, 0) : args.slice(0, 2),
    output: at(args, shape.inputs),
    ...(hasKey ? { key: at(all, 0) } : {}),
  };
}

function at(values: readonly Value[], index: number): Value {
  return values[index] ?? null;
}

/** The arguments that a short form makes the input of; `undefined` when it cannot. */
function inputsOf(shape: Shape, input: Value): readonly Value[] | undefined {
  if (shape.inputs === 1) return [input];
  if (shape.inputs === 0) return input === null ? [] : undefined;
  return Array.isArray(input) && input.length === 2 ? (input as readonly Value[]) : undefined;
}

function formatForm(value: Value): string {
  if (typeof value === 'string') return isWord(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(formatForm).join(' ')}]`;
  const text = writeEdn(value);
  // Bars and dashes outside of brackets and strings would end the operation: better a string than
  // no drawing.
  return !/^[{#]/.test(text) && /\||--|-$/.test(text) ? JSON.stringify(text) : text;
}

function wordsToStrings(value: Value): Value {
  if (value instanceof EdnSymbol) return value.name;
  if (Array.isArray(value)) return (value as readonly Value[]).map(wordsToStrings);
  if (value instanceof Set) return new Set(Array.from(value as ReadonlySet<Value>, wordsToStrings));
  if (value instanceof Tagged) return new Tagged(value.tag, wordsToStrings(value.value));
  if (!(value instanceof Map)) return value;
  const entries = value as ReadonlyMap<Value, Value>;
  return new Map(Array.from(entries, ([key, of]) => [wordsToStrings(key), wordsToStrings(of)]));
}
