/**
 * Latencies, rates and availability over time, with the faults behind them.
 */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PlotsSection } from '../../report/page/page-data.js';
import { Chart } from '../plots/chart.js';
import { plotsOf } from '../plots/curves.js';
import { FaultLanes } from '../plots/fault-lanes.js';
import { FiguresTable } from '../plots/figures-table.js';
import { usePalette } from '../plots/palette.js';
import '../styles/plots.css';
import '../styles/tables.css';

/** The plots. */
export function PlotsPanel({ section }: { readonly section: PlotsSection }): VNode {
  const plots = useMemo(() => plotsOf(section), [section]);
  const palette = usePalette();
  return (
    <div class="plots-panel">
      {plots.map((plot) => (
        <Chart plot={plot} section={section} palette={palette} />
      ))}
      <FaultLanes section={section} />
      {section.notes.map((note) => (
        <p class="note">{note}</p>
      ))}
      <FiguresTable section={section} plots={plots} />
    </div>
  );
}
