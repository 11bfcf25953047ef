import { describe, expect, test } from "vitest";
import type { SourceReading } from "#core/model";
import { readSource } from "../detect.ts";
import { readTerraformPlan } from "./read.ts";
import {
  blockOf,
  changeOf,
  codes,
  configuration,
  onlyChange,
  planOf,
  printChanges,
  read,
  refs,
  type Json,
} from "./testing/plan.ts";
import { reachable } from "./testing/reachable.ts";

const SECRETS = ["planted-alpha", "planted-beta", "planted-gamma", "planted-delta", "planted-epsilon", "planted-zeta"];

test("readTerraformPlan() takes no data source's word for what only managed resources do", () => {
  const change = changeOf("data.aws_s3_bucket.b", { actions: ["create"], after: { acl: "public-read" } });
  const reading = read(planOf([change]));
  expect(codes(reading.unresolved)).toEqual(["terraform-unknown-action"]);
  expect(printChanges(reading)).toEqual(["update data.aws_s3_bucket.b after unknown-action"]);
});

describe("readTerraformPlan() keeps no sensitive text", () => {
  test("in anything that can be reached from its reading", () => {
    const [alpha = "", beta = "", gamma = "", delta = "", epsilon = "", zeta = ""] = SECRETS;
    const change = {
      actions: ["update"],
      before: { p: alpha, q: [{ r: beta }] },
      after: { p: gamma, q: [{ r: beta }], echo: `url?${delta}` },
    };
    const masks = { before_sensitive: { p: true, q: [{ r: true }] }, after_sensitive: { p: true, q: [{ r: true }] } };
    const state = {
      mode: "data",
      type: "aws_d",
      name: "d",
      provider_name: "aws",
      values: { s: epsilon },
      sensitive_values: { s: true },
    };
    const plan = planOf(
      [changeOf("aws_x.y", { ...change, ...masks }), changeOf("aws_x.bad", { after: zeta, after_sensitive: true })],
      {
        variables: { v: { value: { deep: [delta] } } },
        prior_state: { values: { root_module: { resources: [state] } } },
        checks: [
          { address: { to_display: "check.c" }, status: "fail", instances: [{ problems: [{ message: alpha }] }] },
        ],
        planned_values: { outputs: { o: { value: alpha, sensitive: true } }, root_module: {} },
        ...configuration({
          variables: { v: { sensitive: true, default: "" } },
          resources: [blockOf("aws_x.y", { p: refs("var.v") })],
        }),
      },
    );
    const reading = read(plan);
    reading.locate({ file: "plan.json", address: "aws_x.y", path: ["p"] });
    const everything = reachable(reading);
    expect(everything).toContain("aws_x.y");
    expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
  });

  test("when the plan is broken", () => {
    const text = JSON.stringify(
      planOf([changeOf("aws_x.y", { after: { p: SECRETS[0] ?? "" }, after_sensitive: { p: true } })]),
    );
    for (const broken of [
      text.slice(0, text.indexOf("planted-alpha") + 13),
      `${text}}`,
      text.replace('"planted-alpha"', "planted-alpha"),
    ]) {
      const reading = read(broken);
      expect(reading.diagnostics).toHaveLength(1);
      expect(reachable(reading)).not.toContain("planted-alpha");
    }
  });
});

describe("readTerraformPlan() answers a mistake with what to do", () => {
  const table: readonly (readonly [string, string, string, RegExp])[] = [
    [
      "a state file",
      '{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"x","resources":[]}',
      "terraform-state-given",
      /terraform plan -out=tfplan/,
    ],
    [
      "terraform show -json of a state",
      '{"format_version":"1.0","values":{"root_module":{}}}',
      "terraform-state-given",
      /terraform plan -out=tfplan/,
    ],
    [
      "terraform show -json without state",
      '{"format_version":"1.0"}',
      "terraform-state-given",
      /terraform plan -out=tfplan/,
    ],
    [
      "the log of plan -json",
      '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}\n',
      "terraform-plan-stream",
      /terraform show -json/,
    ],
    [
      "a printed plan",
      "\u001b[0m\nTerraform will perform the following actions:\n\n  # aws_x.y\n",
      "terraform-plan-text",
      /terraform show -json/,
    ],
    [
      "a printed OpenTofu plan",
      "\nOpenTofu used the selected providers to generate the following\n",
      "terraform-plan-text",
      /tofu show -json/,
    ],
  ];

  test.each(table)("%s", (_, text, code, hint) => {
    const fromAny = readSource({ file: "plan.json", bytes: new TextEncoder().encode(text) });
    expect(fromAny.diagnostics).toEqual(read(text).diagnostics);
    expect(fromAny.diagnostics).toMatchObject([{ code, severity: "error", hint: expect.stringMatching(hint) }]);
  });

  test("a plan that was cut off, with the place", () => {
    const text = JSON.stringify(planOf([changeOf("aws_x.y")]), null, 1);
    for (const length of [30, 200, text.length - 2]) {
      expect(read(text.slice(0, length)).diagnostics).toMatchObject([
        { code: "terraform-plan-truncated", span: { file: "plan.json" } },
      ]);
    }
  });

  test("a member that stands twice, even one that is not read", () => {
    const text = JSON.stringify(planOf([changeOf("aws_x.y", { after: { a: 1 } })]));
    const twice = [
      `{"resource_changes":[],${text.slice(1)}`,
      `{"planned_values":{},${text.slice(1)}`,
      text.replace('"a":1', '"a":1,"a":2'),
    ];
    for (const one of twice) expect(codes(read(one).diagnostics)).toEqual(["terraform-plan-syntax"]);
  });

  test("a plan above the size limit", () => {
    expect(codes(read(planOf([]), { maxBytes: 10 }).diagnostics)).toEqual(["input-too-large"]);
  });
});

/** A text of JSON that is nested twice as many levels deep. */
const nest = (levels: number, core: string): string => `${'{"a":['.repeat(levels)}${core}${"]}".repeat(levels)}`;

describe("readTerraformPlan() survives", () => {
  test("keys that mean something to JavaScript", () => {
    const text = JSON.stringify(
      planOf([changeOf("aws_x.y", { after: { tags: { P: "1" } }, after_unknown: { U: true } })]),
    );
    const hostile = text.replaceAll('"P"', '"__proto__"').replaceAll('"U"', '"constructor"');
    const native = onlyChange(read(hostile)).after?.native ?? {};
    expect(Object.keys(native)).toEqual(["tags", "constructor"]);
    expect(Object.entries(native["tags"] ?? {})).toEqual([["__proto__", "1"]]);
    expect(Object.entries(onlyChange(read(hostile)).after?.labels ?? {})).toEqual([["__proto__", "1"]]);
    const names = changeOf("constructor.__proto__", {}, { provider_name: "toString" });
    expect(
      printChanges(read(planOf([names], configuration({ resources: [blockOf("constructor.__proto__")] })))),
    ).toEqual(["create constructor.__proto__ after"]);
  });

  test("actions that it does not know: they change something, and are never ignored", () => {
    for (const actions of [
      ["explode"],
      [],
      ["delete", "create", "delete"],
      "create",
      null,
      [{ a: 1 }],
      [["create"]],
      ["delete,create"],
    ] as readonly Json[]) {
      const reading = read(planOf([changeOf("aws_x.y", { actions })]));
      expect(printChanges(reading)).toEqual(["update aws_x.y after unknown-action"]);
      expect(codes(reading.unresolved)).toEqual(["terraform-unknown-action"]);
    }
  });

  test("entries and sections of any other shape, each of which leaves the plan unresolved", () => {
    const odd: readonly Json[] = [
      null,
      1,
      "x",
      [],
      {},
      { change: {} },
      { type: "a", name: "b" },
      changeOf("aws_x.y", {}, { module_address: "no module" }),
    ];
    expect(new Set(codes(read(planOf(odd)).unresolved))).toEqual(new Set(["terraform-malformed-change"]));
    expect(read(planOf(odd)).unresolved).toHaveLength(odd.length);
    for (const after of [1, "text", [], true] as readonly Json[]) {
      expect(codes(read(planOf([changeOf("aws_x.y", { after })])).unresolved)).toEqual(["terraform-malformed-change"]);
    }
    expect(codes(read({ ...planOf([]), resource_changes: { a: 1 } }).unresolved)).toEqual([
      "terraform-malformed-section",
    ]);
    const lost = { ...planOf([]), planned_values: { root_module: { resources: [{ address: "aws_x.y" }] } } };
    expect(codes(read(lost).unresolved)).toEqual(["terraform-plan-without-changes"]);
  });

  test("one resource that is changed twice: both are read, and the plan is unresolved", () => {
    const reading = read(planOf([changeOf("aws_x.y", { after: { a: 1 } }), changeOf("aws_x.y", { after: { a: 2 } })]));
    expect(printChanges(reading)).toEqual(["create aws_x.y after", "create aws_x.y (2) after"]);
    expect(codes(reading.unresolved)).toEqual(["terraform-duplicate-change"]);
  });

  test("values and masks that are nested 200 deep, and refuses what is deeper than any plan", () => {
    const plan = JSON.stringify(planOf([changeOf("aws_x.y", { after: "@", after_unknown: "#" })]));
    const deep = read(plan.replace('"@"', nest(100, "null")).replace('"#"', nest(100, "true")));
    expect(reachable(deep)).toContain("after-apply");
    expect(codes(read(plan.replace('"@"', nest(100_000, "null"))).diagnostics)).toEqual(["terraform-plan-syntax"]);
  });

  test("very many marks beside very many expressions", () => {
    const names = Array.from({ length: 50_000 }, (_, number) => `a${number}`);
    const of = (value: Json): { readonly [key: string]: Json } =>
      Object.fromEntries(names.map((name) => [name, value]));
    const change = changeOf("aws_x.y", { after: null, after_unknown: of(true) });
    const resources = [blockOf("aws_x.y", of({ constant_value: 1 }))];
    const native = onlyChange(read(planOf([change], configuration({ resources })))).after?.native ?? {};
    expect(Object.keys(native)).toHaveLength(names.length);
  });

  test("addresses and keys that are very long", () => {
    const long = "a".repeat(1_000_000);
    const changes = [
      changeOf("aws_x.y", {}, { module_address: `module.${long}` }),
      changeOf("aws_x.y", {}, { index: `"${long}` }),
    ];
    const reading = read(
      planOf(
        changes,
        configuration({ resources: [blockOf("aws_x.y", { a: { references: [long, `aws_x.y["${long}"].id`] } })] }),
      ),
    );
    expect(codes(reading.unresolved)).toEqual(["terraform-malformed-change"]);
  });

  test("any bytes", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    const text = new TextEncoder().encode(
      JSON.stringify(planOf([changeOf("aws_x.y", { after: { a: [1, { b: "c" }] } })])),
    );
    const silent: SourceReading[] = [];
    for (let run = 0; run < 500; run++) {
      const bytes = text.slice(0, random() % 4 === 0 ? random() % text.length : text.length);
      for (let flip = random() % 4; flip >= 0 && bytes.length > 0; flip--)
        bytes[random() % bytes.length] = random() % 256;
      const reading = readTerraformPlan({ file: "plan.json", bytes });
      const hasChanges = new TextDecoder().decode(bytes).includes('"resource_changes":[{');
      if (hasChanges && reading.changes.length + reading.unresolved.length + reading.diagnostics.length === 0)
        silent.push(reading);
    }
    expect(silent).toEqual([]);
  });
});
