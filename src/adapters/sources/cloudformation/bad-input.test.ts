import { describe, expect, test } from "vitest";
import { readCloudFormation } from "./read.ts";
import { complaints, readText, resourceOf } from "./testing/template.ts";

const R = "Resources:\n  A: {Type: AWS::S3::Bucket}\n";
const withP = (p: string): string => `${R}  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      P: ${p}\n`;

const UNREADABLE: readonly (readonly [string, string, readonly string[]])[] = [
  ["nothing but comments", "# x\n", ["no-template: it has nothing in it 1:1"]],
  ["a list", "- Resources\n", ["not-a-template: a template is a mapping 1:1"]],
  [
    "truncated JSON",
    '{"Resources": {"A": {"Type": "AWS::S3',
    ["json-truncated: it ends in the middle of a JSON value 1:30"],
  ],
  ["broken JSON", '{"Resources": {"A": "B" "C"}}', ["json-syntax: it is not valid JSON 1:25"]],
  [
    "a key twice in JSON",
    '{"Resources": 1, "Resources": 2}',
    ["json-duplicate-key: a key stands twice in one JSON object 1:18"],
  ],
  ["a key twice", `${R}Resources: {}\n`, ["duplicate-key: the key `Resources` stands twice in one mapping 3:1"]],
  ["truncated YAML", 'Resources: {A: "x', ["yaml-syntax: a bracket, quote or separator is missing 1:18"]],
  ["a tab", "Resources:\n\tA: 1\n", ["yaml-syntax: a tab is used for indentation 2:1"]],
  [
    "a tag of something else",
    `${R}Metadata: !vault x\n`,
    ["unsupported-tag: a value has a tag that CloudFormation does not know 3:18"],
  ],
  [
    "two templates",
    `${R}---\n${R}`,
    ["hidden-document: another document starts in it, and a template is a single one 3:1"],
  ],
  [
    "10,000 levels",
    `Resources: ${"[".repeat(10_000)}${"]".repeat(10_000)}`,
    ["too-deep: its values are nested too deeply 1:1"],
  ],
  ["an alias of nothing", "Resources: *a\n", ["unknown-alias: an alias names no anchor before it 1:12"]],
  [
    "a hidden line break",
    `${R}# x\u2028A: 1\n`,
    ["treacherous-character: it contains the character U+2028, which not every reader of YAML takes for the same 3:4"],
  ],
  [
    "more than is read",
    `# ${"x".repeat(8 * 1024 * 1024)}`,
    ["template-too-large: it has 8388610 characters, and a template of more than 8388608 is not read 1:1"],
  ],
];

const PARTLY: readonly (readonly [string, string, readonly string[]])[] = [
  ["no resources", "AWSTemplateFormatVersion: x\n", ["no-resources: it has no `Resources` 1:1"]],
  ["resources that are a list", "Resources: [1]\n", ["no-resources: its `Resources` hold no resource 1:1"]],
  ["a resource that is a text", `${R}  B: text\n`, ["invalid-resource: resource `B` is no mapping 3:3"]],
  ["a resource without a type", `${R}  B: {Properties: {}}\n`, ["missing-type: resource `B` has no `Type` 3:3"]],
  [
    "a type that is none",
    `${R}  B: {Type: Bucket}\n`,
    ["invalid-type: the `Type` of `B` is not the name of a type 3:7"],
  ],
  [
    "properties that are a list",
    `${R}  B: {Type: AWS::S3::Bucket, Properties: []}\n`,
    ["invalid-properties: the `Properties` of `B` are no mapping 3:30"],
  ],
  [
    "a module",
    `${R}  B: {Type: My::S3::Bucket::MODULE}\n`,
    ["unresolved-module: `B` is the module `My::S3::Bucket::MODULE`, whose resources are not in the template 3:3"],
  ],
  [
    "a module of its own",
    `Modules: {M: {Source: ./m.yaml}}\n${R}`,
    ["unresolved-module: `M` is a module, whose resources are not in the template 1:11"],
  ],
  [
    "a macro",
    `Transform: [AWS::LanguageExtensions, Mine]\n${R}`,
    [
      "unresolved-macro: the transform `Mine` may add to the template or change it, and only CloudFormation can run it 1:1",
    ],
  ],
  [
    "resources from a macro",
    `${R}  Fn::Transform: {Name: AWS::Include}\n`,
    ["unresolved-macro: resources come from `Fn::Transform`, which only CloudFormation can run 3:3"],
  ],
  [
    "a name of nothing",
    withP("!Ref C"),
    ["unknown-reference: in `B` `C` names no parameter and no resource of the template; did you mean `A` 6:7"],
  ],
  [
    "an attribute of nothing",
    withP("!GetAtt Else.Arn"),
    ["unknown-reference: in `B` `Else` names no parameter and no resource of the template 6:7"],
  ],
  [
    "a condition of nothing",
    withP("!If [C, 1, 2]"),
    ["unknown-reference: in `B` `C` names no condition of the template 6:7"],
  ],
  [
    "a resource under a condition of nothing",
    `${R}  B: {Type: AWS::S3::Bucket, Condition: C}\n`,
    ["unknown-reference: the condition of `B` is none of the template 3:30"],
  ],
  [
    "a function that is none",
    withP("{'Fn::Nothing': 1}"),
    ["unknown-function: in `B` `Fn::Nothing` is no function that gives a value 6:7"],
  ],
  [
    "a function beside other keys",
    withP("{'Fn::Sub': x, y: 1}"),
    ["invalid-function: in `B` `Fn::Sub` stands beside other keys 6:7"],
  ],
  [
    "an If of two",
    withP("!If [a, b]"),
    ["invalid-function: in `B` `Fn::If` takes the name of a condition and two values 6:7"],
  ],
  [
    "a Select past the end",
    withP("{x: !Select [3, [a]]}"),
    ["invalid-function: in `B` `Fn::Select` wants element `3` of a list of 1 6:11"],
  ],
  [
    "a Sub of a list",
    withP("!Sub ['${X}', {X: [1]}]"),
    ["invalid-function: in `B` `Fn::Sub` gives a text that is too long or made of lists 6:7"],
  ],
  [
    "a Sub of a shell variable",
    withP("!Sub '${X:-1}'"),
    ["invalid-function: in `B` `Fn::Sub` has `${X:-1}`, which is no name 6:7"],
  ],
  [
    "a map without the entry",
    `Mappings: {M: {}}\n${withP("!FindInMap [M, a, b]")}`,
    ["unknown-reference: in `B` the mappings have no entry `M.a.b` 7:7"],
  ],
  [
    "a map of maps",
    `Mappings: {M: {a: {b: {c: 1}}}}\n${withP("!FindInMap [M, a, b]")}`,
    ["invalid-function: in `B` `Fn::FindInMap` finds neither a text nor a list of texts 7:7"],
  ],
  [
    "a condition on itself",
    `Conditions:\n  C: {Condition: D}\n  D: {Condition: C}\n${withP("!If [C, 1, 2]")}`,
    ["circular-reference: condition `C` depends on itself 2:3"],
  ],
  [
    "a condition that is none",
    `Conditions:\n  C: yes\n${withP("!If [C, 1, 2]")}`,
    ["invalid-condition: a condition is one of `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition` 2:3"],
  ],
  [
    "a resource that refers to itself",
    `${R}  B: {Type: AWS::S3::Bucket, Properties: {P: !Ref B}}\n`,
    ["circular-reference: `B` refers to itself 3:43"],
  ],
  [
    "resources in a circle",
    withP("!GetAtt C.Arn").concat("  C: {Type: AWS::S3::Bucket, DependsOn: B}\n"),
    ["circular-reference: `B`, `C` need one another, so that none of them can be made first 6:7"],
  ],
  [
    "a loop that is none",
    `${R}  Fn::ForEach::X: [1]\n`,
    ["invalid-function: a loop is a list of a variable, its values and a body 3:3"],
  ],
  [
    "a loop over what is not known",
    `Parameters: {P: {Type: CommaDelimitedList}}\n${R}  Fn::ForEach::X: [I, !Ref P, {}]\n`,
    ["unknown-loop: the values of a loop are only known when the stack is made 4:3"],
  ],
  [
    "a loop that makes a resource twice",
    `${R}  Fn::ForEach::X: [I, [a, b], {B: {Type: AWS::S3::Bucket}}]\n`,
    ["duplicate-resource: resource `B` is declared more than once 3:32"],
  ],
];

describe("readCloudFormation() bad input", () => {
  test.each(UNREADABLE)("readCloudFormation() refuses %s", (_, text, expected) => {
    expect(complaints(text)).toEqual(expected);
    const { changes, unresolved } = readText(text);
    expect(changes).toEqual([]);
    expect(unresolved.map(({ code }) => code)).toEqual(["unreadable-template"]);
  });

  test.each(PARTLY)("readCloudFormation() explains %s, and reads the rest", (_, text, expected) => {
    expect(complaints(text)).toEqual(expected);
    const reading = readText(text);
    expect(reading.unresolved).toHaveLength(1);
    if (text.includes(R)) expect(resourceOf(reading, "A").type).toBe("AWS::S3::Bucket");
  });

  test("readCloudFormation() refuses what is not text", () => {
    const codes = [
      Uint8Array.of(),
      Uint8Array.of(0xff, 0xfe, 0x61, 0),
      Uint8Array.of(0x61, 0),
      Uint8Array.of(0x61, 0xff),
    ].map((bytes) => readCloudFormation({ file: "t", bytes }).diagnostics.map(({ code }) => code));
    expect(codes).toEqual([["empty-input"], ["utf16-input"], ["binary-input"], ["invalid-utf8"]]);
  });

  test("readCloudFormation() stops a loop of loops", () => {
    const items = Array.from({ length: 100 }, (_, index) => index).join(",");
    const loops = [1, 2, 3, 4].reduceRight(
      (body, level) => `{'Fn::ForEach::L${level}': [I${level}, [${items}], ${body}]}`,
      "{'A${I1}${I2}${I3}${I4}': {Type: AWS::S3::Bucket}}",
    );
    const { diagnostics, unresolved } = readText(`Resources: ${loops}\n`);
    expect(diagnostics.map(({ code }) => code)).toContain("too-many-entries");
    expect(unresolved.length).toBeGreaterThan(0);
  });

  test("readCloudFormation() stops texts that grow", () => {
    const parts = "${P}".repeat(40);
    const long = "x".repeat(1_000_000);
    const { diagnostics } = readText(`Parameters: {P: {Type: String, Default: ${long}}}\n${withP(`!Sub '${parts}'`)}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["invalid-function"]);
  });

  test("readCloudFormation() stops what repeats large values", () => {
    const long = `[${Array.from({ length: 20_000 }, () => "1").join(",")}]`;
    const uses = Array.from(
      { length: 1000 },
      (_, at) => `  R${at}: {Type: AWS::S3::Bucket, Properties: {P: !FindInMap [M, a, b]}}`,
    );
    const { diagnostics } = readText(`Mappings: {M: {a: {b: ${long}}}}\nResources:\n${uses.join("\n")}\n`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["too-much-work"]);
  });

  test("readCloudFormation() goes through a chain of 20,000 resources and of 1,000 conditions", () => {
    const resources = Array.from(
      { length: 20_000 },
      (_, at) => `  R${at}: {Type: AWS::S3::Bucket, DependsOn: R${(at + 1) % 20_000}}`,
    );
    expect(complaints(`Resources:\n${resources.join("\n")}\n`)).toEqual([
      expect.stringMatching(/^circular-reference: `R0`, /),
    ]);
    const conditions = Array.from({ length: 1000 }, (_, at) => `  C${at}: {Condition: C${at + 1}}`);
    const codes = readText(
      `Conditions:\n${conditions.join("\n")}\n  C1000: !Equals [a, a]\n${withP("!If [C0, 1, 2]")}`,
    ).diagnostics;
    expect(codes.map(({ code }) => code)).toEqual(["too-deep"]);
  });
});
