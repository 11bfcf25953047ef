import { describe, expect, it } from "vitest";
import { loadDocuments } from "#core/bundle";
import type { ProjectFiles } from "../project/ports.ts";
import { Workspace } from "../project/project.ts";
import { complete } from "./complete.ts";
import { definition } from "./definition.ts";
import { hover } from "./hover.ts";
import { renamingAt } from "./rename/renaming-at.ts";
import { symbols } from "./symbols.ts";

const NO_FILES: ProjectFiles = { own: () => [], expectations: () => [], kubernetes: () => 34, shipped: () => [] };

const HEAD = "apiVersion: writ/v1\nkind: Policy\nmetadata: { name: a }\nspec:\n";

/** Texts that are half typed, or written to break whoever reads them. */
const TEXTS: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a lone dash", "-"],
  ["a lone colon", ":"],
  ["a tab", "apiVersion: writ/v1\n\tkind: Policy"],
  ["line ends of every kind", "apiVersion: writ/v1\r\nkind: Policy\rspec:\r\n  match: {"],
  ["an open quote", `${HEAD}  severity: "`],
  ["an open bracket", `${HEAD}  match: { kinds: [`],
  ["closing brackets alone", `${HEAD}  match: ]}]}`],
  ["brackets over brackets", `${HEAD}  match: ${"[{".repeat(3_000)}`],
  ["dashes over dashes", `${HEAD}  ${"- ".repeat(3_000)}`],
  ["an expression that is all brackets", `${HEAD}  validations:\n    - expression: ${"(".repeat(3_000)}`],
  ["an expression that is all dots", `${HEAD}  validations:\n    - expression: ${"a.".repeat(3_000)}`],
  ["an expression that is all calls", `${HEAD}  validations:\n    - expression: ${"a.all(x, ".repeat(5_000)}x.`],
  ["an open string in an expression", `${HEAD}  validations:\n    - expression: 'a' + "b`],
  ["a comment in an expression", `${HEAD}  validations:\n    - expression: |-\n        a // b.`],
  ["half of a surrogate pair", `${HEAD}  validations:\n    - expression: resource.\ud800`],
  [
    "names of JavaScript",
    `${HEAD}  __proto__: { constructor: 1 }\n  validations:\n    - expression: params.__proto__.constructor`,
  ],
  ["a kind of JavaScript", "apiVersion: writ/v1\nkind: constructor\nspec:\n  "],
  ["aliases that grow", `a: &a [x]\nb: &b [${"*a,".repeat(300)}]\napiVersion: writ/v1\n`],
  ["many documents", "---\napiVersion: writ/v1\n".repeat(2_000)],
  ["many lines", `${HEAD}  variables:\n${"    - { name: v, expression: 'true' }\n".repeat(300)}`],
  ["a keep that never ends", `${HEAD}  description: |+\n${"    a\n".repeat(5_000)}`],
];

describe("the services of the language server", () => {
  it.each(TEXTS)("answer for %s, wherever the cursor is", (_, text) => {
    const workspace = new Workspace(NO_FILES);
    workspace.open("/a.yaml", text);
    workspace.diagnose();
    symbols("/a.yaml", text);
    const { project } = workspace;
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      const request = { project, path: "/a.yaml", text, offset: Math.floor(text.length * part) };
      expect(complete(request).length).toBeLessThanOrEqual(500);
      expect(hover(request)).toSatisfy((found) => found === null || typeof found === "string");
      definition(request);
      renamingAt(request);
    }
  });

  it("say of a policy at every letter of its typing what lint says of the same text", () => {
    const kind = `${HEAD.replace("Policy", "ResourceKind").replace("name: a", "name: A")}  properties: { lit: bool }\n`;
    const text = `${HEAD}  match: { kinds: [A], verbs: [create] }\n  variables:\n    - name: x\n      expression: resource.properties.lit\n  validations:\n    - id: a\n      expression: |-\n        variables.x && resource.name.matches("^a[b-d]") ? true : size([1]) == 2\n`;
    const files: ProjectFiles = { ...NO_FILES, own: () => [{ path: "/kind.yaml", text: kind, named: true }] };
    const workspace = new Workspace(files);
    for (let end = text.indexOf("\n"); end <= text.length; end++) {
      const typed = text.slice(0, end);
      workspace.open("/a.yaml", typed);
      const told = [...workspace.diagnose().values()].flat();
      const saved = [
        { file: "/kind.yaml", text: kind },
        { file: "/a.yaml", text: typed },
      ];
      expect(new Set(told)).toEqual(new Set(loadDocuments(saved).diagnostics));
      expect(
        told.every(({ span }) => span !== undefined && span.end.offset <= Math.max(typed.length, kind.length)),
      ).toBe(true);
    }
    expect(workspace.diagnose().get("/a.yaml")).toEqual([]);
  });

  it("answer at every place of a policy", () => {
    const text = `${HEAD}  match: { kinds: [A, "B"], verbs: [create] }\n  validations:\n    - id: a\n      expression: |-\n        resource.properties.x.exists(y, y > 1) && size("a") == 1\n`;
    const workspace = new Workspace(NO_FILES);
    workspace.open("/a.yaml", text);
    const { project } = workspace;
    for (let offset = 0; offset <= text.length; offset++) {
      for (const typed of [text, text.slice(0, offset)]) {
        const request = { project, path: "/a.yaml", text: typed, offset };
        complete(request);
        hover(request);
        definition(request);
        renamingAt(request);
      }
    }
    expect(
      workspace
        .diagnose()
        .get("/a.yaml")
        ?.map(({ code }) => code),
    ).toContain("bundle-unknown-kind");
  });
});
