/**
 * Programs as nodes of the simulator: a server whose program is started anew in each of its lives,
 * and a client whose program is called for each operation.
 */

import type { AsyncContext, AsyncNode } from '../simulator/asynchronous/node.js';
import type { Answer, Body, Request as Operation } from '../simulator/node.js';
import { currentExecution, runAs } from './current.js';
import { Process } from './process.js';
import type { ClientProgram, ProcessNode, Program } from './program.js';
import { decodeRequest, encodeResponse, refusal } from './wire.js';
import type { RequestBody, ResponseBody } from './wire.js';

/** A year: no run lasts so long. */
const FOREVER_US = 31_536_000_000_000;

/** Told of each life that begins. */
type Begun = (process: Process) => void;

/** A server that runs `program`. */
export function serverNode(program: Program, begun: Begun): AsyncNode {
  return new ServerNode(program, begun);
}

/** A client that serves its operations by `program`. */
export function clientNode(program: ClientProgram, begun: Begun): AsyncNode {
  return new ClientNode(program, begun);
}

/** One life of a node: its process, and what ends it. */
class Life {
  readonly process: Process;
  /** Rejects when the program dies; until then it waits for something that does not come. */
  readonly guard: Promise<void>;

  constructor(
    readonly context: AsyncContext,
    begun: Begun,
  ) {
    this.process = new Process(context);
    begun(this.process);
    this.guard = Promise.race([this.process.death, context.sleep(FOREVER_US)]);
  }
}

class ServerNode implements AsyncNode {
  private process: Process | undefined;

  constructor(
    private readonly program: Program,
    private readonly begun: Begun,
  ) {}

  start(context: AsyncContext): Promise<void> {
    const { process, guard } = new Life(context, this.begun);
    this.process = process;
    runAs({ process, context }, async () => this.program(nodeOf(process))).catch((error: unknown) =>
      process.kill(error),
    );
    return guard;
  }

  async message(context: AsyncContext, _from: string, body: Body): Promise<Body | void> {
    const request = body as RequestBody;
    const process = this.process as Process;
    if (!process.takesFirst(request.call)) return;
    if (process.handler === undefined) return refusal(request.type);
    return await runAs({ process, context }, () => respond(process, context, request));
  }

  inspect(): string {
    return this.process?.show?.() ?? '';
  }
}

class ClientNode implements AsyncNode {
  private process: Process | undefined;

  constructor(
    private readonly program: ClientProgram,
    private readonly begun: Begun,
  ) {}

  start(context: AsyncContext): Promise<void> {
    const { process, guard } = new Life(context, this.begun);
    this.process = process;
    return guard;
  }

  request(context: AsyncContext, _client: string, operation: Operation): Promise<Answer> {
    const process = this.process as Process;
    const { self, servers } = context;
    return runAs({ process, context }, async (): Promise<Answer> => {
      try {
        return await this.program(operation, { self, servers });
      } catch (error) {
        return { type: 'info', error: messageOf(error) };
      }
    });
  }
}

/** A handler that throws has an answer too, as under any framework. */
async function respond(
  { handler }: Process,
  context: AsyncContext,
  request: RequestBody,
): Promise<ResponseBody> {
  try {
    const response = await handler?.(decodeRequest(request));
    return await encodeResponse(request.type, response as Response);
  } catch (error) {
    context.note('error', { request: request.type, message: messageOf(error) });
    const response = new Response('Internal Server Error', { status: 500 });
    return await encodeResponse(request.type, response);
  }
}

/** What the program is given; what it does there has the cause of the code that does it. */
function nodeOf(process: Process): ProcessNode {
  const { self, servers, incarnation } = process.context;
  const here = (): AsyncContext => {
    const execution = currentExecution();
    return execution?.process === process ? execution.context : process.context;
  };
  return {
    self,
    servers,
    peers: servers.filter((server) => server !== self),
    incarnation,
    disk: {
      read: (key) => here().disk.read(key),
      write: (key, value) => void here().disk.write(key, value),
      remove: (key) => void here().disk.remove(key),
      sync: () => here().disk.sync(),
    },
    serve: (handler) => {
      process.handler = handler;
    },
    show: (state) => {
      process.show = state;
    },
    note: (label, data) => here().note(label, data),
    sometimes: (label) => here().sometimes(label),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
