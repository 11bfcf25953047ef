import { describe, expect, test } from "vitest";
import type { Path } from "#core/model";
import { readText } from "./testing/template.ts";

/** The text that the place of `path` in the resource `R` covers. */
function placed(text: string, path: Path): string {
  const reading = readText(text);
  expect(reading.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { start, end } = reading.locate({ file: "t.yaml", address: "R", path });
  if (!start || !end) throw new Error("no place");
  return `${start.line}:${start.column} ${text.slice(start.offset, end.offset).trimEnd()}`;
}

const YAML = `Conditions:
  Holds: !Equals [a, a]
Resources:
  R:
    Type: AWS::Test::Thing
    DeletionPolicy: Delete
    Properties:
      Text: x
      Chosen: !If
        - Holds
        - Inner: [1, 2]
        - Other: 3
      Long:
        Fn::If: [Holds, { Inner: yes }, !Ref AWS::NoValue]
      List:
        - !If [Holds, !Ref AWS::NoValue, gone]
        - Kept: 1
        - !If [Holds, { Deep: 2 }, {}]
      Made: !Sub "\${AWS::Region}"
      Alias: &anchor { A: 1 }
      Again: *anchor
`;

describe("createLocate()", () => {
  test.each<[Path, string]>([
    [["Text"], "8:7 Text: x"],
    [["DeletionPolicy"], "6:5 DeletionPolicy: Delete"],
    [["Chosen", "Inner", 1], "11:22 2"],
    [["Long", "Inner"], "14:27 Inner: yes"],
    [["List", 0, "Kept"], "17:11 Kept: 1"],
    [["List", 1, "Deep"], "18:25 Deep: 2"],
    [["Made"], '19:7 Made: !Sub "${AWS::Region}"'],
    [["Made", "deeper"], '19:7 Made: !Sub "${AWS::Region}"'],
    [["Again", "A"], "20:24 A: 1"],
  ])("createLocate() places %j in YAML", (path, expected) => {
    expect(placed(YAML, path)).toBe(expected);
  });

  test("createLocate() places what is not in the text at the nearest thing around it", () => {
    expect(placed(YAML, ["Nowhere"])).toMatch(/^7:5 Properties:/);
    expect(placed("Resources:\n  R: { Type: AWS::S3::Bucket }\n", ["Nowhere"])).toBe(
      "2:3 R: { Type: AWS::S3::Bucket }",
    );
  });

  const properties = {
    'K"ey': [{ "Fn::If": ["Holds", { A: [true, "x]"] }, 1] }],
    Last: { "Fn::Sub": "a" },
  };
  const template = {
    Conditions: { Holds: { "Fn::Equals": ["a", "a"] } },
    Resources: { R: { Type: "AWS::Test::Thing", Properties: properties } },
  };

  test.each<[Path, string]>([
    [['K"ey', 0, "A", 1], '"x]"'],
    [["Last"], '"Last":{"Fn::Sub":"a"}'],
  ])("createLocate() places %j in JSON, on one line or many", (path, expected) => {
    const wide = placed(JSON.stringify(template), path);
    expect(wide.slice(wide.indexOf(" ") + 1)).toBe(expected);
    const tall = placed(JSON.stringify(template, null, 2), path);
    expect(tall.slice(tall.indexOf(" ") + 1).replaceAll(/\s/g, "")).toBe(expected);
  });

  test("createLocate() places what loops make in their body", () => {
    const text = `Resources:
  Fn::ForEach::L:
    - I
    - [R, S]
    - \${I}: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref I } }
`;
    expect(placed(text, ["BucketName"])).toBe("5:52 BucketName: !Ref I");
  });

  test("createLocate() finds places in a template of 5,000 resources without reading it for each", () => {
    const many = Array.from({ length: 5000 }, (_, at) => `  R${at}: {Type: AWS::S3::Bucket, Properties: {A: 1}}`);
    const reading = readText(`Resources:\n${many.join("\n")}\n`);
    const lines = many.map((_, at) => reading.locate({ file: "t.yaml", address: `R${at}`, path: ["A"] }).start?.line);
    expect(lines).toEqual(many.map((_, at) => at + 2));
  });
});
