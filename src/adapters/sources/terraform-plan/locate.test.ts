import { describe, expect, test } from "vitest";
import type { Location, Path, SourceReading } from "#core/model";
import { readTerraformPlan } from "./read.ts";
import { blockOf, changeOf, configuration, planOf, read, type Json } from "./testing/plan.ts";

const MAIN = `# resource "aws_x" "fake" {
/* resource "aws_x" "y" { } */
resource "aws_x" "y" {
  name = "a # not a comment \${upper("}")}"
  doc  = <<-EOT
    resource "aws_x" "heredoc" {
  EOT
  rule {
    days = 1
  }
  rule {
    days = 2
  }
  dynamic "grant" {
    for_each = []
    content {}
  }
  tags = {
    a = "b"
  }
}

module "m" { source = "./inner" }
`;

const INNER = 'data "aws_d" "z" {}\nresource "aws_x" "in" {\n  id = 1\n}\n';

const HCL = [
  { file: "stack/main.tf", text: MAIN },
  { file: "stack/inner/more.tf", text: INNER },
  { file: "stack/other/main.tf", text: 'resource "aws_x" "only_here" {}' },
];

const PLAN = planOf(
  [changeOf("aws_x.y"), changeOf('module.m["k"].aws_x.in'), changeOf("aws_x.only_here")],
  configuration({
    resources: [blockOf("aws_x.y"), blockOf("aws_x.only_here")],
    module_calls: { m: { source: "./inner", module: { resources: [blockOf("aws_x.in")] } } },
  }),
);

/** Where a path is found, as `file:line:column`. */
function place(reading: SourceReading, address: string, path: Path = []): string {
  return print(reading.locate({ file: reading.file, address, path }));
}

function print({ file, start }: Location): string {
  return start ? `${file}:${start.line}:${start.column}` : file;
}

describe("locate() of a plan with its configuration beside it", () => {
  const reading = read(PLAN, { hcl: HCL, root: "stack" });

  test("finds blocks, attributes, nested blocks and dynamic blocks, whatever comments, texts and heredocs say", () => {
    expect(place(reading, "aws_x.y")).toBe("stack/main.tf:3:1");
    expect(place(reading, "aws_x.y", ["name"])).toBe("stack/main.tf:4:3");
    expect(place(reading, "aws_x.y", ["rule", 1, "days"])).toBe("stack/main.tf:12:5");
    expect(place(reading, "aws_x.y", ["grant", 0, "id"])).toBe("stack/main.tf:14:3");
    expect(place(reading, "aws_x.y", ["tags", "a"])).toBe("stack/main.tf:18:3");
  });

  test("answers the enclosing block for what the block does not set", () => {
    expect(place(reading, "aws_x.y", ["arn"])).toBe("stack/main.tf:3:1");
    expect(place(reading, "aws_x.y", ["rule", 7, "days"])).toBe("stack/main.tf:3:1");
  });

  test("goes into local modules, and strips instance keys and what readings add to addresses", () => {
    expect(place(reading, 'module.m["k"].aws_x.in', ["id"])).toBe("stack/inner/more.tf:3:3");
    expect(place(reading, "aws_x.y[3] (deposed ab12)")).toBe("stack/main.tf:3:1");
    expect(place(reading, "aws_x.y (live)")).toBe("stack/main.tf:3:1");
  });

  test("does not look in other directories than that of the module", () => {
    expect(place(reading, "aws_x.only_here")).toMatch(/^plan\.json:1:/);
  });
});

/** A delete of one address, so that only the lists and deposed keys tell entries apart. */
const entry = (more: { readonly [key: string]: Json }): Json =>
  changeOf("aws_x.y", { before: { a: 1 }, after: null, actions: ["delete"] }, more);

describe("locate() in the plan itself", () => {
  test("finds the entry and the path in the state after the change", () => {
    const text = JSON.stringify(
      planOf([changeOf("aws_x.é", {}, { type: "aws_x" }), changeOf("aws_x.y", { after: { a: [{ b: 1 }] } })]),
      null,
      2,
    );
    const reading = read(text);
    const lines = text.split("\n");
    const expected = (needle: string): string => {
      const line = lines.findIndex((one) => one.includes(needle));
      return `plan.json:${line + 1}:${(lines[line] ?? "").indexOf(needle) + 1}`;
    };
    const entry = lines.findIndex((one) => one.includes('"address": "aws_x.y"'));
    expect(place(reading, "aws_x.y")).toBe(`plan.json:${entry}:5`);
    expect(place(reading, "aws_x.y", ["a", 0])).toBe(
      expected("{").replace(/:.*/, "") + `:${lines.findIndex((one) => one.includes('"b": 1'))}:13`,
    );
    expect(place(reading, "aws_x.y", ["a", 0, "b"])).toBe(
      `plan.json:${lines.findIndex((one) => one.includes('"b": 1')) + 1}:20`,
    );
    expect(place(reading, "aws_x.y", ["gone"])).toMatch(/^plan\.json:\d+:\d+$/);
  });

  test("gives columns in a file of one line, in UTF-16 code units, behind a byte order mark", () => {
    const text = `\uFEFF${JSON.stringify(planOf([changeOf("aws_x.a", { after: { t: "é😀" } }), changeOf("aws_x.y")]))}`;
    const reading = readTerraformPlan({ file: "plan.json", bytes: new TextEncoder().encode(text) });
    const start = text.indexOf('{"address":"aws_x.y"');
    expect(place(reading, "aws_x.y")).toBe(`plan.json:1:${start}`);
  });

  test("finds drift, deferred changes, deposed objects and actions in their own lists", () => {
    const action: Json = { address: "action.aws_l.i", type: "aws_l", name: "i" };
    const plan = planOf([entry({}), entry({ deposed: "ab" })], {
      resource_drift: [entry({})],
      deferred_changes: [{ reason: "x", resource_change: entry({ address: "aws_x.y[*]" }) }],
      action_invocations: [action],
    });
    const reading = read(plan);
    const ids = reading.changes.map(({ before, after }) => (after ?? before)?.source.address ?? "");
    expect(ids).toEqual(["aws_x.y", "aws_x.y (deposed ab)", "aws_x.y[*]", "action.aws_l.i", "aws_x.y (live)"]);
    expect(new Set(ids.map((id) => place(reading, id))).size).toBe(5);
    expect(place(reading, "aws_x.y", ["a"])).not.toBe(place(reading, "aws_x.y"));
  });

  test("answers the file for what the plan does not have", () => {
    expect(place(read(PLAN), "aws_x.nowhere", ["a"])).toBe("plan.json");
    expect(place(read(PLAN), "not an [address")).toBe("plan.json");
  });
});
