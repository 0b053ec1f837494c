/**
 * Judges a part by the monitor for its kind of object, where there is one.
 */

import type { RefutationCertificate } from '../certificate.js';
import type { Model } from '../model.js';
import type { Anomaly } from '../verdict.js';
import { blame } from './blame.js';
import { monitorFor } from './monitors/index.js';
import type { Part } from './part.js';

/** What a monitor found of a part; order and certificate name operations by id. */
export type MonitoredPart =
  | { readonly kind: 'legal'; readonly algorithm: string; readonly order: Int32Array }
  | {
      readonly kind: 'illegal';
      readonly algorithm: string;
      readonly anomaly: Anomaly;
      readonly certificate: RefutationCertificate;
    };

/** The answer of the monitor; `undefined` when the model says of no object, or it declines. */
export function judgeByMonitor(part: Part, model: Model): MonitoredPart | undefined {
  const view = model.object;
  if (view === undefined) return undefined;
  const monitor = monitorFor(view);
  const answer = monitor.judge(part, view);
  if (answer === undefined) return undefined;
  const algorithm = monitor.name;
  if (answer.kind === 'legal') {
    return { kind: 'legal', algorithm, order: answer.order.map((member) => part.place[member]!) };
  }
  const found = blame(part, model, view, monitor, answer.refutation);
  const { prefix, refutation, until } = found;
  return {
    kind: 'illegal',
    algorithm,
    anomaly: found.anomaly,
    certificate: {
      kind: 'refutation',
      ...(part.key === undefined ? {} : { key: part.key }),
      rule: refutation.rule,
      until,
      groups: refutation.groups.map((group) =>
        Array.from(group, (member) => prefix.place[member]!),
      ),
    },
  };
}
