import { chmod, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a file that is either whole or not there: `write` fills one beside it, which takes its
 * place at the end. It may hold secrets, so only its owner may read it.
 */
export async function replaceFile<T>(
  target: string,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  await rm(temporary, { force: true });
  try {
    const file = await open(temporary, "wx", 0o600);
    await file.close();
    const result = await write(temporary);
    await chmod(temporary, 0o600);
    await flush(temporary);
    await rename(temporary, target);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function flush(name: string): Promise<void> {
  const file = await open(name, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
