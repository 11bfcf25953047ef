import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** Makes a token into a new file that its owner alone may read. The file is there before the token, so that none is lost. Throws a `UsageError`. */
export async function makeInto<Made extends { readonly token: string }>(
  file: string,
  make: () => Promise<Made>,
): Promise<Made> {
  const descriptor = open(file);
  try {
    const made = await make();
    writeSync(descriptor, `${made.token}\n`);
    return made;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    throw new UsageError(
      `Cannot write the token to \`${file}\`: ${reasonOf(error)}`,
      "name a file that is not there yet",
    );
  }
}
