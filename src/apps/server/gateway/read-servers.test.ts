import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readServers, type ServersResult } from "./read-servers.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-servers-"));
const SERVERS = "servers: { shop: { command: node } }\n";

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function read(text: string): ServersResult {
  const file = join(FOLDER, "mcp.yaml");
  writeFileSync(file, SERVERS + text);
  return readServers(file, {});
}

describe("readServers()", () => {
  it("says nothing of inspection that the file does not say, so that the documents do", () => {
    expect(read("")).toMatchObject({ kind: "read", inspection: { markings: [], ignore: null, actions: {} } });
    expect(
      read("inspection: { actions: { personal: block }, markings: { ours: [FOR US] }, ignore: [phone] }"),
    ).toMatchObject({
      inspection: {
        markings: [{ label: "ours", phrases: ["FOR US"] }],
        ignore: ["phone"],
        actions: { personal: "block" },
      },
    });
  });

  it("takes the code of denials from AuthZEN's profile only where it is asked for", () => {
    expect(read("")).toMatchObject({ denialCode: -31_403 });
    expect(read("profile: coaz-mcp")).toMatchObject({ denialCode: -32_001 });
  });

  it.each([
    ["profile: coaz", "`profile` must be `coaz-mcp`"],
    ["inspection: { actions: { secrets: block } }", "Nothing finds the label `secrets`"],
    ["inspection: { actions: { confidential: redact } }", "cannot be redacted"],
    ["inspection: { ignore: [telephone] }", "no detector is called so"],
    ["inspection: { actions: { secret: hide } }", "must be `label`, `redact` or `block`"],
  ])("refuses %s", (text, problem) => {
    const result = read(text);
    expect(result.kind === "broken" ? result.problems.join() : "").toContain(problem);
  });
});
