import { describe, expect, it } from "vitest";
import type { SourceReading } from "#core/model";
import { readAppliedPlan } from "./applied.ts";
import { changeOf, planOf, printChanges, type Json } from "./testing/plan.ts";
import { reachable } from "./testing/reachable.ts";

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

function stateOf(resources: readonly Json[]): Uint8Array {
  return bytes({ format_version: "1.0", values: { root_module: { resources } } });
}

function readAfter(changes: readonly Json[], state: Uint8Array): SourceReading | null {
  return readAppliedPlan({ file: "plan.json", bytes: bytes(planOf([...changes])) }, state);
}

describe("readAppliedPlan()", () => {
  it("keeps the changes that came to pass, with what the state has for them", () => {
    const changes = [
      changeOf("aws_s3_bucket.made", { after: { bucket: "planned" }, after_unknown: { arn: true } }),
      changeOf("aws_s3_bucket.missing", {}),
      changeOf("aws_s3_bucket.gone", { actions: ["delete"], before: {}, after: null }),
      changeOf("aws_s3_bucket.still", { actions: ["delete"], before: {}, after: null }),
    ];
    const state = stateOf([
      { address: "aws_s3_bucket.made", values: { bucket: "made", arn: "arn:1" } },
      { address: "aws_s3_bucket.still", values: {} },
      { address: "aws_s3_bucket.gone", values: {}, deposed_key: "1" },
    ]);
    const reading = readAfter(changes, state);
    expect(reading === null ? null : printChanges(reading)).toEqual([
      "create aws_s3_bucket.made after",
      "delete aws_s3_bucket.gone before",
    ]);
    expect(JSON.stringify(reading?.changes)).toContain("arn:1");
  });

  it("keeps no text that the plan or the state marks, at any depth", () => {
    const change = {
      after: { a: "x", b: ["x", { c: "planted-alpha" }] },
      after_sensitive: { b: [false, { c: true }] },
    };
    const values = { a: "planted-beta", b: ["planted-gamma", { c: "planted-delta" }] };
    const one = { address: "aws_x.y", values, sensitive_values: { a: true, b: [true] } };
    const reading = readAfter([changeOf("aws_x.y", change)], stateOf([one]));
    expect(reading?.changes).toHaveLength(1);
    expect(reachable(reading)).not.toContain("planted");
  });

  it("is null for what is no plan or no state, and takes any other for what it is", () => {
    for (const state of ["", "null", "[]", "{}", '{"format_version":7}', "{", "\u0000"])
      expect(readAfter([changeOf("aws_x.y")], Buffer.from(state))).toBeNull();
    expect(readAppliedPlan({ file: "plan.json", bytes: Buffer.from("nothing") }, stateOf([]))).toBeNull();
    const odd: readonly unknown[] = [
      null,
      { root_module: 7 },
      { root_module: { resources: "none", child_modules: [null, 7, { resources: [null, { address: 7 }, []] }] } },
      {
        root_module: {
          resources: [{ address: "__proto__" }, { address: "aws_x.y", values: null, sensitive_values: 7 }],
        },
      },
    ];
    for (const values of odd)
      expect(
        readAfter([changeOf("aws_x.y"), null, "x", changeOf("__proto__.y")], bytes({ format_version: "1", values })),
      ).not.toBeNull();
  });

  it("follows modules and marks no deeper than any have", () => {
    const resource = { address: "aws_x.y", values: { a: "planted" } };
    const nest = (depth: number): Json =>
      Array.from({ length: depth }).reduce<Json>((inner) => ({ child_modules: [inner] }), { resources: [resource] });
    const after = (depth: number) => {
      const reading = readAfter(
        [changeOf("aws_x.y")],
        bytes({ format_version: "1", values: { root_module: nest(depth) } }),
      );
      return reading === null ? null : printChanges(reading);
    };
    expect([after(64), after(65)]).toEqual([["create aws_x.y after"], []]);
    const marks = Array.from({ length: 200 }).reduce<Json>((inner) => ({ a: inner }), false);
    const deep = readAfter(
      [changeOf("aws_x.y", { after_sensitive: marks })],
      stateOf([{ ...resource, sensitive_values: marks }]),
    );
    expect(deep).not.toBeNull();
  });
});
