/**
 * How the scenario became smaller: its sizes against the simulations that were spent.
 */

import type { VNode } from 'preact';
import type { ShrinkLogSection } from '../../report/page/page-data.js';
import { Chart } from '../charts/chart.js';

type Step = ShrinkLogSection['steps'][number];

const SIZES = [
  ['operations', ''],
  ['faults', '6 4'],
  ['deviations', '2 3'],
] as const;

const NAMES = { operations: 'operations', faults: 'faults', deviations: 'stray messages' };

/** The lines and, step by step, the figures. */
export function ShrinkLogPanel({ section }: { readonly section: ShrinkLogSection }): VNode {
  const { steps, minimality } = section;
  const used = SIZES.filter(([size]) => steps.some((step) => step[size] > 0));
  const most = Math.max(1, ...steps.flatMap((step) => used.map(([size]) => step[size])));
  const proof =
    minimality === '1-minimal'
      ? 'None of what is left can be left out alone (1-minimal).'
      : 'The budget ended before it was proved minimal.';
  return (
    <>
      <p>{proof}</p>
      <Chart
        title="Sizes against simulations"
        lines={used.map(([size, dash]) => ({
          name: NAMES[size],
          dash,
          isStepped: true,
          points: steps.map((step) => [step.simulations, step[size]]),
        }))}
        yMax={most}
        yText={(y) => String(Math.round(y))}
        xText={(x) => String(Math.round(x))}
        xName="simulations"
      >
        <StepTable steps={steps} />
      </Chart>
    </>
  );
}

function StepTable({ steps }: { readonly steps: readonly Step[] }): VNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">simulations</th>
          <th scope="col">pass</th>
          <th scope="col">operations</th>
          <th scope="col">faults</th>
          <th scope="col">stray messages</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ simulations, pass, operations, faults, deviations }) => (
          <tr>
            <td>{simulations}</td>
            <td>{pass}</td>
            <td>{operations}</td>
            <td>{faults}</td>
            <td>{deviations}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
