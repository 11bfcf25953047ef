import { parseArgs } from "node:util";
import { ReadError } from "./folder-files.ts";
import { visible } from "./report-text.ts";
import { verifyFolder } from "./verify-folder.ts";

// The program that lies in every pack as verify.mjs: what `writ evidence verify` does, in one file without dependencies.

const USAGE = `Usage: node verify.mjs [folder] [--trust <policy>] [--key <key>] [--known <checkpoint>]... [--format text|json] [--openssl]

Exit codes: 0 valid, 1 not valid, 2 usage or reading error, 4 undecided (the key came with the evidence)
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      trust: { type: "string" },
      key: { type: "string" },
      known: { type: "string", multiple: true },
      format: { type: "string", default: "text" },
      openssl: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { trust, key, known = [], format, openssl, help } = values;
  if (format !== "text" && format !== "json") throw new ReadError(`\`--format ${format}\` is neither text nor json`);
  if (help) process.stdout.write(USAGE);
  else {
    const request = {
      folder: positionals[0] ?? ".",
      trust,
      key,
      known,
      openssl,
      format,
    } as const;
    const { text, exitCode } = await verifyFolder(request);
    process.stdout.write(text);
    process.exitCode = exitCode;
  }
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error;
  const isTold = error instanceof ReadError || isUsage;
  const defect = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`verify: ${isTold ? visible(error.message) : defect}\n${isUsage ? `\n${USAGE}` : ""}`);
  process.exitCode = 2;
}
