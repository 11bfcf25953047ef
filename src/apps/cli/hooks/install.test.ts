import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "jsonc-parser";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOOK_CLIENTS, type HookClientName } from "#points/hooks";
import { CLIENT_FORMS } from "./clients.ts";
import { withHookTables, withoutHookTables } from "./edit-requirements.ts";
import { BACKUP, diffOf, makeChanges, planInstall, planUndo, type Installation } from "./install.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "writ-install-"));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function installation(client: HookClientName, changes: Partial<Installation> = {}): Installation {
  const file = join(home, ".writ/hook");
  const stub = { file, text: "#!/bin/bash\n" };
  return { client, scope: "user", home, project: home, program: [file], stub, http: null, ...changes };
}

function settings(client: HookClientName): string {
  return CLIENT_FORMS[client].file.user(home, home);
}

function write(client: HookClientName, text: string): void {
  mkdirSync(dirname(settings(client)), { recursive: true });
  writeFileSync(settings(client), text);
}

const read = (file: string): string => readFileSync(file, "utf8");

const COMMENTED = `{
    // mine
    "theme": "dark", /* keep */
    "hooks": {
        "BeforeTool": [
            { "matcher": "write_.*", "hooks": [{ "type": "command", "command": "./mine.sh" }] }
        ]
    }
}
`;

describe.each(HOOK_CLIENTS)("the installation for %s", (client) => {
  it("writes a hook for every event once, however often it is made", () => {
    makeChanges(planInstall(installation(client)));
    const { hooks } = parse(read(settings(client)));
    const { events, canaries } = CLIENT_FORMS[client];
    expect(Object.keys(hooks)).toEqual([...events, ...canaries]);
    expect(Object.values(hooks).every((entries) => Array.isArray(entries) && entries.length === 1)).toBe(true);
    expect(planInstall(installation(client))).toEqual([]);
  });

  it("leaves nothing of a file that was made for it, and all that was added to it since", () => {
    makeChanges(planInstall(installation(client)));
    makeChanges(planUndo(installation(client)));
    expect([settings(client), `${settings(client)}${BACKUP}`].filter((file) => existsSync(file))).toEqual([]);
    makeChanges(planInstall(installation(client)));
    writeFileSync(settings(client), read(settings(client)).replace("{", '{ "mine": 1,'));
    makeChanges(planUndo(installation(client)));
    expect(parse(read(settings(client)))).toMatchObject({ mine: 1 });
  });

  it("leaves after it is taken out what was there before, to the byte", () => {
    const before = '{\n  "version": 1,\n  "hooks": {\n    "Stop": []\n  }\n}\n';
    write(client, before);
    makeChanges(planInstall(installation(client)));
    expect(read(`${settings(client)}${BACKUP}`)).toBe(before);
    makeChanges(planUndo(installation(client)));
    expect(read(settings(client))).toBe(before);
  });

  it.each([
    ["no JSON", "{ hooks: "],
    ["a list", "[]"],
    ["hooks that are a list", '{ "hooks": [] }'],
    ["an event that is no list", '{ "hooks": { "PreToolUse": {} } }'],
    ["hooks that are switched off", '{ "disableAllHooks": true }'],
  ])("refuses %s and leaves it as it is", (_, text) => {
    write(client, text);
    expect(() => planInstall(installation(client))).toThrow(/so it stays as it is/);
    expect(read(settings(client))).toBe(text);
  });

  it("blocks where the command gives no answer, by the exit code and with a message", () => {
    makeChanges(planInstall(installation(client)));
    expect(read(settings(client))).toMatch(/'[^']*hook' [a-z-]+ \|\| sh -c 'echo .* >&2; exit 2'/);
  });
});

describe("planInstall()", () => {
  it.each(HOOK_CLIENTS)(
    "lets everybody read what it writes for a machine with %s, and its user alone otherwise",
    (client) => {
      const modeOf = (scope: "user" | "managed"): number | undefined =>
        planInstall(installation(client, { scope, stub: null })).at(-1)?.mode;
      expect([modeOf("managed"), modeOf("user")]).toEqual([0o644, 0o600]);
    },
  );

  it("keeps comments, indentation and the hooks of others", () => {
    write("gemini", COMMENTED);
    makeChanges(planInstall(installation("gemini")));
    const text = read(settings("gemini"));
    expect(text).toContain("    // mine\n");
    expect(text).toContain("/* keep */");
    expect(parse(text).hooks.BeforeTool).toMatchObject([{ matcher: "write_.*" }, { hooks: [{ timeout: 180_000 }] }]);
    makeChanges(planUndo(installation("gemini")));
    const left = read(settings("gemini"));
    expect(left).toContain("    // mine\n");
    expect(parse(left)).toEqual(parse(COMMENTED));
  });

  it("shows what it changes", () => {
    write("gemini", COMMENTED);
    const diff = diffOf(planInstall(installation("gemini")));
    expect(diff).toMatch(/^\+ .*BeforeModel/m);
    expect(diff.split("\n").filter((line) => line.startsWith("-") && !line.startsWith("---"))).toHaveLength(1);
  });

  it("takes the place of what an older installation wrote", () => {
    makeChanges(planInstall(installation("codex", { program: ["/old/hook"], stub: null })));
    makeChanges(planInstall(installation("codex")));
    expect(read(settings("codex"))).not.toContain("/old/hook");
  });
});

describe("the requirements of Codex", () => {
  const file = "/etc/codex/requirements.toml";
  const { ask, canary } = {
    ask: { type: "command", command: "'/etc/writ/hook' codex || x \"y\"" },
    canary: { type: "command", command: "c" },
  };
  const commands = { ask, canary, isOurs: () => false };
  const edit = (text: string): string => withHookTables(text, CLIENT_FORMS.codex, commands, file);

  it.each([
    ["nothing", ""],
    ["others with a comment", '# ours\nallowed_sandbox_modes = ["read-only"]\n[mcp_servers]\n'],
    ["features", "[features]\nother = false\nhooks = true\n\n[mcp_servers]\n"],
    ["a last line without an end", 'allowed_sandbox_modes = ["read-only"]'],
  ])("get our hooks once beside %s, and lose them to the byte", (_, text) => {
    const edited = edit(text);
    expect(edit(edited)).toBe(edited);
    expect(withoutHookTables(edited, file)).toBe(text);
    expect(getStaticTOMLValue(parseTOML(edited))).toMatchObject({
      features: { hooks: true },
      hooks: { PreToolUse: [{ hooks: [ask] }], PostToolUse: [{ hooks: [ask] }], SessionStart: [{ hooks: [canary] }] },
    });
  });

  it.each([
    ["no TOML", "a = "],
    ["hooks that are switched off", "[features]\nhooks = false\n"],
    ["hooks that are switched on elsewhere", "[features]\nother = true\n[more]\nhooks = true\n"],
    ["hooks as one value", "hooks = { PreToolUse = [] }\n"],
    ["half of our own", edit("").slice(0, 120)],
  ])("stay as they are where they hold %s", (_, text) => {
    expect(() => edit(text)).toThrow(/so it stays as it is/);
  });
});
