/**
 * When the violation became inevitable: how likely it still was when the schedule was thrown anew
 * from each moment on.
 */

import type { VNode } from 'preact';
import type { LikelihoodSection } from '../../report/page/page-data.js';
import { Chart } from '../charts/chart.js';
import { millisecondsText } from '../story/times.js';

/** The curve, its figures and the odds. */
export function LikelihoodPanel({ section }: { readonly section: LikelihoodSection }): VNode {
  const { points, inevitableFromUs, odds } = section;
  const share = (violations: number, runs: number): string =>
    `${Math.round((100 * violations) / runs)} %`;
  const verdict =
    inevitableFromUs === undefined
      ? 'At no moment was it inevitable.'
      : `From ${millisecondsText(inevitableFromUs)} on every new schedule led to the violation.`;
  return (
    <>
      <p>{verdict}</p>
      <Chart
        title="Share of new schedules that led to the violation"
        lines={[
          {
            name: 'violated',
            dash: '',
            isStepped: false,
            points: points.map(({ atUs, runs, violations }) => [atUs, (100 * violations) / runs]),
          },
        ]}
        yMax={100}
        yText={(y) => `${Math.round(y)} %`}
        xText={millisecondsText}
        xName="new schedule from"
        mark={
          inevitableFromUs === undefined ? undefined : { x: inevitableFromUs, text: 'inevitable' }
        }
      >
        <table>
          <thead>
            <tr>
              <th scope="col">new schedule from</th>
              <th scope="col">runs</th>
              <th scope="col">violations</th>
              <th scope="col">share</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ atUs, runs, violations }) => (
              <tr>
                <td>{millisecondsText(atUs)}</td>
                <td>{runs}</td>
                <td>{violations}</td>
                <td>{share(violations, runs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
      {odds === '' ? null : <p>{`Odds: ${odds}.`}</p>}
    </>
  );
}
