/**
 * The argument, sentence by sentence; its numbers lead to the operations in the drawing, and the
 * operation in focus marks the sentences that speak of it.
 */

import type { VNode } from 'preact';
import type { WhySection } from '../../report/page/page-data.js';
import { Sentences } from '../sentences.js';

/** Why it is a violation. */
export function WhyPanel({ section }: { readonly section: WhySection }): VNode {
  const { checker, anomaly, sentences } = section;
  return (
    <>
      <p class="faint">
        <code>{checker}</code> found <code>{anomaly}</code>:
      </p>
      <Sentences sentences={sentences} />
    </>
  );
}
