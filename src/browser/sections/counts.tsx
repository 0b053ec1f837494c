/**
 * A table of counts or figures, with what must be said of it below.
 */

import type { VNode } from 'preact';
import type { CountsSection } from '../../report/page/page-data.js';
import '../styles/tables.css';

/** Cells that are figures stand to the right. */
const FIGURE = /^(?:[<>]?\d[\d,.]*(?: (?:%|ms|B|\/s))?(?: \([<>]?\d+ %\))?|-|never)$/;

/** The table. */
export function CountsPanel({ section }: { readonly section: CountsSection }): VNode {
  const { title, head, rows, notes } = section;
  const isFigures = head.map((_, at) => at > 0 && rows.every((row) => FIGURE.test(row[at] ?? '-')));
  const alignment = (at: number): string => (isFigures[at] === true ? 'figure' : '');
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <table class="counts">
          <thead>
            <tr>
              {head.map((text, at) =>
                text === '' ? (
                  <td />
                ) : (
                  <th scope="col" class={alignment(at)}>
                    {text}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((cell, at) =>
                  at === 0 ? <th scope="row">{cell}</th> : <td class={alignment(at)}>{cell}</td>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p class="note">{note}</p>
      ))}
    </>
  );
}
