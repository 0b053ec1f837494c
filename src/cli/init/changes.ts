/**
 * The files that `skerry init` writes: all of them or none, and none that is there already with
 * another content unless that is asked for.
 */

import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeWhole } from '../../run/write-file.js';

/** A file as it is to be. */
export interface WantedFile {
  /** From the folder of the project, with slashes. */
  readonly path: string;
  readonly content: string;
  /** Made from what is there already, such as a line that is added: no conflict. */
  readonly isAmended: boolean;
  /** What of it is new: `a line .skerry/`; empty for a whole file. */
  readonly remark: string;
}

/** A file as it is to be, and as it is. */
export interface Change extends WantedFile {
  /** `conflict`: it is there, with another content. */
  readonly kind: 'create' | 'amend' | 'replace' | 'unchanged' | 'conflict';
  /** What is there; `undefined` for nothing. */
  readonly before: string | undefined;
}

/** Compares what is wanted with what is there; `force` makes a conflict a replacement. */
export async function changesFor(
  folder: string,
  wanted: readonly WantedFile[],
  force: boolean,
): Promise<Change[]> {
  return Promise.all(
    wanted.map(async (file) => {
      const before = await textOf(join(folder, file.path));
      return { ...file, before, kind: kindOf(file, before, force) };
    }),
  );
}

function kindOf(
  { content, isAmended }: WantedFile,
  before: string | undefined,
  force: boolean,
): Change['kind'] {
  if (before === content) return 'unchanged';
  if (before === undefined) return 'create';
  if (isAmended) return 'amend';
  return force ? 'replace' : 'conflict';
}

/** The text of a file; `undefined` when there is none. Other errors are thrown on. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes every file that changes. When one cannot be written, those before it are put back as they
 * were, and the error of the file system is thrown on.
 */
export async function writeChanges(folder: string, changes: readonly Change[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { kind, path, content, before } of changes) {
      if (kind === 'unchanged') continue;
      const target = join(folder, path);
      const made = await mkdir(dirname(target), { recursive: true });
      if (made !== undefined) undo.push(() => removeFolders(dirname(target), made));
      undo.push(() =>
        before === undefined ? rm(target, { force: true }) : writeWhole(target, before),
      );
      await writeWhole(target, content);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => {});
    throw error;
  }
}

/** Removes `folder` and those around it, up to `last`. */
async function removeFolders(folder: string, last: string): Promise<void> {
  await rmdir(folder);
  if (resolve(folder) !== resolve(last)) await removeFolders(dirname(folder), last);
}
