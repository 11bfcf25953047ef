import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../emission.ts";
import { emitAzure } from "./emit.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Vault }
spec:
  properties:
    closed: bool
    days: int
    allowed: { type: list, items: string }
    named: string
    locked: bool
  mappings:
    - types: [Microsoft.KeyVault/vaults]
      provider: azure
      links:
        locks: { types: [Microsoft.Authorization/locks], ours: [id], theirs: [scope], many: true }
      properties:
        closed: native.at("properties.networkAcls.defaultAction") == "Deny"
        days: native.at("properties.softDeleteRetentionInDays")
        named: native.at("properties.vaultUri")
        locked: links.locks.size() > 0
    - types: [Microsoft.ContainerService/managedClusters]
      provider: azure
      properties:
        allowed: blocks(native.at("properties.apiServerAccessProfile.authorizedIPRanges"))
    - types: [azurerm_key_vault]
      provider: azurerm
      properties:
        closed: native.at("network_acls.default_action") == "Deny"
---
`;

function emit(spec: string, name = "closed"): Emission {
  const text = `${KIND}apiVersion: writ/v1\nkind: Policy\nmetadata: { name: ${name}, title: Closed }\nspec:\n${spec}`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitAzure(bundle);
}

function validation(expression: string, type = "Microsoft.KeyVault/vaults"): string {
  return `
  match: { kinds: [Vault], types: [${type}], verbs: [create, update] }
  validations:
    - { id: rule, expression: ${JSON.stringify(expression)}, message: it is open }
`;
}

function ruleOf({ documents }: Emission): unknown {
  return JSON.parse(documents[0]?.text ?? "").properties.policyRule.if.allOf[1].not;
}

describe("emitAzure()", () => {
  it("makes a definition that refuses what the validation does, and an initiative with all of them", () => {
    const { documents, covered } = emit(validation("resource.properties.closed"));
    expect(documents.map(({ path }) => path)).toEqual(["definitions/closed-rule-vaults.json", "initiative.json"]);
    expect(JSON.parse(documents[0]?.text ?? "")).toEqual({
      name: "closed-rule-vaults",
      properties: {
        displayName: "Closed",
        policyType: "Custom",
        mode: "All",
        description: "closed/rule: it is open",
        metadata: { category: "Writ" },
        parameters: {
          effect: { type: "String", allowedValues: ["Audit", "Deny", "Disabled"], defaultValue: "Deny" },
        },
        policyRule: {
          if: {
            allOf: [
              { field: "type", equals: "Microsoft.KeyVault/vaults" },
              { not: { field: "Microsoft.KeyVault/vaults/networkAcls.defaultAction", equals: "Deny" } },
            ],
          },
          // oxlint-disable-next-line unicorn/no-thenable -- rules have this word, and nobody waits for one
          then: { effect: "[parameters('effect')]" },
        },
      },
    });
    expect(JSON.parse(documents[1]?.text ?? "").properties.policyDefinitions).toEqual([
      {
        policyDefinitionReferenceId: "closed-rule-vaults",
        policyDefinitionId:
          "/providers/Microsoft.Management/managementGroups/MANAGEMENT_GROUP_ID/providers/Microsoft.Authorization/policyDefinitions/closed-rule-vaults",
        parameters: {},
      },
    ]);
    expect(covered[0]?.differences).toEqual(["weaker: large and small letters of a text are the same"]);
  });

  it("audits where the policy does not enforce", () => {
    const { documents } = emit(`  mode: audit${validation("resource.properties.closed")}`);
    expect(JSON.parse(documents[0]?.text ?? "").properties.parameters.effect.defaultValue).toBe("Audit");
  });

  it("asks whether a field is there where the policy asks for it", () => {
    const emission = emit(validation("!has(resource.properties.days) || resource.properties.days >= 30"));
    expect(ruleOf(emission)).toEqual({
      anyOf: [
        { field: "Microsoft.KeyVault/vaults/softDeleteRetentionInDays", exists: false },
        {
          allOf: [
            { field: "Microsoft.KeyVault/vaults/softDeleteRetentionInDays", exists: true },
            { field: "Microsoft.KeyVault/vaults/softDeleteRetentionInDays", greaterOrEquals: 30 },
          ],
        },
      ],
    });
  });

  it("counts the elements of a list", () => {
    const type = "Microsoft.ContainerService/managedClusters";
    expect(ruleOf(emit(validation("resource.properties.allowed.size() > 0", type)))).toEqual({
      count: { field: `${type}/apiServerAccessProfile.authorizedIPRanges[*]` },
      greater: 0,
    });
  });

  it("reads labels as tags, with quotes doubled", () => {
    const emission = emit(validation(`resource.labels[?"owner's"].orValue("") == "me"`));
    expect(ruleOf(emission)).toEqual({ field: "tags['owner''s']", equals: "me" });
  });

  it.each([
    ["resource.properties.locked", "it joins other resources (`links.locks`), which a request for one does not show"],
    ["resource.properties.named == 'x'", "no alias of Azure Policy is known for `properties.vaultUri`"],
    ["resource.native.at('name', '').matches('^a')", "policy rules of Azure know no regular expressions"],
    ["resource.native.at('name', '').startsWith('a*')", "it looks in `name` for a sign that stands for any text"],
  ])("makes a gap of %s", (expression, reason) => {
    const { documents, gaps } = emit(validation(expression));
    expect(documents).toEqual([]);
    expect(gaps.map((gap) => gap.reason)).toEqual([reason]);
  });

  it("writes no more than what Azure Resource Manager calls types", () => {
    expect(emit(validation("resource.properties.closed", "azurerm_key_vault"))).toMatchObject({
      documents: [],
      covered: [],
      gaps: [],
      elsewhere: ["closed"],
    });
  });

  it("gives names that fit, each once", () => {
    const { documents } = emit(
      `
  match: { kinds: [Vault], types: [Microsoft.KeyVault/vaults], verbs: [create] }
  validations:
    - { id: one, expression: resource.properties.closed }
    - { id: two, expression: resource.properties.closed }
`,
      `closed-${"very-".repeat(10)}long`,
    );
    const names = documents.slice(0, 2).map(({ path }) => path.slice("definitions/".length, -".json".length));
    expect(names.every((name) => name.length <= 64)).toBe(true);
    expect(new Set(names).size).toBe(2);
  });
});
