import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readArmTemplate } from "./read.ts";
import { resources, SCHEMA, type JsonObject } from "./testing/template.ts";

const PARAMETERS: JsonObject = {
  sku: { type: "string", allowedValues: ["a", "b"], defaultValue: "a" },
  days: { type: "int", minValue: 1, maxValue: 90 },
  open: { type: "bool", defaultValue: false },
  zones: { type: "array", allowedValues: ["1", "2", "3"], maxLength: 2 },
  tags: { type: "object" },
  password: { type: "securestring", minLength: 8 },
  own: { $ref: "#/definitions/secret" },
  maybe: { type: "string", nullable: true, minLength: 2 },
};
const DEFINITIONS: JsonObject = {
  secret: { type: "object", properties: { inner: { $ref: "#/definitions/key" } } },
  key: { type: "securestring" },
};

function read(values: JsonObject) {
  const shown = Object.keys(PARAMETERS).map((name) => [name, `[parameters('${name}')]`]);
  const template = {
    $schema: SCHEMA,
    parameters: PARAMETERS,
    definitions: DEFINITIONS,
    resources: [
      { type: "A.B/c", name: "x", properties: Object.fromEntries(shown) },
      { type: "A.B/d", name: "only", condition: "[parameters('open')]" },
    ],
  };
  const file = { file: "p.json", text: JSON.stringify({ parameters: values }, null, 1) };
  const bytes = new TextEncoder().encode(JSON.stringify(template));
  const reading = readArmTemplate({ file: "m.json", bytes }, { parameters: [file] });
  const [first, ...others] = resources(reading);
  const properties = Object(first?.native["properties"]);
  const native = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      value instanceof Unknown ? `<${value.causes[0]?.reason}>` : value,
    ]),
  );
  const problems = reading.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, span }) => `${code} ${span?.file}:${span?.start.line} ${message.split("`: ").at(-1)}`);
  return { native, problems, reading, others: others.length };
}

describe("readArmTemplate() with values for parameters", () => {
  test("readArmTemplate() takes them as they are, names in any case", () => {
    const { native, problems, others } = read({
      SKU: { value: "b" },
      days: { value: 30 },
      open: { value: true },
      zones: { value: ["1", "2"] },
      tags: { value: { a: "[concat('x')]" } },
      maybe: { value: null },
    });
    expect(problems).toEqual([]);
    expect(others).toBe(1);
    expect(native).toMatchObject({ sku: "b", days: 30, open: true, zones: ["1", "2"], tags: { a: "[concat('x')]" } });
    expect(native["maybe"]).toBeNull();
  });

  test("readArmTemplate() knows nothing of what is secret, wherever in its type, or stands in a vault", () => {
    const { native, reading } = read({
      password: { value: "correct-horse" },
      own: { value: { inner: "battery-staple" } },
      sku: { reference: { keyVault: { id: "/x" }, secretName: "tr0ub4dor" } },
    });
    expect(native).toMatchObject({ password: "<sensitive>", own: "<sensitive>", sku: "<sensitive>" });
    expect(JSON.stringify(reading)).not.toMatch(/correct-horse|battery-staple|tr0ub4dor/);
  });

  test.each<readonly [string, JsonObject, string]>([
    ["another type", { days: "30" }, "it is no `int`"],
    ["a fraction", { days: 1.5 }, "it is no `int`"],
    ["what is not among the values", { sku: "c" }, "it is none of its `allowedValues`"],
    ["a list with one that is not", { zones: ["1", "4"] }, "it is none of its `allowedValues`"],
    ["too small a number", { days: 0 }, "it is below its `minValue`"],
    ["too large a number", { days: 91 }, "it is above its `maxValue`"],
    ["too long a list", { zones: ["1", "2", "3"] }, "it is above its `maxLength`"],
    ["too short a secret", { password: "x" }, "it is below its `minLength`"],
  ])("readArmTemplate() refuses %s", (_, values, why) => {
    const [[name, value] = ["", null]] = Object.entries(values);
    const { native, problems, reading } = read({ [name]: { value } });
    expect(problems).toEqual([`parameter-invalid p.json:3 ${why}`]);
    expect(reading.unresolved.map(({ code }) => code)).toEqual(["parameter-invalid"]);
    expect(native[name]).toMatch(/^<(?:not-observed|sensitive)>$/);
  });

  test("readArmTemplate() refuses a value that nobody declares, and tells what was likely meant", () => {
    const { problems, reading } = read({ skus: { value: "a" } });
    expect(problems).toEqual([
      "parameter-undeclared p.json:3 A value is handed in for parameter `skus`, which template `m.json` does not declare; did you mean `sku`",
    ]);
    expect(reading.unresolved).toEqual([]);
  });
});
