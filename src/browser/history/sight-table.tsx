/**
 * The operations in sight as a table, for screen readers and for print; filled when it is opened.
 */

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { HistorySection } from '../../report/page/page-data.js';
import type { HistoryIndex } from './history-index.js';
import type { Stretch } from './stretch.js';
import { outcomeOf, roleOf, textsOf, whenOf } from './wording.js';

const ROWS_MAX = 100;

/** What it shows. */
export interface SightTableProps {
  readonly section: HistorySection;
  readonly index: HistoryIndex;
  readonly stretch: Stretch;
}

/** The table, closed at first. */
export function SightTable({ section, index, stretch }: SightTableProps): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The operations in sight as a table</summary>
      {isOpen ? <Rows section={section} index={index} stretch={stretch} /> : null}
    </details>
  );
}

function Rows({ section, index, stretch }: SightTableProps): VNode {
  const { columns } = index;
  const places = index.between(stretch.from, stretch.from + stretch.span);
  const more = places.length - ROWS_MAX;
  return (
    <div class="scroll long" tabIndex={0} role="group" aria-label="Operations in sight">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">process</th>
            <th scope="col">asked</th>
            <th scope="col">answer</th>
            <th scope="col">outcome</th>
            <th scope="col">when</th>
            <th scope="col">part</th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, ROWS_MAX).map((place) => {
            const [call, result] = textsOf(section, index, place);
            return (
              <tr>
                <th scope="row">{columns.number[place]}</th>
                <td>{section.lanes[columns.lane[place]!]}</td>
                <td>{call}</td>
                <td>{result}</td>
                <td>{outcomeOf(index, place)}</td>
                <td>{whenOf(index, place)}</td>
                <td>{roleOf(index, place)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 ? <p class="note">{`And ${more} more.`}</p> : null}
    </div>
  );
}
