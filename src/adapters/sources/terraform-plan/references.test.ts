import { describe, expect, test } from "vitest";
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

const OPEN = { after_unknown: { b: true } };

/** An output that may be either of two of the next level. */
const fan = (level: number): Json => ({ expression: refs(`module.m.o${level - 1}`, `module.m.p${level - 1}`) });

/** The references of the resource at `id` in a plan with these instances, all of which have an unknown `b`. */
function referencesOf(
  id: string,
  instances: readonly string[],
  root: { readonly [key: string]: Json },
  hcl = "",
): readonly string[] {
  const plan = planOf(
    instances.map((address) => changeOf(address, OPEN)),
    configuration(root),
  );
  const files = hcl === "" ? [] : [{ file: "main.tf", text: hcl }];
  return printReferences(resourceAt(read(plan, { hcl: files }), id).references);
}

describe("references of readTerraformPlan()", () => {
  test("go up through module inputs and down through module outputs, to the instance of the right module", () => {
    const store = { resources: [blockOf("aws_x.y")], outputs: { out: { expression: refs("aws_x.y") } } };
    const use = { resources: [blockOf("aws_p.y", { b: refs("var.bucket.id") })], variables: { bucket: {} } };
    const root = {
      module_calls: {
        store: { source: "./store", module: store },
        use: { source: "./use", expressions: { bucket: refs("module.store[0].out") }, module: use },
      },
    };
    const instances = ["module.store[0].aws_x.y", "module.store[1].aws_x.y", "module.use.aws_p.y"];
    expect(referencesOf("module.use.aws_p.y", instances, root)).toEqual(["b -> module.store[0].aws_x.y.id (proven)"]);
  });

  test("use the key of a module call for each.key and each.value in its inputs", () => {
    const use = { resources: [blockOf("aws_p.y", { b: refs("var.bucket") })] };
    const call = (expression: Json): Json => ({
      source: "./use",
      expressions: { bucket: expression },
      for_each_expression: refs("aws_x.y"),
      module: use,
    });
    const instances = ['aws_x.y["a"]', 'aws_x.y["b"]', 'module.use["b"].aws_p.y'];
    const of = (expression: Json): readonly string[] => {
      return referencesOf('module.use["b"].aws_p.y', instances, {
        resources: [blockOf("aws_x.y")],
        module_calls: { use: call(expression) },
      });
    };
    expect(of({ references: ["aws_x.y", "each.key"] })).toEqual(['b -> aws_x.y["b"] (proven)']);
    expect(of(refs("each.value.id"))).toEqual(['b -> aws_x.y["b"].id (proven)']);
  });

  test("pair instances with equal keys, and hold an index for certain only among equally many", () => {
    const pairs = { references: ["aws_x.y", "count.index"] };
    const root = { resources: [blockOf("aws_p.y", { b: pairs }), blockOf("aws_x.y")] };
    expect(referencesOf("aws_p.y[1]", ["aws_p.y[0]", "aws_p.y[1]", "aws_x.y[0]", "aws_x.y[1]"], root)).toEqual([
      "b -> aws_x.y[1] (proven)",
    ]);
    expect(referencesOf("aws_p.y[0]", ["aws_p.y[0]", "aws_x.y[0]", "aws_x.y[1]"], root)).toEqual([
      "b -> aws_x.y[0] (possible)",
    ]);
  });

  test("follow each.value of resources and of modules, and hold a bare each.value for possible", () => {
    const store = { resources: [blockOf("aws_x.in")], outputs: { arn: { expression: refs("aws_x.in.arn") } } };
    const root = {
      resources: [
        blockOf("aws_p.mod", { b: refs("each.value.arn") }, { for_each_expression: refs("module.store") }),
        blockOf("aws_p.bare", { b: { references: ["aws_x.y", "each.value"] } }, { for_each_expression: {} }),
        blockOf("aws_x.y"),
      ],
      module_calls: { store: { source: "./s", module: store } },
    };
    const instances = ['aws_p.mod["k"]', 'aws_p.bare["k"]', 'aws_x.y["k"]', 'module.store["k"].aws_x.in'];
    expect(referencesOf('aws_p.mod["k"]', instances, root)).toEqual(['b -> module.store["k"].aws_x.in.arn (proven)']);
    expect(referencesOf('aws_p.bare["k"]', instances, root)).toEqual(['b -> aws_x.y["k"] (possible)']);
  });

  test("leave out what known values disprove, and keep what they confirm", () => {
    const resources = [
      blockOf("aws_p.y", { n: refs("aws_x.y.name"), m: refs("aws_x.y.name"), l: refs("aws_x.y.name") }),
      blockOf("aws_x.y"),
    ];
    const changes = [
      changeOf("aws_p.y", { after: { n: "a-policy", m: "a", l: ["z", "a"] } }),
      changeOf("aws_x.y", { after: { name: "a" } }),
    ];
    const reading = read(planOf(changes, configuration({ resources })));
    expect(printReferences(resourceAt(reading, "aws_p.y").references)).toEqual([
      "m -> aws_x.y.name (proven)",
      "l -> aws_x.y.name (proven)",
    ]);
  });

  test("are only possible when the configuration beside the plan shows that the value is made from the other", () => {
    const root = { resources: [blockOf("aws_p.y", { b: refs("aws_x.y.id") }), blockOf("aws_x.y")] };
    const of = (value: string): readonly string[] => {
      return referencesOf("aws_p.y", ["aws_p.y", "aws_x.y"], root, `resource "aws_p" "y" {\n  b = ${value}\n}\n`);
    };
    expect(of('"${aws_x.y.id}-logs"')).toEqual(["b -> aws_x.y.id (possible)"]);
    expect(of("jsonencode({ a = aws_x.y.id })")).toEqual(["b -> aws_x.y.id (possible)"]);
    expect(of('"${aws_x.y.id}"')).toEqual(["b -> aws_x.y.id (proven)"]);
    expect(of("aws_x.y.id")).toEqual(["b -> aws_x.y.id (proven)"]);
  });

  test("hold a splat for every instance: certain in a list of as many, else possible", () => {
    const resources = [blockOf("aws_p.y", { b: refs("aws_x.y") }), blockOf("aws_x.y")];
    const listed = changeOf("aws_p.y", { after: { b: [null, null] }, after_unknown: { b: [true, true] } });
    const instances = [changeOf("aws_x.y[0]"), changeOf("aws_x.y[1]")];
    const of = (change: Json): readonly string[] => {
      const reading = read(planOf([change, ...instances], configuration({ resources })));
      return printReferences(resourceAt(reading, "aws_p.y").references);
    };
    expect(of(listed)).toEqual(["b -> aws_x.y[0] (proven)", "b -> aws_x.y[1] (proven)"]);
    expect(of(changeOf("aws_p.y", OPEN))).toEqual(["b -> aws_x.y[0] (possible)", "b -> aws_x.y[1] (possible)"]);
  });

  test("end dead at what has no instance, in circles, and where ways fan out without end", () => {
    const circle = {
      resources: [blockOf("aws_p.y", { b: refs("var.a") })],
      outputs: { a: { expression: refs("var.a") } },
    };
    const root = {
      resources: [blockOf("aws_p.gone", { b: refs("aws_x.gone.id") })],
      module_calls: { m: { source: "./m", expressions: { a: refs("module.m.a") }, module: circle } },
    };
    const instances = ["aws_p.gone", "module.m.aws_p.y"];
    expect(referencesOf("aws_p.gone", instances, root)).toEqual(["b -> ? (possible)"]);
    expect(referencesOf("module.m.aws_p.y", instances, root)).toEqual(["b -> ? (possible)"]);

    const levels = Array.from({ length: 40 }, (_, level) => level);
    const outputs = Object.fromEntries(
      levels.flatMap((level) => [
        [`o${level}`, fan(level)],
        [`p${level}`, fan(level)],
      ]),
    );
    const inner = { resources: [], outputs, module_calls: { m: { source: "./m", module: { outputs } } } };
    const wide = {
      resources: [blockOf("aws_p.y", { b: refs("module.m.o39") })],
      module_calls: { m: { source: "./m", module: inner } },
    };
    expect(referencesOf("aws_p.y", ["aws_p.y"], wide)).toContain("b -> ? (possible)");
  });

  test("of a drifted resource end in live resources", () => {
    const resources = [blockOf("aws_p.y", { b: refs("aws_x.y.id") }), blockOf("aws_x.y")];
    const drifted = changeOf("aws_p.y", {
      actions: ["update"],
      before: { b: "s" },
      after: { b: "s" },
      after_sensitive: { b: true },
    });
    const kept = changeOf("aws_x.y", { actions: ["no-op"], before: { id: "s" }, after: { id: "s" } });
    const state = [{ mode: "managed", type: "aws_x", name: "y", provider_name: "aws", values: { id: "s" } }];
    const more = {
      resource_drift: [drifted],
      prior_state: { values: { root_module: { resources: state } } },
      ...configuration({ resources }),
    };
    const reading = read(planOf([kept], more));
    expect(printReferences(resourceAt(reading, "aws_p.y (live)").references)).toEqual([
      "b -> aws_x.y (live).id (proven)",
    ]);
  });
});
