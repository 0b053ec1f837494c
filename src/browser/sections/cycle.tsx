/**
 * Transactions that come before one another in a circle: the drawing, in which an edge shows its
 * evidence, the argument in sentences, and the same as a table.
 */

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { CycleSection } from '../../report/page/page-data.js';
import { CycleDrawing } from '../cycle/drawing.js';
import { EDGE_KINDS } from '../cycle/edge-kinds.js';
import { useFocus } from '../focus.js';
import { Sentences } from '../sentences.js';
import '../styles/cycle.css';
import '../styles/tables.css';

/** More nodes than that are no picture, and take long to lay out. */
const DRAWN_MAX = 40;

/** The cycle. */
export function CyclePanel({ section }: { readonly section: CycleSection }): VNode {
  const { anomaly, message, nodes, edges, sentences, count, also } = section;
  const [edge, setEdge] = useState<number | undefined>(undefined);
  const { operation, focus } = useFocus();
  const shown = edge === undefined ? undefined : edges[edge];
  return (
    <div class="cycle-panel">
      <p>
        <code>{anomaly}</code>: {message}
        {count > 1 ? ` (${count} found)` : ''}
      </p>
      {edges.length > 0 && nodes.length <= DRAWN_MAX ? (
        <>
          <div class="scroll">
            <CycleDrawing
              section={section}
              edge={edge}
              operation={operation}
              onEdge={setEdge}
              onNode={(node) => focus(nodes[node]?.operation)}
            />
          </div>
          <p class="told" role="status">
            {shown === undefined
              ? 'Choose an edge to see its evidence.'
              : `${nodes[shown.from]?.name} < ${nodes[shown.to]?.name}, because ${shown.because}.`}
          </p>
        </>
      ) : null}
      <Sentences sentences={sentences} />
      {also.length === 0 ? null : (
        <p class="note">{`The same transactions show ${also.join(', ')} as well.`}</p>
      )}
      {edges.length === 0 ? null : (
        <details>
          <summary>The edges as a table</summary>
          <EdgeTable section={section} />
        </details>
      )}
    </div>
  );
}

function EdgeTable({ section }: { readonly section: CycleSection }): VNode {
  const { nodes, edges, anomaly } = section;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`Edges of ${anomaly}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">to</th>
            <th scope="col">dependency</th>
            <th scope="col">because</th>
          </tr>
        </thead>
        <tbody>
          {edges.map(({ from, to, kind, label, because }) => (
            <tr>
              <th scope="row">{nameOf(nodes[from])}</th>
              <td>{nameOf(nodes[to])}</td>
              <td>
                {label}: {EDGE_KINDS[kind].meaning}
              </td>
              <td>{because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf(node: CycleSection['nodes'][number] | undefined): string {
  return node === undefined ? '' : `${node.name} (#${node.operation})`;
}
