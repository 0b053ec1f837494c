/**
 * Puts something else in the place of a property, and puts back what was there.
 */

import { currentExecution } from '../current.js';
import type { Execution } from '../current.js';

/** Puts back what was there before. */
export type Restore = () => void;

/** Undoes several replacements, the last one first. */
export function restoreAll(restores: readonly Restore[]): Restore {
  return () => {
    for (const restore of restores.toReversed()) restore();
  };
}

/** Puts a value, or a getter, in the place of `object[name]`. */
export function replaceProperty(
  object: object,
  name: PropertyKey,
  replacement: { readonly value: unknown } | { readonly get: () => unknown },
): Restore {
  const own = Object.getOwnPropertyDescriptor(object, name);
  const enumerable = own?.enumerable ?? true;
  const isWritable = 'value' in replacement ? { writable: true } : {};
  Object.defineProperty(object, name, {
    configurable: true,
    enumerable,
    ...isWritable,
    ...replacement,
  });
  return () => {
    if (own === undefined) Reflect.deleteProperty(object, name);
    else Object.defineProperty(object, name, own);
  };
}

/** What a function does inside of a simulation, with the parameters of the real one. */
export type Simulated = (execution: Execution, ...parameters: readonly unknown[]) => unknown;

/**
 * Puts a function in the place of `object[name]` that does what was there before when it is called
 * from outside of a simulation. Properties of the function go with it, unless `properties` has
 * others.
 */
export function interceptFunction(
  object: object,
  name: PropertyKey,
  simulated: Simulated,
  properties: PropertyDescriptorMap = {},
): Restore {
  const present: unknown = Reflect.get(object, name);
  // A version of Node that has no such function needs no replacement of it.
  if (typeof present !== 'function') return () => undefined;
  const intercepted = inOrOutside(simulated, (...parameters) =>
    Reflect.apply(present as Outside, object, parameters),
  );
  const { prototype: _, ...kept } = Object.getOwnPropertyDescriptors(present);
  Object.defineProperties(intercepted, { ...(kept as PropertyDescriptorMap), ...properties });
  return replaceProperty(object, name, { value: intercepted });
}

type Outside = (...parameters: unknown[]) => unknown;

/** One function for both sides: which one is called depends on who calls. */
function inOrOutside(simulated: Simulated, outside: Outside): Outside {
  return (...parameters) => {
    const execution = currentExecution();
    return execution === undefined ? outside(...parameters) : simulated(execution, ...parameters);
  };
}
