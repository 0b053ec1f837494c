/**
 * What can be measured: the names that assertions and reports use, with their units.
 */

/** The name of a figure. */
export type MeasurementName =
  | 'availability'
  | 'nines'
  | 'longestOutageMs'
  | 'throughput'
  | 'concurrency'
  | 'p50Ms'
  | 'p95Ms'
  | 'p99Ms'
  | 'p999Ms'
  | 'tailRatio'
  | 'messagesPerOperation'
  | 'bytesPerOperation'
  | 'recoverWithinMs'
  | 'catchUpWithinMs'
  | 'stuckOperations';

/** One figure. */
export interface MeasurementInfo {
  readonly name: MeasurementName;
  /** As written behind the figure; empty for a bare number. */
  readonly unit: string;
  readonly summary: string;
  /** The virtue or cost it measures, as introductions to distributed systems name it. */
  readonly notion: string;
  /** It is taken of a whole run, not of a phase. */
  readonly ofRun?: boolean;
}

const PREDICTABLE = 'predictable performance';
const AVAILABLE = 'availability in nines';
const TRANSPORT = 'transport cost is zero';

/** Every figure, in the order of `skerry list measurements`. */
export const MEASUREMENTS: readonly MeasurementInfo[] = [
  {
    name: 'availability',
    unit: '',
    summary: 'share of the operations that were answered in time, from 0 to 1',
    notion: AVAILABLE,
  },
  {
    name: 'nines',
    unit: '',
    summary: 'how many nines that share has: 3 is 99.9 %; at most what so many operations can show',
    notion: AVAILABLE,
  },
  {
    name: 'longestOutageMs',
    unit: 'ms',
    summary: 'longest time in which operations were tried and none was answered',
    notion: AVAILABLE,
  },
  {
    name: 'throughput',
    unit: '/s',
    summary: 'operations answered in a second of virtual time',
    notion: 'scalability',
  },
  {
    name: 'concurrency',
    unit: '',
    summary: 'operations open at once, on average over the time in which any was',
    notion: 'concurrency',
  },
  {
    name: 'p50Ms',
    unit: 'ms',
    summary: 'half took no longer, from when they were due; in vain means the time-out at least',
    notion: PREDICTABLE,
  },
  { name: 'p95Ms', unit: 'ms', summary: '95 % took no longer', notion: PREDICTABLE },
  { name: 'p99Ms', unit: 'ms', summary: '99 % took no longer', notion: PREDICTABLE },
  { name: 'p999Ms', unit: 'ms', summary: '99.9 % took no longer', notion: PREDICTABLE },
  {
    name: 'tailRatio',
    unit: '',
    summary: 'the 99th percentile of the latency over its median',
    notion: PREDICTABLE,
  },
  {
    name: 'messagesPerOperation',
    unit: '',
    summary: 'messages sent for each operation, those of timers included',
    notion: TRANSPORT,
    ofRun: true,
  },
  {
    name: 'bytesPerOperation',
    unit: 'B',
    summary: 'bytes sent for each operation, as the plain data of the messages would be encoded',
    notion: TRANSPORT,
    ofRun: true,
  },
  {
    name: 'recoverWithinMs',
    unit: 'ms',
    summary: 'from the heal to the first operation that succeeds after it, in the worst run',
    notion: 'recoverability',
    ofRun: true,
  },
  {
    name: 'catchUpWithinMs',
    unit: 'ms',
    summary: 'from the heal to the time from which on all operations succeed, in the worst run',
    notion: 'recoverability',
    ofRun: true,
  },
  {
    name: 'stuckOperations',
    unit: '',
    summary: 'operations that began after the heal and were not answered in time',
    notion: 'fault tolerance: liveness with a healed core',
    ofRun: true,
  },
];
