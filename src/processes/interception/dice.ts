/**
 * The dice: `Math.random` and what `crypto` draws are keyed by the cause of the code that draws,
 * like every draw of the simulation.
 */

import crypto from 'node:crypto';
import type { AsyncContext } from '../../simulator/asynchronous/node.js';
import { interceptFunction, restoreAll } from './replacement.js';
import type { Restore, Simulated } from './replacement.js';

/** Intercepts everything that draws. */
export function interceptDice(): Restore {
  const { crypto: webCrypto } = globalThis;
  return restoreAll([
    interceptFunction(Math, 'random', ({ context }) => fractionOf(context)),
    interceptFunction(webCrypto, 'randomUUID', identifier),
    interceptFunction(webCrypto, 'getRandomValues', filled),
    interceptFunction(crypto, 'randomUUID', identifier),
    interceptFunction(crypto, 'randomFillSync', filled),
    interceptFunction(crypto, 'randomFill', orCalledBack(filled)),
    interceptFunction(crypto, 'randomInt', orCalledBack(integer)),
    interceptFunction(
      crypto,
      'randomBytes',
      orCalledBack(({ context }, size) => fill(context, Buffer.alloc(size as number))),
    ),
  ]);
}

/** The whole function with or without a callback, which comes last and is called later. */
function orCalledBack(simulated: Simulated): Simulated {
  return (execution, ...parameters) => {
    const callback = parameters.at(-1);
    if (typeof callback !== 'function') return simulated(execution, ...parameters);
    const result = simulated(execution, ...parameters.slice(0, -1));
    process.nextTick(callback, null, result);
    return undefined;
  };
}

const filled: Simulated = ({ context }, view, from = 0, size) => {
  const { buffer, byteOffset, byteLength } = bytesOf(view as ArrayBufferView | ArrayBuffer);
  const begin = from as number;
  const length = (size as number | undefined) ?? byteLength - begin;
  fill(context, new Uint8Array(buffer, byteOffset + begin, length));
  return view;
};

const integer: Simulated = ({ context }, first, second) => {
  const [low, high] = typeof second === 'number' ? [first as number, second] : [0, first as number];
  return low + Math.floor(fractionOf(context) * (high - low));
};

const identifier: Simulated = ({ context }) => {
  const bytes = fill(context, new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

function bytesOf(view: ArrayBufferView | ArrayBuffer): Uint8Array<ArrayBufferLike> {
  if (!ArrayBuffer.isView(view)) return new Uint8Array(view);
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function fill<Bytes extends Uint8Array>(context: AsyncContext, bytes: Bytes): Bytes {
  for (let at = 0; at < bytes.length; at++) bytes[at] = context.random(256);
  return bytes;
}

/** In [0, 1), with all 53 bits. */
function fractionOf(context: AsyncContext): number {
  return (context.random(2 ** 27) * 2 ** 26 + context.random(2 ** 26)) / 2 ** 53;
}
