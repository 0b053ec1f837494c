/**
 * Views and quorums against the paper (Liskov and Cowling 2012, sections 3 and 4).
 */

import { describe, expect, test } from 'vitest';
import type { Request } from '../../../src/simulator/node.js';
import type { DoViewChange } from '../../../src/systems/primary-backup/messages.js';
import {
  committedOp,
  logOfNewView,
  primaryOf,
  quorumOf,
} from '../../../src/systems/primary-backup/views.js';

const NONE: ReadonlySet<string> = new Set();

function report(normalView: number, ...ids: number[]): DoViewChange {
  const log = ids.map((id): Request => ({ id, f: 'write', key: 'x', value: id }));
  return { type: 'do-view-change', view: 9, normalView, log, commit: 0 };
}

test('section 4.1: replicas take turns as primary', () => {
  const servers = ['n0', 'n1', 'n2'];
  expect([0, 1, 2, 3].map((view) => primaryOf(view, servers))).toEqual(['n0', 'n1', 'n2', 'n0']);
});

test('section 3: two quorums share a replica, except with the bug', () => {
  for (const servers of [1, 2, 3, 4, 5, 7]) {
    expect(2 * quorumOf(servers, NONE)).toBeGreaterThan(servers);
  }
  expect(quorumOf(5, new Set(['split-brain']))).toBe(1);
});

describe('section 4.2, step 3: the log of the new view', () => {
  test('is that of the latest normal view, however short', () => {
    expect(logOfNewView([report(1, 1, 2, 3), report(4, 1), report(2, 1, 2)]).normalView).toBe(4);
  });

  test('among those the longest', () => {
    expect(logOfNewView([report(4, 1), report(4, 1, 2), report(3, 1, 2, 3)]).log).toHaveLength(2);
  });
});

test('section 4.1, step 5: committed is what a quorum has stored', () => {
  expect(committedOp([5, 3, 1], 2)).toBe(3);
  expect(committedOp([5, 3, 1], 1)).toBe(5);
  expect(committedOp([5, 0, 0], 2)).toBe(0);
});
