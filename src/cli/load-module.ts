/**
 * Modules of the user that a command names by their path.
 */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError, EXIT, usageError } from './exit-codes.js';

/** Whether a name is a path and no name of ours: they have neither dots nor slashes. */
export function isPath(name: string): boolean {
  return /[./\\]/.test(name);
}

/** What other threads import. */
export function moduleUrl(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

/**
 * The exports of a module. @param what it is for, such as `a model`.
 * @throws CommandError when there is no such file, or it cannot be loaded.
 */
export async function loadModule(path: string, what: string): Promise<Record<string, unknown>> {
  if (!existsSync(resolve(path))) throw usageError(`there is no file ${path} to load ${what} from`);
  try {
    return (await import(moduleUrl(path))) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = /\.m?ts$/.test(path)
      ? ' (this Node may not run TypeScript: compile it first)'
      : '';
    throw new CommandError(`${path} cannot be loaded: ${message}${hint}`, EXIT.badInput);
  }
}
