/**
 * What the lines and shapes of a drawing mean, and which keys lead through it.
 */

import type { VNode } from 'preact';
import type { ArrowView, OperationView, StoryView } from '../../report/page/page-data.js';
import { MEANINGS, SHAPES } from './badge-shapes.js';
import { KEYS } from './navigation.js';

/** The shapes that a drawing uses, each beside its meaning. */
export function Legend({ view }: { readonly view: StoryView }): VNode {
  return (
    <ul class="legend" aria-label="Legend">
      {SAMPLES.filter(([, , isUsed]) => isUsed(view)).map(([shape, meaning]) => (
        <li>
          <svg width={40} height={16} viewBox="0 0 40 16" aria-hidden="true">
            {shape}
          </svg>
          {meaning}
        </li>
      ))}
      {[...new Set(view.badges.map(({ kind }) => kind))].map((kind) => (
        <li>
          <svg width={24} height={18} viewBox="0 0 24 18" aria-hidden="true">
            <g class={`badge ${kind}`} transform="translate(12,10)">
              <path d={SHAPES[kind]} />
            </g>
          </svg>
          {MEANINGS[kind]}
        </li>
      ))}
    </ul>
  );
}

/** The keys, as a list. */
export function KeyList(): VNode {
  return (
    <dl class="keys">
      {KEYS.map(([key, , what]) => (
        <div>
          <dt>
            <kbd>{NAMES[key] ?? key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

type Sample = readonly [shape: VNode, meaning: string, isUsed: (view: StoryView) => boolean];

const hasRole =
  (role: OperationView['role']) =>
  ({ operations }: StoryView): boolean =>
    operations.some((operation) => operation.role === role);

const hasFate =
  (...fates: readonly ArrowView['fate'][]) =>
  ({ arrows }: StoryView): boolean =>
    arrows.some(({ fate }) => fates.includes(fate));

const SAMPLES: readonly Sample[] = [
  [
    <g class="bar offending">
      <path class="frame" d="M1,1H39V15H1Z" />
      <path class="flag" d="M28,1h11v11z" />
    </g>,
    'the illegal operation',
    hasRole('offending'),
  ],
  [
    <g class="bar involved">
      <path class="frame" d="M1,1H39V15H1Z" />
    </g>,
    'involved',
    hasRole('involved'),
  ],
  [
    <g class="bar related open">
      <path class="frame" d="M39,1H1V15H39l-5,-3.5l5,-3.5l-5,-3.5z" />
    </g>,
    'never answered',
    ({ operations }) => operations.some(({ endUs }) => endUs === undefined),
  ],
  [
    <g class="arrow plain">
      <path class="line" d="M1,8H36" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'message',
    hasFate('plain'),
  ],
  [
    <g class="arrow late">
      <path class="line" d="M1,8H36" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'late or held back',
    hasFate('late', 'held'),
  ],
  [
    <g class="arrow drop">
      <path class="line" d="M1,8H28" />
      <path class="cross" d="M24,3l10,10m0,-10l-10,10" />
    </g>,
    'lost or cut off',
    hasFate('drop', 'cut'),
  ],
  [
    <g class="arrow duplicate">
      <path class="line" d="M1,8H36" />
      <path class="gap" d="M1,8H30" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'a second copy',
    hasFate('duplicate'),
  ],
  [
    <g class="arrow changed">
      <path class="line" d="M1,8H36" />
      <path class="diamond" d="M18,1l7,7l-7,7l-7,-7Z" />
    </g>,
    'changed, forged or repeated',
    hasFate('changed', 'forged', 'repeated'),
  ],
  [
    <g class="band">
      <rect class="strip" x={1} y={1} width={38} height={14} />
    </g>,
    'fault',
    ({ bands }) => bands.length > 0,
  ],
];
