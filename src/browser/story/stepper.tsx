/**
 * The controls of a story: buttons and a slider for its steps, and the step in words, which a
 * screen reader speaks whenever it changes.
 */

import type { VNode } from 'preact';
import type { StoryEvent } from './events.js';
import type { Move } from './navigation.js';
import { millisecondsText } from './times.js';

/** Buttons, slider and sentence. */
export function Stepper(props: {
  readonly events: readonly StoryEvent[];
  readonly at: number;
  readonly onStep: (at: number) => void;
  readonly onMove: (move: Move) => void;
}): VNode {
  const { events, at, onStep, onMove } = props;
  const event = events[at];
  const last = Math.max(0, events.length - 1);
  const button = (move: Move, label: string, text: string): VNode => (
    <button type="button" aria-label={label} title={label} onClick={() => onMove(move)}>
      {text}
    </button>
  );
  return (
    <div class="stepper">
      <div class="controls">
        {button('previous-event', 'Previous step (left arrow)', '◀')}
        {button('next-event', 'Next step (right arrow)', '▶')}
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label="Step"
          aria-valuetext={`${at + 1} of ${events.length}: ${event?.text ?? ''}`}
          onInput={({ currentTarget }) => onStep(Number(currentTarget.value))}
        />
        <span class="count">{`${at + 1}/${events.length}`}</span>
        {button('offending', 'The illegal operation (e)', '✕ illegal')}
        {button('zoom-out', 'Smaller (-)', '−')}
        {button('zoom-in', 'Larger (+)', '+')}
        {button('fit', 'Fit the width (0)', 'fit')}
        {button('help', 'Keys (?)', '?')}
      </div>
      <p class="event" role="status" aria-live="polite">
        {event === undefined ? (
          'Nothing happened.'
        ) : (
          <>
            <span class="time">{millisecondsText(event.atUs)}</span> {event.text}
          </>
        )}
      </p>
    </div>
  );
}
