/**
 * What each checker said.
 */

import type { VNode } from 'preact';
import type { ChecksSection } from '../../report/page/page-data.js';
import '../styles/tables.css';

const OUTCOMES = {
  legal: ['✓', 'held'],
  illegal: ['✗', 'violated'],
  unknown: ['?', 'not decided'],
} as const;

/** The checkers, those that were violated first. */
export function ChecksPanel({ section }: { readonly section: ChecksSection }): VNode {
  const order = ['illegal', 'unknown', 'legal'] as const;
  const checks = order.flatMap((wanted) =>
    section.checks.filter(({ outcome }) => outcome === wanted),
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Checks">
      <table class="standings">
        <thead>
          <tr>
            <th scope="col">checker</th>
            <th scope="col">outcome</th>
            <th scope="col">what it says</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ name, outcome, text }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class={`standing ${outcome}`}>
                <span aria-hidden="true">{OUTCOMES[outcome][0]}</span> {OUTCOMES[outcome][1]}
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
