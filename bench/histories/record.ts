/**
 * Runs a subject under concurrent clients and records what they see. Each step advances one client
 * chosen at random: it calls, then the operation takes effect, then it returns, so that about two
 * thirds of the clients have an operation in flight. The history is linearizable by construction.
 */

import { NEVER, NOTHING, type Recording, type Request } from './recording.js';
import { sequenceOf, type Sequence } from './sequence.js';
import type { Subject } from './subject.js';

/** What is recorded. */
export interface RecordOptions {
  readonly functions: readonly string[];
  readonly subject: Subject;
  readonly operations: number;
  readonly clients: number;
  /** How likely an operation crashes; half of those take effect. */
  readonly crashes: number;
  readonly seed: number;
}

type Phase = 'idle' | 'called' | 'done';

/** A client goes on under a new process number after a crash. */
interface Client {
  process: number;
  phase: Phase;
  operation: number;
  fate: 'returns' | 'crashes after its effect' | 'crashes before its effect';
  readonly request: Request;
}

/** The recording of a run; linear, and the same for the same options. */
export function record(options: RecordOptions): Recording {
  const { clients, operations, subject } = options;
  const random = sequenceOf(options.seed);
  const columns = emptyColumns(operations);
  const all = Array.from({ length: clients }, (_, process) => newClient(process));
  let begun = 0;
  let active = 0;
  let rank = 0;
  while (begun < operations || active > 0) {
    const client = all[random.below(clients)]!;
    if (client.phase === 'idle') {
      if (begun === operations) continue;
      call(client, begun, options, random, columns);
      columns.call[begun++] = rank++;
      active++;
    } else if (client.phase === 'called') {
      if (client.fate !== 'crashes before its effect') {
        const answer = subject.apply(client.request);
        if (client.fate === 'returns') columns.output[client.operation] = answer;
      }
      client.phase = 'done';
    } else {
      if (client.fate === 'returns') columns.returned[client.operation] = rank++;
      else client.process += clients;
      client.phase = 'idle';
      active--;
    }
  }
  return { functions: options.functions, size: operations, ...columns, ranks: rank };
}

type Columns = Omit<Recording, 'functions' | 'size' | 'ranks'>;

function emptyColumns(size: number): Columns {
  return {
    process: new Int32Array(size),
    f: new Uint8Array(size),
    key: new Int32Array(size),
    input: new Int32Array(size),
    second: new Int32Array(size),
    output: new Int32Array(size).fill(NOTHING),
    call: new Int32Array(size),
    returned: new Int32Array(size).fill(NEVER),
  };
}

function newClient(process: number): Client {
  const request = { f: 0, key: NOTHING, input: NOTHING, second: NOTHING };
  return { process, phase: 'idle', operation: 0, fate: 'returns', request };
}

function call(
  client: Client,
  operation: number,
  { subject, crashes }: RecordOptions,
  random: Sequence,
  columns: Columns,
): void {
  const { request } = client;
  request.key = NOTHING;
  request.input = NOTHING;
  request.second = NOTHING;
  subject.draw(random, request);
  client.operation = operation;
  client.phase = 'called';
  client.fate = 'returns';
  if (random.chance(crashes)) {
    client.fate = random.chance(0.5) ? 'crashes after its effect' : 'crashes before its effect';
  }
  columns.process[operation] = client.process;
  columns.f[operation] = request.f;
  columns.key[operation] = request.key;
  columns.input[operation] = request.input;
  columns.second[operation] = request.second;
}
