import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../emission.ts";
import { emitGcp } from "./emit.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Zone }
spec:
  properties:
    public: bool
    signed: bool
    logged: bool
    owner: string
    shared: bool
  mappings:
    - types: [google_dns_managed_zone]
      provider: google
      links:
        shares: { types: [google_dns_share], ours: [name], theirs: [zone], many: true }
      defaults:
        - { attribute: visibility, value: public }
        - { attribute: cloud_logging_config.enable_logging, value: null }
      properties:
        public: native.at("visibility") != "private"
        signed: native.at("dnssec_config.state") == "on"
        logged: native.at("cloud_logging_config.enable_logging")
        owner: native.at("owner")
        shared: links.shares.size() > 0
    - types: [google_compute_ssl_policy, google_compute_region_ssl_policy]
      provider: google
      properties:
        public: native.at("profile") == "COMPATIBLE"
    - types: [google_unheard_of]
      provider: google
      properties:
        public: native.at("open") == true
---
`;

function emit(spec: string, extra = "", name = "closed"): Emission {
  const text = `${KIND}apiVersion: writ/v1\nkind: Policy\nmetadata: { name: ${name}, title: Closed }\nspec:\n${spec}${extra}`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitGcp(bundle);
}

function validation(
  expression: string,
  match = "kinds: [Zone], types: [google_dns_managed_zone], verbs: [create, update]",
) {
  return `
  match: { ${match} }
  validations:
    - { id: rule, expression: ${JSON.stringify(expression)}, message: it is open }
`;
}

function documentAt({ documents }: Emission, path: string): Record<string, unknown> {
  return parse(documents.find((one) => one.path === path)?.text ?? "");
}

function conditionOf(emission: Emission): string | undefined {
  const found = emission.documents.find(({ path }) => path.startsWith("constraints/"));
  return found && parse(found.text).condition;
}

const SIGNED = validation("!resource.properties.public || resource.properties.signed");

describe("emitGcp()", () => {
  it("makes a constraint that says what it allows, and the policy that puts it into force", () => {
    const emission = emit(SIGNED);
    expect(documentAt(emission, "constraints/custom.closedRuleManagedZone.yaml")).toEqual({
      name: "organizations/ORGANIZATION_ID/customConstraints/custom.closedRuleManagedZone",
      resourceTypes: ["dns.googleapis.com/ManagedZone"],
      methodTypes: ["CREATE", "UPDATE"],
      condition:
        'has(resource.visibility) && resource.visibility == "PRIVATE" || has(resource.dnssecConfig) && has(resource.dnssecConfig.state) && resource.dnssecConfig.state == "ON"',
      actionType: "ALLOW",
      displayName: "Closed",
      description: "closed/rule: it is open",
    });
    expect(documentAt(emission, "policies/custom.closedRuleManagedZone.yaml")).toEqual({
      name: "organizations/ORGANIZATION_ID/policies/custom.closedRuleManagedZone",
      spec: { rules: [{ enforce: true }] },
    });
  });

  it("only records what policies that do not enforce would refuse", () => {
    const emission = emit(`  mode: warn${SIGNED}`);
    expect(documentAt(emission, "policies/custom.closedRuleManagedZone.yaml")).toMatchObject({
      dryRunSpec: { rules: [{ enforce: true }] },
    });
  });

  it("refuses what is left out where it cannot be told from what is written as false, and says so", () => {
    const emission = emit(validation("resource.properties.?logged.orValue(true)"));
    expect(conditionOf(emission)).toBe(
      "has(resource.cloudLoggingConfig) && has(resource.cloudLoggingConfig.enableLogging) && resource.cloudLoggingConfig.enableLogging == true",
    );
    expect(emission.covered[0]?.differences).toEqual([
      "stricter: `cloud_logging_config.enable_logging` left out and as false or 0 cannot be told apart",
    ]);
  });

  it("takes an excuse that other resources would make for none, and says so", () => {
    const emission = emit(validation("resource.properties.signed || resource.properties.shared"));
    expect(conditionOf(emission)).toContain("dnssecConfig");
    expect(emission.covered[0]?.differences).toEqual([
      "stricter: an excuse is not seen, because it joins other resources (`links.shares`), which a request for one does not show",
    ]);
  });

  it.each([
    ["resource.properties.shared", "it joins other resources (`links.shares`), which a request for one does not show"],
    ["resource.properties.?owner.orValue('') != 'nobody'", "custom constraints do not see `owner`"],
    ["false", "it refuses every resource of the type"],
  ])("makes a gap of %s", (expression, reason) => {
    const emission = emit(validation(expression));
    expect(emission.documents).toEqual([]);
    expect(emission.gaps.map((gap) => gap.reason)).toEqual([reason]);
  });

  it("makes a gap of a condition that is longer than constraints take", () => {
    const names = Array.from({ length: 80 }, (_, index) => `'a-long-name-of-a-visibility-${index}'`);
    const text = validation(`!(resource.native.at('visibility') in [${names.join()}])`);
    expect(emit(text).gaps[0]?.reason).toMatch(/^its condition has \d+ characters, and constraints take 1000$/);
  });

  it("makes a gap of what is about principals, environments, points or deletions alone", () => {
    const zone = "kinds: [Zone], types: [google_dns_managed_zone]";
    const reasons = ["principals: [agent]", "environments: [production]", "points: [check]", "verbs: [delete]"].flatMap(
      (limit) => emit(validation("resource.properties.signed", `${zone}, ${limit}`)).gaps.map(({ reason }) => reason),
    );
    expect(reasons).toEqual([
      "it is about what is done by agent, and a resource does not tell who writes it",
      "it is limited to environments, which a resource does not tell",
      "it is asked only at check",
      "it is about delete only",
    ]);
  });

  it("says one thing once for native types that are one type of resource", () => {
    const { documents, covered } = emit(validation("!resource.properties.public", "kinds: [Zone], verbs: [create]"));
    expect(documents.filter(({ path }) => path.includes("SslPolicy"))).toHaveLength(2);
    expect(covered.find(({ by }) => by === "custom.closedRuleSslPolicy")?.types).toEqual([
      "google_compute_ssl_policy",
      "google_compute_region_ssl_policy",
    ]);
  });

  it("lists types that constraints are not about", () => {
    const { gaps } = emit(validation("!resource.properties.public", "kinds: [Zone], verbs: [create]"));
    expect(gaps).toContainEqual({
      policy: "closed",
      validation: "rule",
      kind: "Zone",
      types: ["google_unheard_of"],
      reason: "custom constraints are not about this type, as far as is known",
    });
  });

  it("makes constants of parameters", () => {
    const text = SIGNED.replace(
      "validations:",
      "parameters: { wanted: { schema: { type: string }, default: on } }\n  validations:",
    );
    const emission = emit(
      text.replace("resource.properties.signed", "resource.native.at('dnssec_config.state') == params.wanted"),
    );
    expect(conditionOf(emission)).toContain('resource.dnssecConfig.state == "ON"');
  });

  it("writes no more constraints of one type than it takes, the most severe first", () => {
    const many = Array.from(
      { length: 25 },
      (_, index) => `    - { id: rule-${index}, expression: "resource.properties.signed" }`,
    ).join("\n");
    const { documents, gaps } = emit(
      `  match: { kinds: [Zone], types: [google_dns_managed_zone], verbs: [create] }\n  validations:\n${many}\n`,
    );
    expect(documents.filter(({ path }) => path.startsWith("constraints/"))).toHaveLength(20);
    expect(gaps).toHaveLength(5);
    expect(gaps[0]?.reason).toBe(
      "no type of resource takes more than 20 custom constraints, and others of it are more severe",
    );
  });

  it("gives names of letters and digits that fit, each once", () => {
    const name = `closed-${"very-".repeat(10)}long`;
    const { documents } = emit(
      `  match: { kinds: [Zone], types: [google_dns_managed_zone], verbs: [create] }
  validations:
    - { id: a-b, expression: resource.properties.signed }
    - { id: ab, expression: resource.properties.signed }
`,
      "",
      name,
    );
    const names = documents.map(({ path }) => path.replace(/^.*\/custom\.|\.yaml$/g, ""));
    expect(names.every((one) => /^[A-Za-z0-9]{1,70}$/.test(one))).toBe(true);
    expect(new Set(names).size).toBe(2);
  });
});
