/**
 * What follows in the lattice: a model that is broken breaks every stronger one, a model that holds
 * carries every weaker one.
 */

import { consistencyModels } from './models.js';

const implies: ReadonlyMap<string, readonly string[]> = new Map(
  consistencyModels.map((model) => [model.name, model.implies]),
);
const impliedBy = new Map<string, string[]>(consistencyModels.map(({ name }) => [name, []]));
for (const model of consistencyModels) {
  for (const weaker of model.implies) impliedBy.get(weaker)?.push(model.name);
}

/** `models` and every weaker one. */
export function withWeaker(models: Iterable<string>): ReadonlySet<string> {
  return closure(models, implies);
}

/** `models` and every stronger one. */
export function withStronger(models: Iterable<string>): ReadonlySet<string> {
  return closure(models, impliedBy);
}

/** Those of `models` that imply no other of them, in the order of the lattice. */
export function weakestOf(models: ReadonlySet<string>): string[] {
  return inOrder(models).filter((name) =>
    [...withWeaker([name])].every((weaker) => weaker === name || !models.has(weaker)),
  );
}

/** Those of `models` that no other of them implies, in the order of the lattice. */
export function strongestOf(models: ReadonlySet<string>): string[] {
  return inOrder(models).filter((name) =>
    [...withStronger([name])].every((stronger) => stronger === name || !models.has(stronger)),
  );
}

function inOrder(models: ReadonlySet<string>): string[] {
  return consistencyModels.map(({ name }) => name).filter((name) => models.has(name));
}

function closure(
  models: Iterable<string>,
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const all = new Set(models);
  for (const name of all) for (const next of edges.get(name) ?? []) all.add(next);
  return all;
}
