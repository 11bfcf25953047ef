import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../emission.ts";
import { claudeCode } from "./claude-code/index.ts";
import { emitClient } from "./emit.ts";

const KINDS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: AgentSettings }
spec:
  properties:
    permissions: { type: object, properties: { wildcards: { type: list, items: string } } }
  mappings:
    - types: [claude-code settings]
      provider: agent-client
      properties:
        permissions.wildcards: blocks(native.at("permissions.allow"))
---
apiVersion: writ/v1
kind: Grant
metadata: { name: builder }
spec:
  principals: { ids: [builder] }
  verbs: [create]
  kinds: [AgentSettings]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
`;
const NO_WILDCARDS = "dyn(resource.properties).?permissions.?wildcards.orValue([]).size() == 0";

function emit(expression: string, match = "{ kinds: [AgentSettings] }", mode = "enforce", more = ""): Emission {
  const policy = `apiVersion: writ/v1
kind: Policy
metadata: { name: agt-14-blast-radius-bounded }
spec:
  mode: ${mode}
  match: ${match}
  validations:
    - { id: no-free-commands, expression: ${JSON.stringify(expression)} }
`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text: KINDS + more + policy }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitClient(bundle, claudeCode);
}

const agent = (name: string, more: string): string =>
  `apiVersion: writ/v1\nkind: Agent\nmetadata: { name: ${name} }\nspec: { owner: platform, identity: { keyId: ${name} }, ${more} }\n---\n`;

describe("emitClient()", () => {
  it("writes the setting that holds what a validation says", () => {
    const { documents, covered } = emit(NO_WILDCARDS);
    expect(JSON.parse(documents[0]?.text ?? "")).toEqual({ allowManagedPermissionRulesOnly: true });
    expect(covered).toMatchObject([{ validation: "no-free-commands", by: "managed-settings.json" }]);
  });

  it("says that a setting enforces what the policy only warns of", () => {
    const { covered } = emit(NO_WILDCARDS, "{ kinds: [AgentSettings] }", "warn");
    expect(covered[0]?.differences).toContain("stricter: the policy does not enforce (`warn`), the setting does");
  });

  it.each([
    ["another expression of the same name", `${NO_WILDCARDS} || true`, "{ kinds: [AgentSettings] }"],
    ["a policy for some principals", NO_WILDCARDS, "{ kinds: [AgentSettings], principals: [agent] }"],
  ])("makes a gap of %s", (_, expression, match) => {
    const { documents, gaps } = emit(expression, match);
    expect(documents).toEqual([]);
    expect(gaps.map(({ validation }) => validation)).toContain("no-free-commands");
  });

  it("makes a gap of every grant", () => {
    expect(emit(NO_WILDCARDS).gaps).toMatchObject([{ policy: "builder", validation: "grant" }]);
  });

  it("lists the models of the registered agents, and denies the client's tools that none of them has", () => {
    const limited = agent("coder", "models: [anthropic/opus, openai/gpt], tools: [claude-code/Read, shop]");
    const { documents, covered } = emit(NO_WILDCARDS, "{ kinds: [AgentSettings] }", "enforce", limited);
    expect(JSON.parse(documents[0]?.text ?? "")).toMatchObject({
      availableModels: ["opus"],
      permissions: { deny: ["Edit", "Glob", "Grep", "NotebookEdit", "Task", "WebFetch", "WebSearch", "Write"] },
    });
    expect(covered.map(({ policy, validation }) => `${policy} ${validation}`)).toEqual([
      "agt-14-blast-radius-bounded no-free-commands",
      "coder models",
      "coder tools",
    ]);
  });

  it.each([
    ["one of them has all", "models: [anthropic], tools: [claude-code]"],
    ["the document of one of them lists none, and so limits nothing", "models: [], tools: []"],
  ])("limits nothing where %s", (_, more) => {
    const agents = agent("coder", "models: [anthropic/opus], tools: [claude-code/Read]") + agent("other", more);
    const text = emit(NO_WILDCARDS, "{ kinds: [AgentSettings] }", "enforce", agents).documents[0]?.text ?? "";
    expect(text).not.toContain("availableModels");
    expect(text).not.toContain("deny");
  });
});
