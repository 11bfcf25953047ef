import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openFolderLog } from "#adapters/logs";
import { bundlesOver, decodeBundle, tilePath, type EvidenceLog } from "#core/evidence";
import { testSigner } from "../../src/core/evidence/testing/signers.ts";

const CHILD = join(import.meta.dirname, "append-until-killed.ts");

/** Appends in another process until it has noted some more, and kills that with a signal that nothing can catch. */
async function appendAndKill(folder: string, notes: string, round: number): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=@writ/source", CHILD, folder, notes, String(round)], {
    stdio: "inherit",
  });
  const enough = statSync(notes).size + 150_000 + round * 70_000;
  while (statSync(notes).size < enough && child.exitCode === null) await wait(5);
  child.kill("SIGKILL");
  if (child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
}

/** What was noted; a line that the kill cut off is taken out of the file, so that the next process does not go on in it. */
function wholeLines(notes: string): readonly string[] {
  const text = readFileSync(notes, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  writeFileSync(notes, whole);
  return whole.split("\n").slice(0, -1);
}

async function contentOf(log: EvidenceLog): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const name of bundlesOver({ from: 0, to: log.size() }, log.size())) {
    const entries = decodeBundle((await log.read(tilePath(name))) ?? new Uint8Array(0)) ?? [];
    texts.push(...entries.map((entry) => Buffer.from(entry).toString()));
  }
  return texts;
}

describe("a log whose process is killed under load", () => {
  it("has every record that it acknowledged, at its index, after each of several kills", async () => {
    const [folder, notes] = [
      mkdtempSync(join(tmpdir(), "writ-kill-")),
      join(mkdtempSync(join(tmpdir(), "writ-kill-")), "notes"),
    ];
    writeFileSync(notes, "");
    for (let round = 0; round < 4; round++) {
      await appendAndKill(folder, notes, round);
      const log = await openFolderLog({ folder, signers: [testSigner("example.com/log", 1)] });
      const content = await contentOf(log);
      await log.close();
      const noted = wholeLines(notes);
      expect(noted.length).toBeGreaterThan(100);
      const lost = noted.filter(
        (line) => content[Number(line.slice(0, line.indexOf(" ")))] !== line.slice(line.indexOf(" ") + 1),
      );
      expect(lost).toEqual([]);
    }
  });
});
