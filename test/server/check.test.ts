import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { up } from "#apps/server";
import { textSource } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-check-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** What `writ up --check` says of files that the settings name. */
async function check(files: Readonly<Record<string, string>>): Promise<string> {
  const told: string[] = [];
  const named = Object.entries(files).map(([setting, text]) => {
    const file = join(FOLDER, `${setting}.yaml`);
    writeFileSync(file, text);
    return [setting, file] as const;
  });
  const { kind } = await up({
    flags: { data: join(FOLDER, "never"), ...Object.fromEntries(named) },
    environment: { KEY: "k" },
    configFile: null,
    check: true,
    newToken: false,
    version: "1.0.0",
    policies: () => textSource(),
    print: () => undefined,
    complain: (line) => told.push(line),
  });
  return `${kind}: ${told.join("")}`;
}

const GOOD = {
  mcp: "servers: { orders: { command: node } }",
  models:
    "providers: [{ name: openai, api: openai, url: https://api.openai.com, keyEnvironment: KEY, pricesAsOf: '2026-11-26', models: [{ name: m, inputUsd: 1, outputUsd: 1, maxOutputTokens: 9, maxInputTokens: 9 }] }]",
  brokers: "[]",
};

describe("writ up --check", () => {
  it("takes files that a start would take", async () => {
    expect(await check(GOOD)).toBe("checked: ");
  });

  it.each([
    ["mcp", "servers: { orders: {} }"],
    ["models", "providers: 7"],
    ["brokers", "brokers: {}"],
  ])("refuses a file of %s that no start would take, and says where it is", async (setting, text) => {
    const told = await check({ ...GOOD, [setting]: text });
    expect(told).toMatch(/^refused: writ: /);
    expect(told).toContain(`${setting}.yaml`);
  });

  it("tells what is wrong with all of them at once", async () => {
    const told = await check({ mcp: "servers: 1", models: "providers: 7", brokers: "7" });
    for (const file of ["mcp.yaml", "models.yaml", "brokers.yaml"]) expect(told).toContain(file);
  });
});
