import { describe, expect, test } from "vitest";
import { parseJson, type JsonResult } from "#core/model";
import { parseSections } from "./sections.ts";
import { largePlan } from "./testing/large-plan.ts";
import { changeOf, planOf } from "./testing/plan.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLAN = JSON.stringify(planOf([changeOf("aws_x.a", { after: { n: 1, text: "é" } }), changeOf("aws_x.b")]));

function valueOf(result: JsonResult): unknown {
  return result.kind === "parsed" ? result.value : result.problem;
}

describe("parseSections()", () => {
  test("parseSections() answers what parsing the whole text does, but for the sections that are not read", () => {
    for (const text of [PLAN, `\uFEFF \n${PLAN}\n`, JSON.stringify(JSON.parse(PLAN), null, 2), largePlan(3_000)]) {
      const whole = valueOf(parseJson(text.replace("\uFEFF", "")));
      expect(parseSections(encode(text))).toEqual({ ...Object(whole), planned_values: null });
    }
  });

  test("parseSections() keeps numbers exact in the one stretch that has delicate ones", () => {
    const text = PLAN.replace('"n":1', '"n":[9007199254740993,1.0]');
    expect(parseSections(encode(text))).toEqual({ ...Object(valueOf(parseJson(text))), planned_values: null });
  });

  test.each([
    ["a comma before the end of the plan", `${PLAN.slice(0, -1)},}`],
    ["a comma before the end of a list", PLAN.replace("}],", "},],")],
    ["a comma in the place of an element", PLAN.replace('"resource_changes":[', '"resource_changes":[,')],
    ["a list of one comma", PLAN.replace('"resource_changes":[', '"resource_drift":[,],"resource_changes":[')],
    ["a list that another bracket closes", PLAN.replace("}],", "}},")],
    ["something behind the plan", `${PLAN}\u00a0`],
    ["a mark of byte order inside", PLAN.replace('"errored":false', '"errored":\uFEFFfalse')],
    ["a section without a value", PLAN.replace('"errored":false', '"errored":')],
    ["a section that stands twice", PLAN.replace('"errored"', '"complete"')],
    ["a section that stands twice and is not read", PLAN.replace('"errored":false', '"planned_values":{}')],
    ["a key that stands twice in an entry", PLAN.replace('"n":1', '"n":1,"\\u006e":2')],
    ["no change", JSON.stringify(planOf([]))],
    ["nothing", ""],
    ["a list", "[1]"],
  ])("parseSections() leaves to others what has %s", (_, text) => {
    expect(parseSections(encode(text))).toBeUndefined();
  });

  test("parseSections() leaves to others what is no UTF-8, in keys and in values", () => {
    for (const word of ["errored", '"é"']) {
      const bytes = encode(PLAN);
      bytes[PLAN.indexOf(word) + 1] = 0xff;
      expect(parseSections(bytes)).toBeUndefined();
    }
  });
});
