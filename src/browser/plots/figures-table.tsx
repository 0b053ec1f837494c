/**
 * The numbers behind the plots as a table, for screen readers and for print.
 */

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PlotsSection } from '../../report/page/page-data.js';
import type { Curve, Plot } from './curves.js';
import { formatNumber } from './format.js';

/** The table, closed at first: a row a window of time, a column a curve. */
export function FiguresTable(props: {
  readonly section: PlotsSection;
  readonly plots: readonly Plot[];
}): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The numbers as a table</summary>
      {isOpen ? <Figures {...props} /> : null}
    </details>
  );
}

function Figures({ plots }: { readonly plots: readonly Plot[] }): VNode {
  const curves = plots.flatMap(({ curves: own, unit }) =>
    own.filter(({ shape }) => shape === undefined).map((curve) => ({ curve, unit })),
  );
  const times = [...new Set(curves.flatMap(({ curve }) => curve.atMs))];
  times.sort((left, right) => left - right);
  const columns = curves.map(({ curve, unit }) => ({ curve, unit, values: valuesOf(curve) }));
  return (
    <div class="scroll long" tabIndex={0} role="group" aria-label="Numbers of the plots">
      <table>
        <thead>
          <tr>
            <th scope="col">about ms</th>
            {columns.map(({ curve, unit }) => (
              <th scope="col">{`${curve.name}, ${unit}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((at) => (
            <tr>
              <th scope="row">{formatNumber(at)}</th>
              {columns.map(({ values }) => {
                const value = values.get(at);
                return <td class="figure">{value === undefined ? '' : formatNumber(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valuesOf({ atMs, values }: Curve): ReadonlyMap<number, number> {
  return new Map(atMs.map((at, place) => [at, values[place]!]));
}
