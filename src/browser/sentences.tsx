/**
 * Sentences whose numbers of operations can be followed to the drawing.
 */

import type { VNode } from 'preact';
import type { Sentence } from '../report/page/page-data.js';
import { useFocus } from './focus.js';

/** A list of sentences; those that speak of the operation in focus are marked. */
export function Sentences({ sentences }: { readonly sentences: readonly Sentence[] }): VNode {
  const { operation } = useFocus();
  return (
    <ol class="sentences">
      {sentences.map((sentence) => {
        const isMeant = sentence.some(
          (piece) => typeof piece !== 'string' && piece.operation === operation,
        );
        return (
          <li class={isMeant ? 'meant' : ''}>
            <SentenceText sentence={sentence} />
          </li>
        );
      })}
    </ol>
  );
}

/** One sentence, without a frame. */
function SentenceText({ sentence }: { readonly sentence: Sentence }): VNode {
  const { operation, focus } = useFocus();
  return (
    <>
      {sentence.map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <button
            type="button"
            class="reference"
            aria-pressed={piece.operation === operation}
            onClick={() => focus(piece.operation, { scroll: true })}
          >
            {piece.text}
          </button>
        ),
      )}
    </>
  );
}
