import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readParameterFile, valuesFor } from "./read.ts";

const AZURE = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

function shown(value: unknown): string {
  return value instanceof Unknown ? `<${value.causes[0]?.reason}>` : JSON.stringify(value);
}

/** What a file hands in, as `format name=value line:column`; of what is not known, why it is not. */
function read(content: unknown, file = "p.json"): readonly string[] {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 1);
  const found = readParameterFile({ file, text });
  if (found.kind === "rejected") {
    const { code, span } = found.diagnostic;
    return [`${code} ${span?.start.line}:${span?.start.column}`];
  }
  return [
    found.format,
    ...found.values.map(({ name, value, place }) => {
      const { start } = place();
      return `${name}=${shown(value)} ${start.line}:${start.column}`;
    }),
  ];
}

describe("readParameterFile()", () => {
  test("readParameterFile() reads a list of keys and values, as the command line of AWS takes it", () => {
    const list = [
      { ParameterKey: "Env", ParameterValue: "prod" },
      { ParameterKey: "Password", UsePreviousValue: true },
      { ParameterKey: "Nothing" },
    ];
    expect(read(list)).toEqual([
      "cloudformation",
      'Env="prod" 2:2',
      "Password=<not-observed> 6:2",
      "Nothing=null 10:2",
    ]);
  });

  test("readParameterFile() reads overrides, and the configuration of a template in a pipeline", () => {
    expect(read(["Env=prod", "Url=https://a/?b=c"])).toEqual([
      "cloudformation",
      'Env="prod" 2:2',
      'Url="https://a/?b=c" 3:2',
    ]);
    expect(read({ Parameters: { Env: "prod", __proto__: 1 }, Tags: { a: "b" } })).toEqual([
      "cloudformation",
      'Env="prod" 3:3',
    ]);
  });

  test("readParameterFile() reads a file for Azure, and knows nothing of what stands in a vault or comes from an environment", () => {
    const parameters = {
      sku: { value: "Standard_LRS" },
      secret: { reference: { keyVault: { id: "/subscriptions/x" }, secretName: "s" } },
      location: { value: "${AZURE_LOCATION=westeurope}" },
      empty: {},
    };
    const values = [
      'sku="Standard_LRS" 4:3',
      "secret=<sensitive> 7:3",
      "location=<not-observed> 15:3",
      "empty=<not-observed> 18:3",
    ];
    expect(read({ $schema: AZURE, parameters })).toEqual(["arm-template", ...values]);
    expect(read({ parameters: { a: { value: [1] } } })).toEqual(["arm-template", "a=[1] 3:3"]);
  });

  test("readParameterFile() leaves the values of Terraform to its configuration", () => {
    expect(read("a = 1\n", "prod.tfvars")).toEqual(["terraform-hcl"]);
    expect(read("{broken", "x.auto.tfvars.json")).toEqual(["terraform-hcl"]);
  });

  test.each<readonly [string, unknown, string]>([
    ["nothing", "", "parameters-syntax 1:1"],
    ["what is cut off", '{"Parameters": {\n "A": "b', "parameters-syntax 2:9"],
    ["a key that stands twice", '{"Parameters": {"A": 1,\n"A": 2}}', "parameters-syntax 2:1"],
    ["brackets without end", "[".repeat(10_000), "parameters-syntax 1:129"],
    ["an empty list", [], "parameters-unrecognised 1:1"],
    ["a list of something else", [{ ParameterKey: "A" }, 7], "parameters-unrecognised 1:1"],
    ["a text without a key", ["=b"], "parameters-unrecognised 1:1"],
    ["a template", { Resources: {}, Parameters: { A: "b" } }, "parameters-unrecognised 1:1"],
    ["a template of Azure", { parameters: {}, resources: [] }, "parameters-unrecognised 1:1"],
    ["the language of Bicep", "using './main.bicep'\n", "parameters-syntax 1:1"],
  ])("readParameterFile() refuses %s", (_, content, expected) => {
    const [found = ""] = read(content);
    expect(found.split(" ")[0]).toBe(expected.split(" ")[0]);
    if (!expected.includes("syntax")) expect(found).toBe(expected);
  });

  test("valuesFor() gives each format its own, in order", () => {
    const files = [
      { file: "a.json", text: '["A=1"]' },
      { file: "b.json", text: '{"parameters": {"a": {"value": 2}}}' },
      { file: "c.json", text: '["A=3"]' },
      { file: "d.json", text: "?" },
    ];
    expect(valuesFor("cloudformation", files).map(({ value }) => value)).toEqual(["1", "3"]);
    expect(valuesFor("arm-template", files).map(({ value }) => value)).toEqual([2]);
  });
});
