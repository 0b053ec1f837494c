/**
 * Writing files whole or not at all: a reader never sees half of one, and a process that dies
 * leaves what was there before.
 */

import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Writes `text` to `path` through a draft beside it, and makes the folder. What a link points to is
 * replaced and not the link; what is no file, such as a pipe or `/dev/stdout`, is written to as it
 * is. Errors are those of the file system.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  if (await isStream(path)) return writeFile(path, text);
  const target = await realpath(path).catch(() => resolve(path));
  await makeFolder(dirname(target));
  // Two writers of one file may share a process, or a number of it on another machine.
  const draft = `${target}.${randomUUID()}.draft`;
  try {
    await writeFile(draft, text);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** By steps: where the system refuses, as below /proc, Node's `recursive` never comes back. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have made it, or somebody long ago.
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}

/** What cannot be replaced by a file: a pipe, a device, a socket. */
async function isStream(path: string): Promise<boolean> {
  // Standard output may be a file: still nobody wants another one in its place.
  if (resolve(path).startsWith('/dev/')) return true;
  try {
    const found = await stat(path);
    return !found.isFile() && !found.isDirectory();
  } catch {
    return false;
  }
}
