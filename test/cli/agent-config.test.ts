import { describe, expect, it } from "vitest";
import { policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const PINNED = policy(
  "tools-pinned",
  "!has(resource.properties.package) || resource.properties.package.pinned",
  "  severity: high\n  match: { kinds: [Tool] }",
);
const ASKED = policy(
  "somebody-is-asked",
  "!resource.properties.approval.bypassed",
  "  severity: high\n  match: { kinds: [AgentSettings] }",
);

const SECRET = "hunter2hunter2xyz";
const FILES = {
  "policies/pinned.yaml": PINNED,
  "policies/asked.yaml": ASKED,
  "work/.mcp.json": `{
  // tools of the team
  "mcpServers": {
    "files": { "command": "npx",
      "args": ["-y", "files-server"],
      "env": { "FILES_TOKEN": "${SECRET}" } },
  },
}
`,
  "work/.claude/settings.json": '{ "permissions":\n  { "defaultMode": "bypassPermissions" } }',
  "work/.codex/config.toml": '# mine\r\nmodel = "x"\r\napproval_policy = "never"\r\n',
  "work/.vscode/settings.json": "{ /* of the editor, not of an agent */ }",
  "work/Cargo.toml": '[package]\nname = "a"\n',
};

const args = ["check", "--no-library", "-p", "policies", "-o", "json", "work"];

interface Found {
  readonly policy: string;
  readonly location: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
}

describe.concurrent("configurations of agents on the command line", () => {
  it("are found in a folder, and findings have the line of the setting", async () => {
    const { code, stdout } = await writ(folderOf(FILES), args);
    const { findings }: { findings: readonly Found[] } = JSON.parse(stdout);
    const places = findings.map(
      ({ policy: name, location: { file, start } }) => `${name} ${file}:${start.line}:${start.column}`,
    );
    expect(places.toSorted()).toEqual([
      "somebody-is-asked work/.claude/settings.json:2:5",
      "somebody-is-asked work/.codex/config.toml:3:1",
      "tools-pinned work/.mcp.json:5:7",
    ]);
    expect(code).toBe(1);
    expect(stdout).not.toContain(SECRET);
  });

  it("that are broken end the run with 2, and the others are judged", async () => {
    const { code, stdout } = await writ(
      folderOf({ ...FILES, "work/.codex/config.toml": 'approval_policy = "nev' }),
      args,
    );
    const { findings, diagnostics } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(findings).toHaveLength(2);
    expect(diagnostics).toMatchObject([
      { code: "toml-truncated", span: { file: "work/.codex/config.toml", start: { line: 1, column: 23 } } },
    ]);
  });
});
