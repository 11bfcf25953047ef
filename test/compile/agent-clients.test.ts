import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTOML } from "toml-eslint-parser";
import { describe, expect, it } from "vitest";
import { EMITTERS, type Emission } from "#adapters/emitters";
import { readSource } from "#adapters/sources";
import type { Bundle } from "#core/bundle";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";

const LOCKED = `
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec:
  parameters:
    agt-06-tools-approved-and-pinned: { approvedServers: [tickets], limitedClients: [claude-code, codex, gemini] }
    agt-07-approval-for-high-impact: { locked: [claude-code, codex, gemini] }
`;
const NAMED = LOCKED.replace(
  "approvedServers: [tickets],",
  'approvedServers: [tickets], approvedEndpoints: ["https://tools.example.com/mcp"], approvedCommands: ["npx -y @example/files@1.2.3"],',
);
const NONE = LOCKED.replace("approvedServers: [tickets], ", "");
const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);

function bundleWith(settings: string): Bundle {
  const path = join(mkdtempSync(join(tmpdir(), "writ-settings-")), "settings.yaml");
  writeFileSync(path, settings);
  const { bundle, diagnostics } = loadPolicies({ paths: [path], library: true });
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return bundle;
}

function verdictsOn(bundle: Bundle, file: string, text: string): readonly Verdict[] {
  const program = compileProgram(bundle);
  const reading = readSource({ file, bytes: Buffer.from(text) });
  expect(reading.diagnostics).toEqual([]);
  const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
  const proposed = proposeReadings(program, bundle.kinds, [reading], options);
  return proposed.flatMap(({ proposal }) => decide(program, proposal, NOW).verdicts);
}

function textOf({ documents }: Emission, path: string): string {
  return documents.find((one) => one.path === path)?.text ?? "";
}

describe.each([
  { target: "claude-settings", path: "managed-settings.json", folder: "/etc/claude-code", settings: NAMED, least: 9 },
  { target: "codex-requirements", path: "requirements.toml", folder: "/etc/codex", settings: LOCKED, least: 4 },
  { target: "codex-requirements", path: "requirements.toml", folder: "/etc/codex", settings: NONE, least: 8 },
  { target: "gemini-policies", path: "settings.json", folder: "/etc/gemini-cli", settings: LOCKED, least: 3 },
] as const)("what is compiled by $target", ({ target, path, folder, settings, least }) => {
  const bundle = bundleWith(settings);
  const emission = EMITTERS[target](bundle);
  const { covered, gaps } = emission;

  it("is read back by its source, and passes every validation that it covers", () => {
    const verdicts = verdictsOn(bundle, `${folder}/${path}`, textOf(emission, path));
    const wanted = covered.filter(({ by }) => by === path);
    expect(wanted.length).toBeGreaterThanOrEqual(least);
    for (const { policy, validation } of wanted) {
      const own = verdicts.filter((one) => one.policy === policy && one.validation === validation);
      expect({ policy, validation, outcomes: own.map(({ outcome }) => outcome) }).toEqual({
        policy,
        validation,
        outcomes: ["pass"],
      });
    }
  });

  it("makes every other validation about the client a gap", () => {
    const named = gaps.map(({ policy, validation }) => `${policy}/${validation}`);
    expect(named).toContain("agt-06-tools-approved-and-pinned/package-pinned");
    expect(named).toContain("agt-10-agent-actions-have-decisions/hooks-hold");
    expect(new Set([...named, ...covered.map(({ policy, validation }) => `${policy}/${validation}`)]).size).toBe(
      named.length + covered.length,
    );
  });
});

describe("the tool servers that are approved", () => {
  it("are the only ones of Claude Code", () => {
    const text = textOf(EMITTERS["claude-settings"](bundleWith(NAMED)), "managed-settings.json");
    expect(JSON.parse(text)).toMatchObject({
      allowManagedMcpServersOnly: true,
      allowedMcpServers: [
        { serverName: "tickets" },
        { serverUrl: "https://tools.example.com/mcp" },
        { serverCommand: ["npx", "-y", "@example/files@1.2.3"] },
      ],
    });
  });

  it("cannot be told to Codex, unless there are none", () => {
    const some = EMITTERS["codex-requirements"](bundleWith(LOCKED));
    expect(textOf(some, "requirements.toml")).not.toContain("mcp_servers");
    expect(some.gaps.map(({ validation }) => validation)).toContain("servers-limited");
    expect(textOf(EMITTERS["codex-requirements"](bundleWith(NONE)), "requirements.toml")).toContain("[mcp_servers]\n");
  });

  it("are asked about by Gemini CLI, which denies all others, and are gaps where it cannot tell them apart", () => {
    const text = textOf(EMITTERS["gemini-policies"](bundleWith(LOCKED)), "policies/writ.toml");
    expect(parseTOML(text).body[0].body).not.toEqual([]);
    expect(text).toContain('mcpName = "tickets"\ndecision = "ask_user"\npriority = 980\n');
    expect(text).toContain('mcpName = "*"\ndecision = "deny"\npriority = 970\n');
    for (const settings of [NAMED, LOCKED.replace("[tickets]", "[my_tickets]")]) {
      const { gaps } = EMITTERS["gemini-policies"](bundleWith(settings));
      expect(gaps.map(({ validation }) => validation)).toContain("endpoint-approved");
    }
  });
});
