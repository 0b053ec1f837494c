/**
 * The schema of faults on nodes: what is right passes and stays as it is, what is wrong is named.
 */

import { describe, expect, test } from 'vitest';
import { FAULT_CATALOGUE, faultSchema } from '../../src/scenario/fault-catalogue.js';
import { nodesNamedBy, renameFault } from '../../src/scenario/faults/nodes.js';
import { FAULTS_ON_NODES } from './faults-on-nodes.js';

describe.each(FAULTS_ON_NODES)('$kind', (fault) => {
  test('goes through JSON and its schema unchanged', () => {
    expect(faultSchema.parse(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
  });

  test('has words in the catalogue for each of its own fields', () => {
    const { summary, parameters } = FAULT_CATALOGUE[fault.kind];
    expect(summary).not.toBe('');
    const own = Object.keys(fault).filter(
      (field) => !['id', 'kind', 'atUs', 'forUs'].includes(field),
    );
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(own));
  });

  test('is refused with a field too many, or a node that cannot be', () => {
    expect(faultSchema.safeParse({ ...fault, surplus: 1 }).success).toBe(false);
    for (const [field, node] of nodesNamedBy(fault)) {
      const isList = Array.isArray((fault as unknown as Record<string, unknown>)[field]);
      const wrong = { ...fault, [field]: isList ? [`x${node}`] : `x${node}` };
      expect(faultSchema.safeParse(wrong).success, field).toBe(false);
    }
  });

  test('names its nodes, and is renamed with them', () => {
    const renamed = renameFault(fault, (node) => `${node[0]}${Number(node.slice(1)) + 7}`);
    const before = [...nodesNamedBy(fault)].map(([, node]) => Number(node.slice(1)));
    expect(before.length).toBeGreaterThan(0);
    const after = renamed === undefined ? [] : [...nodesNamedBy(renamed)];
    expect(after.map(([, node]) => Number(node.slice(1)) - 7)).toEqual(before);
  });
});
