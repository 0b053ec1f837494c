/**
 * Canonical names: keys x, y, z, k3, ..., written numbers 1, 2, 3, ..., clients c0, c1, ...,
 * operations 1, 2, ... and faults f1, f2, ... in the order in which the program meets them. A
 * reader should not wonder why client 4 writes 87.
 */

import { canonicalKey } from '../history/equality.js';
import type { Value } from '../history/value.js';
import type { ProgramOperation, Scenario } from '../scenario/scenario.js';
import { renameNodes } from './rename.js';

/** One kind of names: how many are not canonical, and the scenario in which they are. */
export interface Naming {
  readonly name: string;
  /** Names that are not canonical; zero exactly when `rename` changes nothing. */
  irregular(scenario: Scenario): number;
  rename(scenario: Scenario): Scenario;
}

/** Operations in the order in which their clients mean to begin them, final ones last. */
export function inOrder(program: readonly ProgramOperation[]): ProgramOperation[] {
  const phase = ({ phase: name }: ProgramOperation): number => (name === 'final' ? 1 : 0);
  return [...program].sort(
    (left, right) => phase(left) - phase(right) || left.atUs - right.atUs || left.id - right.id,
  );
}

const keys: Naming = {
  name: 'keys',
  irregular: (scenario) => count(keyNames(scenario), (key, to) => key !== canonicalKey(to)),
  rename(scenario) {
    const names = keyNames(scenario);
    const program = scenario.program.map((operation) =>
      operation.key === undefined
        ? operation
        : { ...operation, key: names.get(canonicalKey(operation.key)) as Value },
    );
    return { ...scenario, program };
  },
};

const values: Naming = {
  name: 'values',
  irregular: (scenario) => count(numberNames(scenario), (from, to) => from !== to),
  rename(scenario) {
    const names = numberNames(scenario);
    const program = scenario.program.map((operation) => ({
      ...operation,
      value: mapNumbers(operation.value, (number) => names.get(number) ?? number),
    }));
    return { ...scenario, program };
  },
};

const clients: Naming = {
  name: 'clients',
  irregular: (scenario) => {
    const names = clientNames(scenario);
    return count(names, (from, to) => from !== to) + scenario.topology.clients - names.size;
  },
  rename(scenario) {
    const names = clientNames(scenario);
    const renamed = renameNodes(scenario, (node) =>
      node.startsWith('c') ? names.get(node) : node,
    );
    return { ...renamed, topology: { ...scenario.topology, clients: names.size } };
  },
};

const operationIds: Naming = {
  name: 'operation ids',
  irregular: (scenario) => count(operationNames(scenario), (from, to) => from !== to),
  rename(scenario) {
    const names = operationNames(scenario);
    const program = inOrder(scenario.program).map((operation) => ({
      ...operation,
      id: names.get(operation.id) as number,
    }));
    // A message that a removed operation sent can be named by nobody.
    const deviations = scenario.deviations.flatMap((deviation) => {
      const { cause } = deviation.message;
      const operation = /^op (\d+)$/.exec(cause)?.[1];
      if (operation === undefined) return [deviation];
      const id = names.get(Number(operation));
      if (id === undefined) return [];
      return [{ ...deviation, message: { ...deviation.message, cause: `op ${id}` } }];
    });
    return { ...scenario, program, deviations };
  },
};

const faultIds: Naming = {
  name: 'fault ids',
  irregular: ({ faults }) => faults.filter(({ id }, at) => id !== `f${at + 1}`).length,
  rename: (scenario) => ({
    ...scenario,
    faults: scenario.faults.map((fault, at) => ({ ...fault, id: `f${at + 1}` })),
  }),
};

/** Renaming a client or an operation changes what its messages are drawn from. */
export const NAMINGS: readonly Naming[] = [keys, values, clients, operationIds, faultIds];

function keyNames({ program }: Scenario): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const { key } of inOrder(program)) {
    if (key === undefined || names.has(canonicalKey(key))) continue;
    names.set(canonicalKey(key), ['x', 'y', 'z'][names.size] ?? `k${names.size}`);
  }
  return names;
}

/** Zero and negative numbers often mean something; they keep their name. */
function numberNames({ program }: Scenario): Map<number, number> {
  const names = new Map<number, number>();
  const meet = (number: number): number => {
    if (Number.isSafeInteger(number) && number > 0 && !names.has(number)) {
      names.set(number, names.size + 1);
    }
    return number;
  };
  for (const { value } of inOrder(program)) mapNumbers(value, meet);
  return names;
}

function clientNames({ program }: Scenario): Map<string, string> {
  const names = new Map<string, string>();
  for (const { client } of inOrder(program)) {
    if (!names.has(client)) names.set(client, `c${names.size}`);
  }
  return names;
}

function operationNames({ program }: Scenario): Map<number, number> {
  return new Map(inOrder(program).map(({ id }, at) => [id, at + 1]));
}

/**
 * Changes numbers, and texts that are a number after at most one sign, such as the `+7` of an
 * append.
 */
function mapNumbers(value: Value, change: (number: number) => number): Value {
  if (typeof value === 'number') return change(value);
  if (typeof value === 'string') {
    const [, sign = '', digits] = /^(\D?)([1-9]\d{0,8})$/.exec(value) ?? [];
    return digits === undefined ? value : `${sign}${change(Number(digits))}`;
  }
  if (Array.isArray(value)) return value.map((item: Value) => mapNumbers(item, change));
  return value;
}

function count<From, To>(names: Map<From, To>, differs: (from: From, to: To) => boolean): number {
  let differing = 0;
  for (const [from, to] of names) if (differs(from, to)) differing++;
  return differing;
}
