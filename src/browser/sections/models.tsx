/**
 * How every consistency model stands, the violated ones first, since they are what is wrong.
 */

import type { VNode } from 'preact';
import type { ModelsSection } from '../../report/page/page-data.js';
import '../styles/tables.css';

const STANDINGS = [
  ['violated', '✗', 'Violated'],
  ['holds', '✓', 'Holds'],
  ['undecided', '?', 'Undecided'],
] as const;

/** A table a standing, a row a reason. */
export function ModelsPanel({ section }: { readonly section: ModelsSection }): VNode {
  return (
    <div class="model-tables">
      {STANDINGS.map(([standing, shape, title]) => {
        const models = section.models.filter((model) => model.standing === standing);
        if (models.length === 0) return null;
        return (
          <div class="scroll" tabIndex={0} role="group" aria-label={`${title}: models`}>
            <table class="standings">
              <caption class={`standing ${standing}`}>
                <span aria-hidden="true">{shape}</span> {title} ({models.length})
              </caption>
              <thead>
                <tr>
                  <th scope="col">model</th>
                  <th scope="col">because</th>
                </tr>
              </thead>
              <tbody>
                {groupedByReason(models).map(([because, names]) => (
                  <tr>
                    <th scope="row">{names.join(', ')}</th>
                    <td>{because}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </div>
  );
}

/** Models that stand for the same reason, named together; reasons as they first appear. */
function groupedByReason(models: ModelsSection['models']): [because: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { name, because } of models) {
    const names = groups.get(because);
    if (names === undefined) groups.set(because, [name]);
    else names.push(name);
  }
  return [...groups];
}
