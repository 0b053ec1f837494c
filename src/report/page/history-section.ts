/**
 * A recorded history for the page: every operation with its texts, in columns, and which of them
 * show the anomaly.
 */

import type { Anomaly } from '../../../checkers/verdict.js';
import { columnsOf, operationOf, sizeOf } from '../../history/columns/columnar-history.js';
import type { History, Operation, Outcome } from '../../history/operation.js';
import { laneName, toMicroseconds } from '../history-timeline.js';
import { describeCall, describeResult } from '../operations.js';
import type { Role } from '../timeline.js';
import { chosenPlaces } from './chosen-places.js';
import { packHistory, type HistoryColumns } from './history-columns.js';
import type { HistorySection } from './page-data.js';

/** Characters of a value where there are so many operations that long ones would fill the page. */
const MANY = { operations: 20_000, lengthMax: 24 } as const;

const LETTERS: Readonly<Record<Outcome, string>> = { ok: 'o', fail: 'f', info: 'i' };

/** The section; of more than `most` operations, those around the anomaly and some others. */
export function historySection(
  history: History,
  anomaly: Anomaly | undefined,
  most?: number,
): HistorySection {
  const total = sizeOf(history);
  const involved = (anomaly?.operations ?? []).filter((id) => id >= 0 && id < total);
  const places = chosenPlaces(total, involved, most);
  const lanes = lanesOf(history);
  const texts = new Numbered();
  const lengthMax = total > MANY.operations ? { lengthMax: MANY.lengthMax } : {};
  const operations = places.map((place) => operationOf(history, place));
  const columns: HistoryColumns = {
    size: places.length,
    number: places.map((place) => place + 1),
    lane: operations.map(({ process }) => lanes.get(process)!),
    ...textsOf(operations, texts, lengthMax),
    outcome: operations.map(({ outcome }) => LETTERS[outcome]).join(''),
    begin: operations.map(({ call }) => call),
    end: operations.map((operation) => operation.return),
    ...timesOf(operations, total === 0 ? undefined : operationOf(history, 0).callNs),
  };
  return {
    kind: 'history',
    lanes: [...lanes.keys()].map((process) => laneName(process, false)),
    texts: texts.all,
    columns: packHistory(columns),
    roles: rolesAt(places, involved),
    total,
  };
}

/** Calls and results in turn, so that each text is numbered where it first appears. */
function textsOf(
  operations: readonly Operation[],
  texts: Numbered,
  options: { readonly lengthMax?: number },
): Pick<HistoryColumns, 'call' | 'result'> {
  const call: number[] = [];
  const result: number[] = [];
  for (const operation of operations) {
    call.push(texts.of(describeCall(operation, options)));
    result.push(texts.of(describeResult(operation, options)));
  }
  return { call, result };
}

/** Processes with their lanes: numbers first, in order, then names as they appear. */
function lanesOf(history: History): Map<number | string, number> {
  const { process, processNames, size } = columnsOf(history);
  const codes = new Set<number>();
  for (let at = 0; at < size; at++) codes.add(process[at]!);
  const processes = [...codes].map((code) => (code >= 0 ? code : processNames[-1 - code]!));
  const numbers = processes.filter((one) => typeof one === 'number');
  const names = processes.filter((one) => typeof one === 'string');
  const ordered = [...numbers.sort((left, right) => left - right), ...names];
  return new Map(ordered.map((one, lane) => [one, lane]));
}

function rolesAt(
  places: readonly number[],
  involved: readonly number[],
): { readonly at: number; readonly role: Role }[] {
  const parts = new Set(involved);
  const offending = involved.at(-1);
  return places.flatMap((place, at) => {
    if (!parts.has(place)) return [];
    return [{ at, role: place === offending ? 'offending' : 'involved' }];
  });
}

/**
 * Microseconds from the first call on; nothing where one is missing or too large to be counted, or
 * where they contradict the order that the history is judged by.
 */
function timesOf(
  operations: readonly Operation[],
  originNs: number | bigint | undefined,
): Pick<HistoryColumns, 'times'> {
  if (originNs === undefined) return {};
  const beginUs: number[] = [];
  const endUs: number[] = [];
  for (const { callNs, returnNs, return: returned } of operations) {
    if (callNs === undefined) return {};
    const begin = toMicroseconds(callNs, originNs);
    if (!Number.isSafeInteger(begin) || begin < (beginUs.at(-1) ?? 0)) return {};
    beginUs.push(begin);
    if (returned === Infinity) endUs.push(Infinity);
    else if (returnNs === undefined) return {};
    else {
      const end = toMicroseconds(returnNs, originNs);
      // What it took is kept plus 1.
      if (!Number.isSafeInteger(end + 1) || end < begin) return {};
      endUs.push(end);
    }
  }
  return { times: { beginUs, endUs } };
}

/** Numbers texts as they come. */
class Numbered {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.all.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}
