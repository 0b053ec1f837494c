/**
 * What coordinator and participants of two-phase commit say to each other (Bernstein, Hadzilacos,
 * Goodman, "Concurrency Control and Recovery in Database Systems", 1987, section 7.4), and what a
 * transaction of the bank asks of one shard.
 */

import type { Request } from '../../simulator/node.js';

/** What a participant is to do with one of its accounts: add to it, or, adding nothing, read it. */
export interface Task {
  readonly account: string;
  readonly amount: number;
}

/** Why a participant votes no. */
export type Refusal = 'locked' | 'too little money';

/** Balances by account. */
export type Balances = Readonly<Record<string, number>>;

/** Everything that is said. `inquire` goes to the coordinator and to the other participants. */
export type Message =
  | {
      readonly type: 'prepare';
      readonly transaction: string;
      readonly participants: readonly string[];
      readonly tasks: readonly Task[];
    }
  | {
      readonly type: 'vote';
      readonly transaction: string;
      readonly refusal: Refusal | null;
      readonly balances: Balances;
    }
  | { readonly type: 'decision'; readonly transaction: string; readonly commits: boolean }
  | { readonly type: 'acknowledge'; readonly transaction: string }
  | { readonly type: 'inquire'; readonly transaction: string };

/** What each account of the bank holds at first. */
export const INITIAL_BALANCE = 10;

/** The server that coordinates; all others are shards. */
export function coordinatorOf(servers: readonly string[]): string {
  return servers[0] as string;
}

/** The tasks of an operation by the shard that they are for. */
export function tasksOf(request: Request, servers: readonly string[]): Map<string, Task[]> {
  const shards = servers.slice(1);
  const tasks = new Map<string, Task[]>();
  for (const task of changesOf(request)) {
    const shard = shards[sumOfCodes(task.account) % shards.length] as string;
    tasks.set(shard, [...(tasks.get(shard) ?? []), task]);
  }
  return tasks;
}

/** A transfer of `[from, to, amount]` is two changes; anything else reads a list of accounts. */
function changesOf({ f, value }: Request): Task[] {
  if (f !== 'transfer') {
    return (value as readonly string[]).map((account) => ({ account, amount: 0 }));
  }
  const [from, to, moved] = value as readonly [string, string, number];
  return [
    { account: from, amount: -moved },
    { account: to, amount: moved },
  ];
}

function sumOfCodes(text: string): number {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0).reduce(
    (sum, code) => sum + code,
    0,
  );
}
