import { describe, expect, test } from "vitest";
import type { NativeResource } from "#core/model";
import { isTerraformPlan } from "./recognise.ts";
import {
  blockOf,
  changeOf,
  configuration,
  planOf,
  printReferences,
  read,
  refs,
  resourceAt,
  type Json,
} from "./testing/plan.ts";

/** The resource `aws_x.y` with these values, of a provider configuration with these expressions. */
function resourceOf(after: Json, expressions: { readonly [key: string]: Json } = {}, hcl = ""): NativeResource {
  const providers = { aws: { name: "aws", version_constraint: "~> 5.0", expressions } };
  const plan = planOf([changeOf("aws_x.y", { after })], configuration({ resources: [blockOf("aws_x.y")] }, providers));
  const files = hcl === "" ? [] : [{ file: ".terraform.lock.hcl", text: hcl }];
  return resourceAt(read(plan, { hcl: files }), "aws_x.y");
}

describe("a resource of readTerraformPlan()", () => {
  test("has the labels of its provider, its own and the merged ones, as far as it can have labels at all", () => {
    const provider = { default_tags: [{ tags: { constant_value: { Owner: "data", Env: "dev" } } }] };
    expect(resourceOf({ tags: { Env: "prod" } }, provider).labels).toEqual({ Owner: "data", Env: "prod" });
    expect(resourceOf({ tags: { Env: "prod" }, tags_all: { Env: "stage", N: 1 } }, provider).labels).toEqual({
      Owner: "data",
      Env: "stage",
    });
    expect(resourceOf({ name: "a" }, provider).labels).toEqual({});
    expect(resourceOf({ metadata: [{ labels: { app: "a" } }] }).labels).toEqual({ app: "a" });
    expect(resourceOf({ settings: [{ user_labels: { app: "b" } }] }).labels).toEqual({ app: "b" });
  });

  test("has the version that the lock file pins, and none where a constraint allows several", () => {
    const lock =
      'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.31.0"\n  constraints = "~> 5.0"\n}\n';
    expect(resourceOf({}).providerVersion).toBeNull();
    expect(resourceOf({}, {}, lock).providerVersion).toBe("5.31.0");
  });

  test("belongs to the account of the role that its provider assumes, or to its own project", () => {
    const role = { assume_role: [{ role_arn: { constant_value: "arn:aws:iam::111122223333:role/deploy" } }] };
    expect(resourceOf({}, role).scope).toBe("111122223333");
    expect(resourceOf({}, { project: { constant_value: "p-1" } }).scope).toBe("p-1");
    expect(resourceOf({ project: "p-2" }, { project: { constant_value: "p-1" } }).scope).toBe("p-2");
    expect(resourceOf({}).scope).toBe("aws");
  });

  test("is grouped by a region of its own only where that of its provider is known", () => {
    expect(resourceOf({ region: "eu-west-1" }, { region: { constant_value: "us-east-1" } }).group).toBe(
      "plan.json aws eu-west-1",
    );
    expect(resourceOf({ region: "eu-west-1" }).group).toBe("plan.json aws");
  });

  test("takes no region from a sensitive variable", () => {
    const providers = { aws: { name: "aws", expressions: { region: refs("var.r") } } };
    const root = { resources: [blockOf("aws_x.y")], variables: { r: { sensitive: true } } };
    const plan = planOf([changeOf("aws_x.y")], {
      variables: { r: { value: "secret-region" } },
      ...configuration(root, providers),
    });
    expect(resourceAt(read(plan), "aws_x.y").group).toBe("plan.json aws");
  });

  test("has a dead end for an unknown value whose expression names no resource", () => {
    const resources = [blockOf("aws_x.y", { a: refs("var.flag"), b: refs("path.module"), c: refs("var.flag") })];
    const change = changeOf("aws_x.y", { after: { c: 1 }, after_unknown: { a: true, b: true } });
    const reading = read(planOf([change], configuration({ resources })));
    expect(printReferences(resourceAt(reading, "aws_x.y").references)).toEqual([
      "a -> ? (possible)",
      "b -> ? (possible)",
    ]);
  });
});

describe("isTerraformPlan()", () => {
  test("isTerraformPlan() tells plans from states and from everything else", () => {
    const others: readonly Json[] = [
      null,
      [],
      "plan",
      {},
      { format_version: "1.0", values: {} },
      { resource_changes: [] },
    ];
    expect(others.filter((value) => isTerraformPlan(value))).toEqual([]);
    expect(isTerraformPlan(planOf([]))).toBe(true);
  });
});
