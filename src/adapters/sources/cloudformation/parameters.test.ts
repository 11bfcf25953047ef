import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readCloudFormation } from "./read.ts";
import { resourceOf } from "./testing/template.ts";

const TEMPLATE = `
Parameters:
  Name: { Type: String, MinLength: 2, MaxLength: 6, AllowedPattern: "[a-z]+", Default: abc }
  Size: { Type: Number, MinValue: 10, MaxValue: 20, Default: 12 }
  Env: { Type: String, AllowedValues: [dev, prod, 1, true], Default: dev }
  Zones: { Type: CommaDelimitedList, AllowedValues: [a, b] }
  Ports: { Type: List<Number> }
  Look: { Type: String, AllowedPattern: "(?=x)x.*" }
  Secret: { Type: String, NoEcho: true, MinLength: 8 }
  Stored: { Type: "AWS::SSM::Parameter::Value<String>" }
  Vpc: { Type: "AWS::EC2::VPC::Id" }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  R:
    Type: AWS::Test::Thing
    Properties:
      Name: !Ref Name
      Size: !Ref Size
      Zones: !Ref Zones
      Ports: !Ref Ports
      Secret: !Ref Secret
      Stored: !Ref Stored
      Vpc: !Ref Vpc
      IsProd: !If [IsProd, 1, 0]
`;

function read(parameters: unknown, ...more: readonly unknown[]) {
  const files = [parameters, ...more].map((one, at) => ({ file: `p${at}.json`, text: JSON.stringify(one) }));
  const bytes = new TextEncoder().encode(TEMPLATE);
  const reading = readCloudFormation({ file: "t.yaml", bytes }, { parameters: files });
  const { native } = resourceOf(reading, "R");
  const shown = Object.entries(native).map(([name, value]) => [
    name,
    value instanceof Unknown ? `<${value.causes[0]?.reason}>` : value,
  ]);
  const problems = reading.diagnostics.map(({ severity, code, message, span }) => {
    const why = / {1}`t\.yaml`(?::|,) (.*)$/.exec(message)?.[1] ?? message;
    return `${severity} ${code} ${span?.file}:${span?.start.column} ${why}`;
  });
  return { native: Object.fromEntries(shown), problems, reading };
}

describe("readCloudFormation() with values for parameters", () => {
  test("readCloudFormation() takes them instead of the defaults, the last of a name", () => {
    const values = { Name: "zz", Size: "15", Env: "prod", Zones: "b, a", Ports: "1,2", Vpc: "vpc-1" };
    const { native, problems } = read({ Parameters: values }, ["Name=yy"]);
    expect(problems).toEqual([]);
    expect(native).toMatchObject({
      Name: "yy",
      Size: 15,
      Zones: ["b", "a"],
      Ports: ["1", "2"],
      Vpc: "vpc-1",
      IsProd: 1,
    });
  });

  test("readCloudFormation() knows nothing of a secret, a stored value or one that stays as it was", () => {
    const { native, problems, reading } = read([
      { ParameterKey: "Secret", ParameterValue: "correct-horse" },
      { ParameterKey: "Stored", ParameterValue: "/other/path" },
      { ParameterKey: "Name", UsePreviousValue: true },
    ]);
    expect(problems).toEqual([]);
    expect(native).toMatchObject({ Secret: "<sensitive>", Stored: "<after-apply>", Name: "<after-apply>" });
    expect(JSON.stringify(reading)).not.toMatch(/correct-horse|other\/path/);
  });

  test.each<readonly [string, unknown, string, string]>([
    ["no declared parameter", "Nam=x", "Name", "which template `t.yaml` does not declare"],
    ["a word for a number", "Size=big", "Size", "it is no number"],
    ["words for numbers", "Ports=1,x", "Ports", "it is no list of numbers"],
    ["what is not among the values", "Env=test", "Env", "it is none of its `AllowedValues`"],
    ["a list with one that is not among them", "Zones=a,c", "Zones", "it is none of its `AllowedValues`"],
    ["what only begins like the pattern", "Name=ab1", "Name", "it does not match its `AllowedPattern`"],
    ["too short a text", "Name=a", "Name", "it is below its `MinLength`"],
    ["too long a text", "Name=abcdefg", "Name", "it is above its `MaxLength`"],
    ["too small a number", "Size=9", "Size", "it is below its `MinValue`"],
    ["too large a number", "Size=20.5", "Size", "it is above its `MaxValue`"],
    ["a secret that is too short", "Secret=x", "Secret", "it is below its `MinLength`"],
  ])("readCloudFormation() refuses %s", (_, text, name, why) => {
    const { native, problems, reading } = read([text]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^error parameter-(?:invalid|undeclared) p0\.json:2 /);
    expect(reading.diagnostics[0]?.message).toContain(why);
    const isUndeclared = why.startsWith("which");
    expect(reading.unresolved.map(({ code }) => code)).toEqual(isUndeclared ? [] : ["parameter-invalid"]);
    if (isUndeclared) expect(problems[0]).toContain(`did you mean \`${name}\``);
    else if (Object.hasOwn(native, name)) expect(native[name]).toMatch(/^<(?:after-apply|sensitive)>$/);
  });

  test("readCloudFormation() refuses an object, takes numbers and truth values for texts, and leaves patterns that only Java knows alone", () => {
    expect(read({ Parameters: { Name: { a: 1 }, Size: null } }).problems).toEqual([
      "error parameter-invalid p0.json:16 it is no text",
      "error parameter-invalid p0.json:31 it is no text",
    ]);
    expect(read({ Parameters: { Env: 1, Size: 11, Look: "y" } }).problems).toEqual([]);
    expect(read({ Parameters: { Env: true } }).problems).toEqual([]);
  });

  test("readCloudFormation() names no more than a hundred values that nobody declares, and takes the rest", () => {
    const values = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`X${at}`, "v"]));
    const { native, problems } = read({ Parameters: { ...values, Name: "zz" } });
    expect([problems.length, native["Name"]]).toEqual([100, "zz"]);
  });
});
