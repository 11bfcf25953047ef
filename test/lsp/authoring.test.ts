import type { CodeAction } from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOf, writ } from "../cli/writ.ts";
import { Editor } from "./client.ts";

const KIND = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Lamp }
spec:
  properties:
    lit: { type: bool, description: Whether it gives light }
    bulbs:
      type: list
      items:
        type: object
        properties:
          watts: { type: int, unit: watts }
  mappings:
    - types: [acme_lamp]
      provider: acme
      variables:
        - { name: switch, expression: native.at('on', false) }
      properties:
        lit: variables.switch
`;
const POLICY = `apiVersion: writ/v1
kind: Policy
metadata: { name: lamps, title: Lamps }
spec:
  match: { kinds: [Lamp] }
  parameters:
    colour: { schema: { type: string, enum: [red, white] }, default: white }
  validations:
    - id: dim
      expression: resource.kind == 'Lamp' && resource.properties.bulbs.all(b, b.watts < 60) && params.colour != ''
`;
const SETTINGS = "apiVersion: writ/v1\nkind: Settings\nmetadata: { name: settings }\nspec:\n  parameters:\n";
const ADMISSION = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: few }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
  variables:
    - { name: names, expression: "object.spec.template.spec.containers.map(c, string(c.name))" }
  validations:
    - expression: variables.names.all(n, n != request.name)
`;

const folder = folderOf({
  "writ.yaml": "policies: [rules]\n",
  "rules/kind.yaml": KIND,
  "rules/policy.yaml": POLICY,
});
const editor = new Editor(folder);

describe("writ lsp, for authors", () => {
  beforeAll(async () => {
    await editor.start();
  });
  afterAll(async () => {
    expect(await editor.stop()).toBe(0);
  });

  it.each([
    ["a property of a property, within a macro", POLICY.replace("b.watts", "b.wat▮ts"), 11],
    [
      "a property behind an index",
      POLICY.replace("lamps.all", "").replace(".bulbs.all(b, b.watts < 60)", ".bulbs[0].wat▮ts < 60"),
      11,
    ],
  ])("finds where %s is defined", async (_, text, line) => {
    const found = await editor.definition("rules/policy.yaml", text);
    expect(found).toMatchObject({ uri: editor.uri("rules/kind.yaml"), range: { start: { line } } });
    await editor.type("rules/policy.yaml", POLICY);
  });

  it("finds where a property that a mapping computes is declared", async () => {
    const found = await editor.definition("rules/kind.yaml", KIND.replace("lit: variables", "l▮it: variables"));
    expect(found).toMatchObject({ range: { start: { line: 5, character: 4 } } });
  });

  it("renames a variable of a mapping with its uses", async () => {
    const edited = await editor.rename(
      "rules/kind.yaml",
      KIND.replace("variables.switch", "variables.swi▮tch"),
      "knob",
    );
    expect(edited.get("rules/kind.yaml")).toBe(KIND.replaceAll("switch", "knob"));
  });

  it("renames a kind in every file, in expressions as well", async () => {
    await editor.type("rules/policy.yaml", POLICY);
    const edited = await editor.rename("rules/kind.yaml", KIND.replace("name: Lamp", "name: La▮mp"), "Lantern");
    expect(edited.get("rules/kind.yaml")).toBe(KIND.replace("name: Lamp", "name: Lantern"));
    expect(edited.get("rules/policy.yaml")).toBe(
      POLICY.replace("kinds: [Lamp]", "kinds: [Lantern]").replace("'Lamp'", "'Lantern'"),
    );
  });

  it.each(["lantern", "Shade Lamp", "Lamp", "ObjectStore"])("renames no kind to %s", async (name) => {
    const text = KIND.replace("name: Lamp", "name: La▮mp");
    await expect(editor.rename("rules/kind.yaml", text, name)).rejects.toThrow("`");
  });

  it.each([
    ["policies with parameters in settings", `${SETTINGS}    ▮`, ["lamps"]],
    ["parameters of a policy in settings", `${SETTINGS}    lamps:\n      ▮`, ["colour"]],
    ["values of a parameter", `${SETTINGS}    lamps:\n      colour: ▮`, ["red", "white"]],
    ["values of a parameter in braces", `${SETTINGS}    lamps: { colour: ▮`, ["red", "white"]],
    ["a default", POLICY.replace("default: white", "default: ▮"), ["red", "white"]],
    [
      "properties that a mapping may compute",
      KIND.replace("        lit: variables.switch\n", "        ▮"),
      ["lit", "bulbs"],
    ],
  ])("completes %s", async (_, text, some) => {
    const file = text.startsWith(POLICY.slice(0, 60)) ? "rules/policy.yaml" : "rules/new.yaml";
    const labels = (await editor.complete(file, text)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(some));
    await editor.type("rules/new.yaml", "");
  });

  it.each([
    ["a misspelled property", "b.watts", "b.wats", "b.watts"],
    ["a misspelled key", "title:", "titel:", "title:"],
    ["a misspelled kind in quotes", "[Lamp]", '["Lmap"]', '["Lamp"]'],
    ["a misspelled function", "bulbs.all(b, ", "bulbs.filtr(b, ", "bulbs.filter(b, "],
    ["a name that cannot be", "name: lamps", "name: My Lamps", "name: my-lamps"],
  ])("mends %s at once", async (_, right, wrong, mended) => {
    await editor.type("rules/policy.yaml", POLICY.replace(right, wrong));
    const diagnostics = await editor.diagnostics("rules/policy.yaml");
    const params = { range: diagnostics[0]?.range, context: { diagnostics } };
    const actions = await editor.request<CodeAction[]>("textDocument/codeAction", "rules/policy.yaml", params);
    expect(actions[0]?.kind).toBe("quickfix");
    const [edit] = actions[0]?.edit?.changes?.[editor.uri("rules/policy.yaml")] ?? [];
    expect(edit?.range).toEqual(diagnostics[0]?.range);
    expect(POLICY.replace(right, mended)).toContain(edit?.newText);
  });

  it("says of a policy of others what lint says, and knows its variables", async () => {
    const wrong = ADMISSION.replace("request.name)", "request.nmae)");
    await editor.type("rules/few.yaml", wrong);
    const found = await editor.diagnostics("rules/few.yaml");
    const { stdout } = await writ(folderOf({ "few.yaml": wrong }), ["lint", "few.yaml", "--format", "json"]);
    const { diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] } = JSON.parse(stdout);
    expect(found.map(({ code }) => code)).toEqual(diagnostics.map(({ code }) => code));
    expect(found.map(({ code }) => code)).toContain("expression-unknown-field");
    expect(await editor.hover("rules/few.yaml", ADMISSION.replace(".names.all", ".nam▮es.all"))).toContain(
      "names: list(string)",
    );
    const labels = await editor.complete("rules/few.yaml", ADMISSION.replace("request.name)", "request.▮"));
    expect(labels.map(({ label }) => label)).toEqual(expect.arrayContaining(["userInfo", "operation"]));
  });

  it("follows a policy that is typed from nothing, line by line", async () => {
    const lines = POLICY.split("\n");
    for (let count = 0; count <= lines.length; count += 2) {
      await editor.type("rules/policy.yaml", lines.slice(0, count).join("\n"));
      const half = await editor.diagnostics("rules/policy.yaml");
      expect(half.every(({ source }) => source === "writ")).toBe(true);
    }
    await editor.type("rules/policy.yaml", POLICY);
    expect(await editor.diagnostics("rules/policy.yaml")).toEqual([]);
  });
});
