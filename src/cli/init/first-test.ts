/**
 * The first test that `skerry init` writes: a recorded client and a simulated cluster, both of a
 * few lines, both passing, and both meant to be replaced.
 */

import type { Project } from './project.js';

/** The text of the test file, in TypeScript or JavaScript. */
export function firstTest({ framework }: Project, isTyped: boolean): string {
  const typed = (text: string): string => (isTyped ? text : '');
  const imports = [
    `import { createRecorder } from 'skerry';`,
    ...(isTyped ? [`import type { Context, Request, UserCluster, Value } from 'skerry';`] : []),
    `import 'skerry/${framework}';`,
    `import { registerWorkload } from 'skerry/workloads';`,
  ];
  const own =
    framework === 'vitest'
      ? `import { expect, test } from 'vitest';`
      : `import { expect, test } from '@jest/globals';`;
  const ordered = framework === 'vitest' ? [...imports, own] : [own, ...imports];
  return `${HEADER}
${ordered.join('\n')}

${client(typed)}
${recordedTest(typed)}
${cluster(typed)}
${clusterTest(framework)}`;
}

const HEADER = `/**
 * Written by skerry init: a client that is recorded while it works, and a cluster that is simulated
 * under faults. Both are stand-ins. Put your own in their places.
 */
`;

function client(typed: (text: string) => string): string {
  return `/** Stands for a client of your system; all of them share one store. */
class MemoryClient {
  ${typed('readonly ')}#store${typed(': Map<string, number>')};

  constructor(store${typed(': Map<string, number>')}) {
    this.#store = store;
  }

  async read(key${typed(': string')})${typed(': Promise<number | null>')} {
    return this.#store.get(key) ?? null;
  }

  async write(key${typed(': string')}, value${typed(': number')})${typed(': Promise<void>')} {
    this.#store.set(key, value);
  }
}
`;
}

function recordedTest(typed: (text: string) => string): string {
  return `test('what clients see is linearizable', async () => {
  const recorder = createRecorder({ timeoutMs: 2_000 });
  const store = new Map${typed('<string, number>')}();
  // Your own: connect three clients to your system, and wrap each of them.
  //   const clients = [recorder.wrap(await connect()), ...];
  // Where its methods are not read(key) and write(key, value), say what they are:
  //   recorder.wrap(client, {
  //     operations: {
  //       get: (key) => ({ f: 'read', key }),
  //       set: (key, value) => ({ f: 'write', key, value }),
  //     },
  //   });
  const clients = [0, 1, 2].map(() => recorder.wrap(new MemoryClient(store)));
  await Promise.all(
    clients.map(async (client, number) => {
      for (let round = 0; round < 20; round++) {
        // Every value is written once, so that a read tells which write it saw. What fails is
        // recorded, and the client goes on.
        await client.write('x', 100 * number + round).catch(() => {});
        await client.read('x').catch(() => {});
      }
    }),
  );
  recorder.finish();
  await recorder.save('.skerry/history.jsonl');
  expect(recorder.history()).toBeLinearizable('register');
});
`;
}

function cluster(typed: (text: string) => string): string {
  const signature =
    typed('request(ctx: Context, client: string, request: Request): void') ||
    'request(ctx, client, request)';
  return `/** With SEEDED_BUG=1 in the environment you see what a violation looks like. */
const hasBug = process.env.SEEDED_BUG === '1';

/** Stands for a server of your system: a register for each key, on disk. */
class Server {
  ${signature} {
    const { id, f, key, value } = request;
    const register = \`register \${JSON.stringify(key)}\`;
    const done = \`done \${id}\`;
    // A request that comes again gets the answer that it had.
    if (ctx.disk.read(done) === undefined) {
      if (f === 'write') ctx.disk.write(register, value);
      ctx.disk.write(done, f === 'write' ? value : (ctx.disk.read(register) ?? null));
    }
    const answer = ctx.disk.read(done)${typed(' as Value')};
    const reply = ()${typed(': void')} => ctx.reply(client, id, { type: 'ok', value: answer });
    // The bug: to answer before the disk has it, so that a crash takes back what was answered.
    if (hasBug) reply();
    else ctx.disk.sync(reply);
  }
}

const cluster${typed(': UserCluster')} = {
  name: 'sample',
  nodes: 1,
  node: () => new Server(),
  workload: registerWorkload,
};
`;
}

function clusterTest(framework: Project['framework']): string {
  const survive = `  await expect(cluster).toSurvive({ runs: 100 });`;
  const body =
    framework === 'vitest'
      ? `test('the cluster survives faults', { timeout: 60_000 }, async () => {\n${survive}\n});`
      : `test('the cluster survives faults', async () => {\n${survive}\n}, 60_000);`;
  return `// A violation is shrunk, explained in the message, and saved with its page in .skerry.
${body}
`;
}
