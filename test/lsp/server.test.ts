import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDocuments } from "#core/documents";
import { folderOf, writ } from "../cli/writ.ts";
import { Editor } from "./client.ts";

const KIND = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Lamp }
spec:
  description: Something that gives light.
  properties:
    lit: { type: bool, description: Whether it gives light }
    hours: { type: int, unit: hours, description: How long it burns }
    bulbs:
      type: list
      items:
        type: object
        properties:
          watts: { type: int, unit: watts }
  mappings:
    - types: [acme_lamp]
      provider: acme
      properties:
        lit: native.at('on', false)
`;
const FILE = "policies/lamps.yaml";

/** A policy about lamps with an expression, in which `▮` is the cursor. */
function policy(expression: string): string {
  return `apiVersion: writ/v1
kind: Policy
metadata: { name: lamps, title: Lamps }
spec:
  match: { kinds: [Lamp] }
  parameters:
    most: { schema: { type: int }, default: 3 }
  variables:
    - { name: bright, expression: "resource.properties.bulbs.filter(b, b.watts > 60)" }
  validations:
    - id: dark
      expression: |-
        ${expression}
      message: no
`;
}

const OTHER = "policies/others/policy.yaml";
const WAIVER = `apiVersion: writ/v1
kind: Waiver
metadata: { name: waived }
spec:
  policy: others
  validation: dark
  resource: { id: lamp }
  owner: a
  author: b
  approver: c
  reason: It is known.
  category: accepted
  expires: 2030-01-01T00:00:00Z
`;

const GOOD = policy("size(variables.bright) < params.most");

const folder = folderOf({
  "kinds/lamp.yaml": KIND,
  "writ.yaml": "policies: [kinds, policies]\n",
  [FILE]: GOOD,
  [OTHER]: GOOD.replace("name: lamps", "name: others"),
  "policies/others/cases/a/expected.json": '{"verdicts": {"dark": {"dark": "pass"}}}',
  "policies/waiver-of-others.yaml": WAIVER,
});
const editor = new Editor(folder);

describe("writ lsp", () => {
  let capabilities: object;
  beforeAll(async () => {
    capabilities = await editor.start();
  });
  afterAll(async () => {
    expect(await editor.stop()).toBe(0);
  });

  it("says what it can do", () => {
    expect(capabilities).toMatchObject({
      hoverProvider: true,
      definitionProvider: true,
      documentFormattingProvider: true,
    });
  });

  it("reports of an unsaved text what lint reports of the same text saved", async () => {
    const text = policy("resource.properties.lti && size(variables.bright) < params.most").replace(
      "message: no",
      "mesage: no",
    );
    await editor.type(FILE, text);
    const found = await editor.diagnostics(FILE);
    const saved = folderOf({ "kinds/lamp.yaml": KIND, [FILE]: text });
    const { stdout } = await writ(saved, ["lint", "kinds", "policies", "--format", "json"]);
    const { diagnostics }: { readonly diagnostics: readonly LintDiagnostic[] } = JSON.parse(stdout);
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(
      found.map(({ code, message, range: { start } }) => ({
        code,
        message,
        line: start.line + 1,
        column: start.character + 1,
      })),
    ).toEqual(
      diagnostics.map(({ code, message, hint, span }) => ({
        code,
        message: hint === undefined ? message : `${message}\nhint: ${hint}`,
        line: span.start.line,
        column: span.start.column,
      })),
    );
  });

  it("has nothing to say of a text that is right", async () => {
    await editor.type(FILE, GOOD);
    expect(await editor.diagnostics(FILE)).toEqual([]);
  });

  it.each([
    ["properties of the matched kind", "resource.properties.▮", ["lit", "hours", "bulbs"], ["public"]],
    ["properties behind a question mark", "resource.properties.?l▮", ["lit"], ["public"]],
    ["fields of the elements of a list", "resource.properties.bulbs.exists(b, b.▮", ["watts"], ["lit"]],
    ["fields of the elements of a variable", "variables.bright.all(x, x.watts > 1 && x.▮", ["watts"], ["lit"]],
    ["variables", "variables.▮", ["bright"], ["most"]],
    ["parameters", "1 > params.▮", ["most"], ["bright"]],
    ["names, functions and macros", "si▮", ["size", "resource", "now", "has"], ["startsWith"]],
    ["methods of a text", "resource.name.▮", ["startsWith", "matches"], ["hours"]],
    ["functions of a namespace", "aws.▮", ["actionMatches"], ["resource"]],
    ["nothing within a text", "resource.name == 'a.▮", [], ["lit", "size"]],
  ])("completes %s", async (_, expression, some, none) => {
    const labels = (await editor.complete(FILE, policy(expression))).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(some));
    expect(labels.filter((label) => none.includes(label))).toEqual([]);
  });

  const HEAD = "apiVersion: writ/v1\nkind: Policy\nmetadata:\n  name: lamps\n";
  it.each([
    ["keys of a document", "apiVersion: writ/v1\nkind: Policy\n▮", ["metadata", "spec"]],
    ["kinds of documents", "apiVersion: writ/v1\nkind: ▮", ["Policy", "Waiver", "ResourceKind"]],
    ["keys of a spec", `${HEAD}spec:\n  ▮`, ["severity", "match", "validations"]],
    ["keys of a list's items", `${HEAD}spec:\n  validations:\n    - ▮`, ["id", "expression", "message"]],
    ["keys beside those of an item", `${HEAD}spec:\n  validations:\n    - id: a\n      ▮`, ["expression", "evidence"]],
    ["keys in braces", `${HEAD}spec:\n  match: { ▮`, ["kinds", "verbs"]],
    ["severities", `${HEAD}spec:\n  severity: ▮`, ["critical", "info"]],
    ["modes", `${HEAD}spec:\n  mode: w▮`, ["warn", "enforce"]],
    ["verbs", `${HEAD}spec:\n  match: { verbs: [create, ▮`, ["update", "adopt"]],
    [
      "kinds, those of the workspace and of the library",
      `${HEAD}spec:\n  match:\n    kinds:\n      - ▮`,
      ["Lamp", "ObjectStore"],
    ],
    ["requirements", `${HEAD}spec:\n  satisfies: [nist▮`, ["nist-800-53-r5/AC-6"]],
    ["controls", "apiVersion: writ/v1\nkind: Policy\nmetadata:\n  labels: { control: ▮", ["STO-01", "IAM-10"]],
    [
      "policies in a waiver",
      "apiVersion: writ/v1\nkind: Waiver\nspec:\n  policy: ▮",
      ["lamps", "iam-10-root-without-keys"],
    ],
  ])("completes %s", async (_, text, some) => {
    const labels = (await editor.complete("policies/new.yaml", text)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(some));
  });

  it.each([
    ["a property", policy("resource.properties.ho▮urs > 1"), ["hours: int", "How long it burns", "In hours."]],
    ["a function", policy("resource.name.starts▮With('a')"), ["string.startsWith(string): bool"]],
    ["a macro", policy("resource.properties.bulbs.ex▮ists(b, true)"), ["list.exists(x, condition)"]],
    ["a variable of the language", policy("chan▮ged"), ["changed: bool"]],
    ["a kind", GOOD.replace("[Lamp]", "[La▮mp]"), ["Something that gives light."]],
    ["a key", GOOD.replace("  match:", "  ma▮tch:"), ["What the policy is about"]],
    ["a control", GOOD.replace("title: Lamps", "labels: { control: STO-▮01 }"), ["STO-01"]],
  ])("tells about %s", async (_, text, said) => {
    const found = await editor.hover(FILE, text);
    for (const part of said) expect(found).toContain(part);
  });

  it.each([
    ["a kind", GOOD.replace("[Lamp]", "[La▮mp]"), "kinds/lamp.yaml", 2],
    ["a property", policy("resource.properties.li▮t"), "kinds/lamp.yaml", 6],
    ["a variable", policy("size(variables.bri▮ght) > 0"), FILE, 8],
    ["a parameter", policy("params.mo▮st > 1"), FILE, 6],
    [
      "a policy of a waiver",
      "apiVersion: writ/v1\nkind: Waiver\nmetadata: { name: w }\nspec:\n  policy: la▮mps\n",
      FILE,
      2,
    ],
  ])("finds where %s is defined", async (_, text, file, line) => {
    const asked = text.includes("Waiver") ? "policies/waiver.yaml" : FILE;
    if (asked !== FILE) await editor.type(FILE, GOOD);
    const found = await editor.definition(asked, text);
    expect(found).toMatchObject({ uri: editor.uri(file), range: { start: { line } } });
  });

  it.each([
    [
      "a variable at its use",
      policy("size(variables.bri▮ght) > 0 && variables.?bright.hasValue()"),
      "shining",
      "variables.shining) > 0 && variables.?shining.hasValue",
    ],
    [
      "a variable at its definition",
      GOOD.replace("name: bright", "name: bri▮ght"),
      "shining",
      "size(variables.shining) <",
    ],
    ["a parameter at its use", policy("params.mo▮st > 1"), "limit", "params.limit > 1"],
    ["a parameter at its definition", GOOD.replace("most: {", "mo▮st: {"), "limit", "< params.limit"],
  ])("renames %s with all its uses", async (_, text, name, use) => {
    const edited = await editor.rename(FILE, text, name);
    expect(edited.get(FILE)).toContain(use);
    expect(edited.get(FILE)).not.toMatch(name === "limit" ? /most/ : /bright/);
  });

  it("renames a validation with what waivers and cases say of it", async () => {
    const edited = await editor.rename(
      OTHER,
      GOOD.replace("name: lamps", "name: others").replace("id: dark", "id: da▮rk"),
      "gloomy",
    );
    expect(edited.get(OTHER)).toContain("id: gloomy");
    expect(edited.get("policies/waiver-of-others.yaml")).toContain("validation: gloomy");
    expect(edited.get("policies/others/cases/a/expected.json")).toBe('{"verdicts": {"dark": {"gloomy": "pass"}}}');
  });

  it.each([
    ["a name that cannot be", "in"],
    ["a name that is taken", "bright"],
  ])("refuses %s", async (_, name) => {
    await expect(editor.rename(FILE, policy("size(variables.bri▮ght) > 0"), name)).rejects.toThrow("`");
  });

  it("outlines a file, and formats it as fmt does", async () => {
    const untidy = GOOD.replace("  match: { kinds: [Lamp] }\n", "  match: {kinds:   [Lamp]}\n");
    await editor.type(FILE, untidy);
    const [outline] = await editor.request<{ name: string; children: { name: string }[] }[]>(
      "textDocument/documentSymbol",
      FILE,
    );
    expect(outline).toMatchObject({
      name: "lamps",
      children: [{ name: "most" }, { name: "bright" }, { name: "dark" }],
    });
    const options = { options: { tabSize: 2, insertSpaces: true } };
    const [edit] = await editor.request<{ newText: string }[]>("textDocument/formatting", FILE, options);
    expect({ kind: "formatted", text: edit?.newText }).toEqual(formatDocuments(FILE, untidy));
  });
});

interface LintDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly span: { readonly start: { readonly line: number; readonly column: number } };
}
