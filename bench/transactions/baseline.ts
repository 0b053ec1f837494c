/**
 * A measured process: reads a file, gives every line to `JSON.parse`, and prints the processor
 * seconds that took. No checker that goes by way of objects can be faster.
 */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { processorSeconds } from '../linearizability/measurement.js';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give FILE');
let events = 0;
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (JSON.parse(line) !== null) events++;
}
console.log(JSON.stringify({ events, totalSeconds: processorSeconds() }));
