import { describe, expect, test } from "vitest";
import { readSource } from "../detect.ts";
import { idsIn, problemsOf, readFiles, resourceIn, shown } from "./testing/configuration.ts";

const GOOD = 'resource "aws_a" "good" {\n  x = 1\n}\n';

describe("what cannot be read", () => {
  test.each<[string, string, readonly string[]]>([
    ["an attribute without a value", 'resource "aws_a" "b" {\n  y =\n}\n', ["terraform-syntax app/bad.tf:2:6"]],
    ["a block that is never closed", 'resource "aws_a" "b" {\n  y = 1\n', ["terraform-truncated app/bad.tf:1:1"]],
    ["a text that does not end", 'resource "aws_a" "b" {\n  y = "x\n}\n', ["terraform-syntax app/bad.tf:2:7"]],
    [
      "a heredoc that does not end",
      "locals {\n  a = <<EOT\n x\n}\n",
      ["terraform-truncated app/bad.tf:1:1", "terraform-truncated app/bad.tf:2:7"],
    ],
    ["a brace too many", "}\n", ["terraform-syntax app/bad.tf:1:1"]],
    ["JSON in the native syntax", '{"resource": {}}\n', ["terraform-syntax app/bad.tf:1:1"]],
    [
      "nesting without end",
      `locals {\n  a = ${"[".repeat(5000)}\n}\n`,
      ["terraform-too-deep app/bad.tf:2:106", "terraform-truncated app/bad.tf:1:1"],
    ],
    [
      "a circle of locals",
      'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_a" "b" { y = local.a }\n',
      ["terraform-cycle app/bad.tf:2:3"],
    ],
    [
      "a resource that is made from itself",
      'resource "aws_a" "b" {\n  y = aws_a.b.y\n}\n',
      ["terraform-cycle app/bad.tf:1:1"],
    ],
    ["a module that calls itself", 'module "m" { source = "./" }\n', ["terraform-module-cycle app/bad.tf:1:1"]],
    [
      "a billion instances",
      'resource "aws_a" "b" {\n  count = 1e9\n}\n',
      ["terraform-too-many-instances app/bad.tf:1:1"],
    ],
    [
      "a billion modules",
      'module "m" {\n  source = "./m"\n  count = 1e9\n}\n',
      ["terraform-module-missing app/bad.tf:1:1"],
    ],
    ["two resources of one address", GOOD, ["terraform-duplicate-resource app/good.tf:1:1"]],
  ])("%s is told, and the rest is read", (_, text, expected) => {
    const reading = readFiles({ "bad.tf": text, "good.tf": GOOD });
    expect([...problemsOf(reading)].toSorted()).toEqual([...expected].toSorted());
    expect(reading.diagnostics.every(({ severity, hint }) => severity === "error" && hint !== undefined)).toBe(true);
    expect(reading.unresolved.length).toBeGreaterThan(0);
    expect(idsIn(reading)).toContain("aws_a.good");
  });

  test("one file of twenty that is broken loses nothing of the other nineteen", () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `f${at}.tf`,
        at === 7 ? 'resource "a" "b" {\n  x = [\n' : `resource "aws_a" "r${at}" {}\n`,
      ]),
    );
    const reading = readFiles(files);
    expect(idsIn(reading)).toHaveLength(20);
    expect(problemsOf(reading)).toContain("terraform-truncated app/f7.tf:1:1");
  });

  test("an attribute that is broken is not known, and hides nothing else of its resource", () => {
    const reading = readFiles({ "a.tf": 'resource "aws_a" "a" {\n  x = 1 +\n  y = 2\n}\n' });
    expect(shown(resourceIn(reading, "aws_a.a").native)).toEqual({ x: "<not-observed>", y: 2 });
  });

  test.each<[string, string]>([
    ["is broken off", '{"resource": {"aws_a": {"a": {'],
    ["is no object", "[1, 2]"],
    ["has text behind it", '{"resource": {}} x'],
  ])("JSON that %s is told", (_, text) => {
    const reading = readFiles({ "bad.tf.json": text, "good.tf": GOOD });
    expect(reading.diagnostics).toMatchObject([{ severity: "error", span: { file: "app/bad.tf.json" } }]);
    expect(idsIn(reading)).toEqual(["aws_a.good"]);
  });

  test.each<[string, Uint8Array, string]>([
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x61, 0x00]), "utf16-input"],
    ["binary", new Uint8Array([0x61, 0x62, 0x00, 0x62, 0x62]), "binary-input"],
    ["nothing", new Uint8Array(), "empty-input"],
    ["no UTF-8", new Uint8Array([0xc3, 0x28]), "invalid-utf8"],
  ])("a file of %s is refused", (_, bytes, code) => {
    const reading = readSource({ file: "main.tf", bytes });
    expect(reading).toMatchObject({ format: "terraform-hcl", changes: [], diagnostics: [{ code }] });
  });
});

describe("what asks for too much", () => {
  const doubling = Array.from({ length: 60 }, (_, at) => `d${at + 1} = "\${local.d${at}}\${local.d${at}}"`).join("\n");
  const chain = Array.from({ length: 5000 }, (_, at) => `c${at + 1} = local.c${at}`).join("\n");

  test.each<[string, string]>([
    [
      "a text that doubles sixty times",
      `locals {\nd0 = "xxxxxxxx"\n${doubling}\n}\nresource "aws_a" "a" { x = local.d60 }`,
    ],
    ["a chain of five thousand locals", `locals {\nc0 = 1\n${chain}\n}\nresource "aws_a" "a" { x = local.c5000 }`],
    ["a range of a billion", 'resource "aws_a" "a" { x = range(1e9) }'],
    ["a product of lists", 'resource "aws_a" "a" { x = setproduct(range(5000), range(5000), range(5000)) }'],
    ["loops in loops", 'resource "aws_a" "a" { x = length([for a in range(9000) : [for b in range(9000) : a * b]]) }'],
    ["a pad of a text", 'resource "aws_a" "a" { x = length([for i in range(900000) : format("%9999s", "x")]) }'],
    ["many instances of modules", 'module "m" {\n  source = "./m"\n  count  = 9000\n}\n'],
  ])("%s ends with a diagnostic", (_, text) => {
    const inner = 'module "n" {\n  source = "../n"\n  count  = 9000\n}\n';
    const reading = readFiles({ "a.tf": text, "m/m.tf": inner, "n/n.tf": GOOD, "good.tf": GOOD });
    expect(reading.diagnostics.map(({ code }) => code).join()).toMatch(/^terraform-too-(?:large|many-instances)\b/);
    expect(reading.unresolved).not.toEqual([]);
    expect(idsIn(reading)).toContain("aws_a.good");
  });

  test("a pattern that makes others go astray takes linear time", () => {
    const reading = readFiles({
      "a.tf": `resource "aws_a" "a" { x = can(regex("^(a+)+$", "${"a".repeat(50_000)}b")) }`,
    });
    expect(resourceIn(reading, "aws_a.a").native).toEqual({ x: false });
  });

  test("aliases of YAML that multiply are refused", () => {
    const bomb = [
      "a: &a [x, x]",
      ...["b", "c", "d", "e", "f", "g", "h", "i"].map((name, at) => {
        const before = String.fromCharCode(97 + at);
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
      }),
    ].join("\\n");
    const reading = readFiles({ "a.tf": `resource "aws_a" "a" { x = can(yamldecode("${bomb}")) }` });
    expect(resourceIn(reading, "aws_a.a").native).toEqual({ x: false });
  });

  test("names of objects of JavaScript are names like any other", () => {
    const reading = readFiles({
      "a.tf": `
        locals { toString = 1 }
        resource "constructor" "__proto__" {
          __proto__   = { polluted = true }
          constructor = local.constructor
          valueOf     = local.toString
        }
        data "aws_iam_policy_document" "d" {
          statement {
            actions = ["a:b"]
            principals {
              type        = "__proto__"
              identifiers = ["x"]
            }
            condition {
              test     = "__proto__"
              variable = "polluted"
              values   = ["yes"]
            }
          }
        }`,
    });
    const { native } = resourceIn(reading, "constructor.__proto__");
    expect(Object.keys(native)).toEqual(["__proto__", "constructor", "valueOf"]);
    expect(shown(native["valueOf"])).toBe(1);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
