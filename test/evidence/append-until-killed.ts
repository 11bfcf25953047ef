import { openSync, writeSync } from "node:fs";
import { testSigner } from "../../src/core/evidence/testing/signers.ts";
import { openFolderLog } from "#adapters/logs";

// A process of its own: appends to the log in the first folder with many writers, and notes in the file named second what was acknowledged.
const [, , folder = "", notes = "", round = ""] = process.argv;
const log = await openFolderLog({ folder, signers: [testSigner("example.com/log", 1)], publishAfterMs: 20 });
const file = openSync(notes, "a");

async function write(writer: number): Promise<void> {
  for (let count = 0; ; count++) {
    const text = `${round}-${writer}-${count}-${"x".repeat((writer * 37 + count * 11) % 700)}`;
    const answer = await log.append(Buffer.from(text));
    if (answer.kind === "appended") writeSync(file, `${answer.index} ${text}\n`);
  }
}

await Promise.all(Array.from({ length: 64 }, (_, writer) => write(writer)));
