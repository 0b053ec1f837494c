/**
 * Messages as arrows: copies, repetitions and forgeries beside the message whose identity they
 * bear, and no time of arrival that nobody saw.
 */

import { expect, test } from 'vitest';
import type { Story } from '../../../src/report/counterexample.js';
import { arrowViews } from '../../../src/report/page/arrow-views.js';
import { stray } from '../build-counterexample.js';
import { drawn } from './drawn-counterexample.js';

const REPLY = ['found', 'n2', 'c1'] as const;

test.each(['repeated', 'forged', 'duplicate'] as const)('a %s one is drawn beside', (kind) => {
  const again = { ...stray(kind, 20_000, 'op 12', REPLY), arrivedUs: 22_000 };
  const story: Story = { ...drawn.story, messages: [again] };
  const found = arrowViews(story).filter(
    ({ type, operation }) => type === 'found' && operation === 2,
  );
  expect(found).toEqual([
    expect.objectContaining({ sentUs: 4000, arrivedUs: 5000, fate: 'plain', remark: '' }),
    expect.objectContaining({ sentUs: 20_000, arrivedUs: 22_000, fate: kind }),
  ]);
});

test('where only stray messages are known, no arrival is made up', () => {
  const { arrows: _, ...story } = drawn.story;
  const messages = [
    stray('late', 2000, 'op 11', REPLY, 500),
    stray('repeated', 3000, 'op 11', REPLY),
  ];
  const found = arrowViews({ ...story, messages });
  expect(found.map(({ arrivedUs }) => arrivedUs)).toEqual([undefined, undefined]);
  expect(found.map(({ remark }) => remark)).toEqual([
    'late by 0.5 ms; not known when it arrived',
    'an old one again; not known when it arrived',
  ]);
});
