/**
 * What the lines and shapes of a drawing mean, and which keys lead through it.
 */

import type { VNode } from 'preact';
import { KEYS } from './navigation.js';

/** The shapes, each beside its meaning. */
export function Legend(): VNode {
  return (
    <ul class="legend" aria-label="Legend">
      {SAMPLES.map(([shape, meaning]) => (
        <li>
          <svg width={40} height={16} viewBox="0 0 40 16" aria-hidden="true">
            {shape}
          </svg>
          {meaning}
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

const SAMPLES: readonly (readonly [shape: VNode, meaning: string])[] = [
  [
    <g class="bar offending">
      <path class="frame" d="M1,1H39V15H1Z" />
      <path class="flag" d="M28,1h11v11z" />
    </g>,
    'the illegal operation',
  ],
  [
    <g class="bar involved">
      <path class="frame" d="M1,1H39V15H1Z" />
    </g>,
    'involved',
  ],
  [
    <g class="bar related open">
      <path class="frame" d="M39,1H1V15H39l-5,-3.5l5,-3.5l-5,-3.5z" />
    </g>,
    'never answered',
  ],
  [
    <g class="arrow plain">
      <path class="line" d="M1,8H36" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'message',
  ],
  [
    <g class="arrow late">
      <path class="line" d="M1,8H36" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'late',
  ],
  [
    <g class="arrow drop">
      <path class="line" d="M1,8H28" />
      <path class="cross" d="M24,3l10,10m0,-10l-10,10" />
    </g>,
    'lost',
  ],
  [
    <g class="arrow duplicate">
      <path class="line" d="M1,8H36" />
      <path class="gap" d="M1,8H30" />
      <path class="head" d="M38,8l-8,-4v8z" />
    </g>,
    'a second copy',
  ],
  [
    <g class="arrow changed">
      <path class="line" d="M1,8H36" />
      <path class="diamond" d="M18,1l7,7l-7,7l-7,-7Z" />
    </g>,
    'changed, forged or repeated',
  ],
  [
    <g class="band">
      <rect class="strip" x={1} y={1} width={38} height={14} />
    </g>,
    'fault',
  ],
];
