import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EMITTERS } from "#adapters/emitters";
import { readSource } from "#adapters/sources";
import type { Bundle } from "#core/bundle";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";

const SETTINGS = `
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec:
  parameters:
    agt-06-tools-approved-and-pinned:
      approvedServers: [tickets]
      approvedEndpoints: ["https://tools.example.com/mcp"]
      approvedCommands: ["npx -y @example/files@1.2.3"]
      limitedClients: [claude-code]
    agt-07-approval-for-high-impact: { locked: [claude-code] }
`;
const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);

function bundleWith(settings: string): Bundle {
  const path = join(mkdtempSync(join(tmpdir(), "writ-settings-")), "settings.yaml");
  writeFileSync(path, settings);
  const { bundle, diagnostics } = loadPolicies({ paths: [path], library: true });
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return bundle;
}

function verdictsOn(bundle: Bundle, text: string): readonly Verdict[] {
  const program = compileProgram(bundle);
  const reading = readSource({ file: "/etc/claude-code/managed-settings.json", bytes: Buffer.from(text) });
  expect(reading.diagnostics).toEqual([]);
  const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
  const proposed = proposeReadings(program, bundle.kinds, [reading], options);
  return proposed.flatMap(({ proposal }) => decide(program, proposal, NOW).verdicts);
}

describe("what is compiled for Claude Code", () => {
  const bundle = bundleWith(SETTINGS);
  const { documents, covered, gaps } = EMITTERS["claude-settings"](bundle);
  const text = documents[0]?.text ?? "";

  it("is read back by its source, and passes every validation that it covers", () => {
    const verdicts = verdictsOn(bundle, text);
    process.stdout.write(`${covered.length} validations covered, ${gaps.length} in gaps\n`);
    const wanted = covered.filter(({ by }) => by !== null);
    expect(wanted.length).toBeGreaterThanOrEqual(9);
    for (const { policy, validation } of wanted) {
      const own = verdicts.filter((one) => one.policy === policy && one.validation === validation);
      expect({ policy, validation, outcomes: own.map(({ outcome }) => outcome) }).toEqual({
        policy,
        validation,
        outcomes: ["pass"],
      });
    }
  });

  it("lists the tool servers that are approved, and lets no other list count", () => {
    expect(JSON.parse(text)).toMatchObject({
      allowManagedMcpServersOnly: true,
      allowedMcpServers: [
        { serverName: "tickets" },
        { serverUrl: "https://tools.example.com/mcp" },
        { serverCommand: ["npx", "-y", "@example/files@1.2.3"] },
      ],
    });
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
