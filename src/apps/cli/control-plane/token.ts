import { UsageError } from "../usage-error.ts";
import type { Environment } from "./connect.ts";
import { readSmallFile } from "./read-small-file.ts";

/** Tokens of issuers are longer than Writ's own. */
const LONGEST = 16 * 1024;
const GROUP_AND_OTHERS = 0o077;

/** The token of a file, or else of the environment. It stands in no message, and a file that others may read is refused. */
export function readToken(file: string | undefined, environment: Environment): string {
  const token = file === undefined ? environment["WRIT_TOKEN"]?.trim() : readTokenFile(file);
  if (token === undefined || token === "") {
    throw new UsageError(
      "No token is set, and a control plane answers nobody without one",
      "set WRIT_TOKEN, or name a file with --token-file",
    );
  }
  if (token.length > LONGEST || !/^[\x21-\x7e]+$/.test(token)) {
    const where = file === undefined ? "in WRIT_TOKEN" : `in \`${file}\``;
    throw new UsageError(`What stands ${where} is no token`, "a token is one word, as it was shown when it was made");
  }
  return token;
}

function readTokenFile(file: string): string {
  const { text, mode } = readSmallFile(file, "the token", LONGEST + 2);
  if (process.platform !== "win32" && (mode & GROUP_AND_OTHERS) !== 0) {
    throw new UsageError(`Others may read the token in \`${file}\``, `run \`chmod 600 ${file}\`, and make a new token`);
  }
  return text.trim();
}
