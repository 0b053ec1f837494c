/**
 * The buttons and fields of a history: what the keys do, for whoever uses a pointer.
 */

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Wish } from './keys.js';

/** What can be asked for. */
export interface ControlsProps {
  readonly act: (wish: Wish) => void;
  readonly onGo: (number: number) => void;
  readonly hasAnomaly: boolean;
  readonly hasTimes: boolean;
  readonly byTime: boolean;
  readonly onByTime: (byTime: boolean) => void;
  readonly last: number;
}

const BUTTONS: readonly (readonly [text: string, title: string, wish: Wish])[] = [
  ['◀', 'earlier (left arrow)', { kind: 'move', share: -0.25 }],
  ['▶', 'later (right arrow)', { kind: 'move', share: 0.25 }],
  ['+', 'closer (+)', { kind: 'zoom', factor: 0.5 }],
  ['−', 'wider (-)', { kind: 'zoom', factor: 2 }],
  ['↑', 'previous operation (k)', { kind: 'step', by: -1 }],
  ['↓', 'next operation (j)', { kind: 'step', by: 1 }],
];

/** A row of them. */
export function Controls(props: ControlsProps): VNode {
  const { act, onGo, hasAnomaly, hasTimes, byTime, onByTime, last } = props;
  const [number, setNumber] = useState('');
  return (
    <div class="controls">
      {BUTTONS.map(([text, title, wish]) => (
        <button type="button" aria-label={title} title={title} onClick={() => act(wish)}>
          {text}
        </button>
      ))}
      {hasAnomaly ? (
        <button type="button" title="e" onClick={() => act({ kind: 'anomaly' })}>
          ◆ anomaly
        </button>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (number !== '') onGo(Number(number));
        }}
      >
        <label>
          operation{' '}
          <input
            type="number"
            min={1}
            max={last}
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
        <button type="submit">go</button>
      </form>
      {hasTimes ? (
        <label>
          <input
            type="checkbox"
            checked={byTime}
            onChange={(event) => onByTime(event.currentTarget.checked)}
          />{' '}
          true to time
        </label>
      ) : null}
    </div>
  );
}
