import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";

/** The file system of the machine. */
export const nodeDisk: Disk = {
  open: async (path) => diskFile(await open(path, "r+")),
  read: (path) => orElse(readFile(path), null),
  list: async (folder) => (await orElse(readdir(folder), [])).toSorted((a, b) => (a < b ? -1 : 1)),
  replace,
  syncPath: syncAt,
  remove: (path) => rm(path, { recursive: true, force: true }),
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
};

function diskFile(file: FileHandle): DiskFile {
  return {
    async write(bytes, at) {
      // One call may write less than all, and does so when the disk is nearly full.
      for (let done = 0; done < bytes.length;)
        done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    },
    sync: () => file.datasync(),
    close: () => file.close(),
  };
}

async function replace(path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
  const temporary = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(temporary, "w", 0o644);
  try {
    await file.writeFile(bytes);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  if (durable) await syncAt(dirname(path));
}

async function syncAt(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function orElse<Found, Other>(found: Promise<Found>, other: Other): Promise<Found | Other> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return other;
    throw error;
  }
}
