import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import type { CommandReading, CommandSetting, Word } from "./command.ts";
import { readCommand } from "./read.ts";

const SETTING: CommandSetting = {
  cwd: "/work/shop",
  home: "/home/ada",
  workspace: "/work/shop",
  env: new Map(),
  reach: [],
  depth: 0,
  source: { file: "command", address: "", path: [] },
};

function read(words: readonly (string | null)[], setting: Partial<CommandSetting> = {}): CommandReading {
  const command = words.map((text): Word => ({ text, quoted: true }));
  return readCommand(command, { ...SETTING, ...setting });
}

describe("readCommand()", () => {
  it("takes a program that nobody has a grammar for as one that runs", () => {
    const { effects, unresolved } = read(["/opt/bin/frobnicate", "-x", null]);
    expect(unresolved).toEqual([]);
    expect(effects[0]).toMatchObject({
      verb: "invoke",
      resource: {
        kind: "Command",
        name: "frobnicate",
        properties: { program: "frobnicate", path: "/opt/bin/frobnicate", runsCode: false },
      },
    });
    expect(effects[0]?.resource.properties["arguments"]).toEqual(["-x", expect.any(Unknown)]);
  });

  it("masks secrets in arguments", () => {
    const { effects } = read(["frobnicate", "--password", "hunter2hunter2"]);
    expect(JSON.stringify(effects)).not.toContain("hunter2");
  });

  it("gives everything the reach of what the command is inside of", () => {
    const { effects } = read(["frobnicate"], { reach: ["elevated"] });
    expect(effects[0]).toMatchObject({
      traits: ["elevated"],
      resource: { properties: { elevated: true } },
    });
  });

  it("says what it cannot read", () => {
    expect(read([null]).unresolved.map(({ code }) => code)).toEqual(["program-unknown"]);
    expect(read(["ls"], { depth: 1000 }).unresolved.map(({ code }) => code)).toEqual(["command-too-large"]);
    expect(read([])).toEqual({ effects: [], unresolved: [], nested: [] });
  });
});
