import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { UnavailableError } from "#core/diagnostics";

/** The last release that was opened, kept so that whoever loses its source goes on deciding by what it had. */
export interface LastGood {
  /** Null for none. What is read is opened anew, as if it came from anywhere: the disk is not trusted. */
  load(): Promise<Uint8Array | null>;
  /** Durable and whole when it answers; a crash leaves the one before. */
  keep(release: Uint8Array): Promise<void>;
}

/** Keeps the last release in one file. Rejects with an `UnavailableError` (`last-good`) where the disk does. */
export function createLastGood(path: string): LastGood {
  return {
    load: async () => {
      try {
        return await readFile(path);
      } catch (cause) {
        if (isAbsent(cause)) return null;
        throw new UnavailableError("last-good", `The last release in \`${path}\` cannot be read`, { cause });
      }
    },
    keep: async (release) => {
      try {
        await writeDurably(path, release);
      } catch (cause) {
        throw new UnavailableError("last-good", `The release cannot be kept in \`${path}\``, { cause });
      }
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Makes the rename itself durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAbsent(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
