/**
 * A measured process: reads a history, judges it by the classic search, and prints a line of JSON.
 * It stops itself when it has used the processor time or the memory that it was given.
 */

import { sizeOf } from '../../src/history/columns/columnar-history.js';
import { classicSearch } from '../wgl/search.js';
import { peakMegabytes, processorSeconds, type Measurement } from './measurement.js';
import { historyOf, modelOf, subjectArguments } from './subject-arguments.js';

const given = subjectArguments();
const history = await historyOf(given);
const model = modelOf(given);
let why = 'Wing-Gong-Lowe';
const beganSeconds = processorSeconds();
const result = classicSearch(history, model, shouldStop);
const totalSeconds = processorSeconds();
const measurement: Measurement = {
  verdict: result.kind,
  algorithm: why,
  configurations: result.configurations,
  operations: sizeOf(history),
  totalSeconds,
  checkSeconds: totalSeconds - beganSeconds,
  peakMb: peakMegabytes(),
};
console.log(JSON.stringify(measurement));

function shouldStop(): boolean {
  if (processorSeconds() > given.secondsMax) why = 'stopped by time';
  else if (process.memoryUsage.rss() / 2 ** 20 > given.megabytesMax) why = 'stopped by memory';
  else return false;
  return true;
}
