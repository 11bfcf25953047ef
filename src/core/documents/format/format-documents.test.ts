import { describe, expect, it } from "vitest";
import { formatDocuments } from "./format-documents.ts";

const UNTIDY = `# About the file.
kind: Policy
apiVersion: writ/v1
metadata:
    title: "A title"   # for people
    name: tidy
spec:
    # How bad.
    severity: high
    validations:
    -   expression: "resource.properties.public==false&&resource.name.startsWith('a-name-that-is-rather-long')||resource.labels.size()>0"
        id: first     # known to waivers
    - {message: no, id: second,   expression: 'true'}
    match: {verbs: [ create,update ], kinds: [ObjectStore]}
    description: >-
        Why it is so, in words.
---
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { parameters: { tidy: { b: 1, a: 2 } } }
`;

const TIDY = `# About the file.
apiVersion: writ/v1
kind: Policy
metadata:
  name: tidy
  title: "A title" # for people
spec:
  description: >-
    Why it is so, in words.
  # How bad.
  severity: high
  match: { kinds: [ObjectStore], verbs: [create, update] }
  validations:
    - id: first # known to waivers
      expression: |-
        resource.properties.public == false && resource.name.startsWith('a-name-that-is-rather-long') ||
        resource.labels.size() > 0
    - { id: second, expression: 'true', message: no }
---
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { parameters: { tidy: { b: 1, a: 2 } } }
`;

describe("formatDocuments()", () => {
  it("orders keys as documented, keeps comments and names in their places, and lays expressions out", () => {
    expect(formatted(UNTIDY)).toBe(TIDY);
  });

  it("changes nothing a second time", () => {
    expect(formatted(TIDY)).toBe(TIDY);
  });

  it("keeps the order of keys where an alias must stay behind its anchor", () => {
    const text = TIDY.replace("[create, update]", "&verbs [create, update]").replace(
      "kinds: [ObjectStore]",
      "kinds: [ObjectStore], points: [check]",
    );
    const aliased = `${text}---\nkind: Grant\napiVersion: writ/v1\nmetadata: { name: &n one }\nspec: { owner: *n }\n`;
    expect(formatted(aliased)).toContain("kind: Grant\napiVersion: writ/v1");
  });

  it.each([
    ["a manifest", "apiVersion: v1\nkind: Pod\n"],
    ["a manifest beside a policy", `${TIDY}---\napiVersion: v1\nkind: Pod\n`],
    ["an unknown kind", "apiVersion: writ/v1\nkind: constructor\n"],
    ["nothing", "# only a comment\n"],
    ["a list", "- a\n"],
  ])("leaves %s alone", (_, text) => {
    expect(formatDocuments("file.yaml", text)).toEqual({ kind: "foreign" });
  });

  it.each([
    ["a key that stands twice", "apiVersion: writ/v1\napiVersion: writ/v1\n"],
    ["brackets that are not closed", "apiVersion: [\n"],
    ["a tag", "apiVersion: !!str writ/v1\nkind: Policy\n"],
    ["too many brackets", `a: ${"[".repeat(50_000)}`],
    ["an alias that grows", `a: &a [x]\nb: &b [${"*a,".repeat(400)}]\nc: [${"*b,".repeat(400)}]\n`],
  ])("refuses %s with its place", (_, text) => {
    const result = formatDocuments("file.yaml", text);
    expect(result.kind).toBe("refused");
    expect(result.kind === "refused" && result.diagnostics[0]?.span?.file).toBe("file.yaml");
  });

  it("keeps what it does not know, and expressions that do not parse", () => {
    const text = `apiVersion: writ/v1\nkind: Policy\nspec:\n  later: 1\n  validations:\n    - expression: a &&\n      id: x\n  mode: warn\n`;
    expect(formatted(text)).toBe(
      `apiVersion: writ/v1\nkind: Policy\nspec:\n  mode: warn\n  validations:\n    - id: x\n      expression: a &&\n  later: 1\n`,
    );
  });

  it("treats keys like any other that mean something to JavaScript", () => {
    const text = `apiVersion: writ/v1\nkind: Policy\nspec:\n  __proto__: { constructor: 1 }\n  mode: warn\n`;
    expect(formatted(text)).toBe(
      `apiVersion: writ/v1\nkind: Policy\nspec:\n  mode: warn\n  __proto__: { constructor: 1 }\n`,
    );
  });
});

function formatted(text: string): string {
  const result = formatDocuments("file.yaml", text);
  return result.kind === "formatted" ? result.text : JSON.stringify(result);
}
