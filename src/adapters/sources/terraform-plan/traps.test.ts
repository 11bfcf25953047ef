import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readTerraformPlan } from "./read.ts";
import { reachable } from "./testing/reachable.ts";
import {
  blockOf,
  changeOf,
  codes,
  configuration,
  onlyChange,
  planOf,
  printChanges,
  printReferences,
  read,
  refs,
  resourceAt,
  type Json,
} from "./testing/plan.ts";

const AFTER_APPLY = (path: string): Unknown => new Unknown([{ reason: "after-apply", path }]);
const SENSITIVE = (path: string): Unknown => new Unknown([{ reason: "sensitive", path }]);

/** The native of the one resource of a plan with one create. */
function nativeOf(change: Parameters<typeof changeOf>[1]): Readonly<Record<string, unknown>> {
  return onlyChange(read(planOf([changeOf("aws_x.y", change)]))).after?.native ?? {};
}

const verbsFor = (actions: readonly string[], sides: { readonly [key: string]: Json }): readonly string[] => {
  return printChanges(read(planOf([changeOf("aws_x.y", { ...sides, actions })])));
};

const unresolvedIn = (more: Parameters<typeof planOf>[1]): readonly string[] =>
  codes(read(planOf([changeOf("aws_x.y")], more)).unresolved);

const checkOf = (status: string): Json => ({
  address: { to_display: "check.health" },
  status,
  problems: [{ message: "s3cret" }],
});

const providerOf = (provider_name: string): string =>
  resourceAt(read(planOf([changeOf("aws_x.y", {}, { provider_name })])), "aws_x.y").provider;

describe("readTerraformPlan() meets trap", () => {
  test("1: it refuses another major format version, and ignores members that it does not know", () => {
    const newer = read(planOf([changeOf("aws_x.y")], { format_version: "2.0" }));
    expect(newer.changes).toEqual([]);
    expect(newer.diagnostics).toMatchObject([
      { code: "terraform-plan-version", severity: "error", message: expect.stringContaining("`2.0`") },
    ]);
    const minor = read(planOf([changeOf("aws_x.y")], { format_version: "1.99", brand_new: { a: 1 } }));
    expect(printChanges(minor)).toEqual(["create aws_x.y after"]);
    expect(minor.diagnostics).toEqual([]);
  });

  test("2: a binary plan and a UTF-16 plan are answered with the command to run", () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new TextEncoder().encode("....tfplan....")]);
    expect(read(planOf([])).diagnostics).toEqual([]);
    expect(readBytes(zip)).toMatchObject([
      { code: "terraform-binary-plan", hint: expect.stringContaining("terraform show -json tfplan") },
    ]);
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(planOf([]))}`, "utf16le");
    expect(readBytes(utf16)).toMatchObject([
      { code: "terraform-utf16-plan", hint: expect.stringContaining("Out-File -Encoding utf8") },
    ]);
    expect(readBytes(utf16.subarray(2))).toMatchObject([{ code: "terraform-utf16-plan" }]);
    expect(readBytes(Buffer.from(utf16).swap16())).toMatchObject([{ code: "terraform-utf16-plan" }]);
  });

  test("3: states come from the changes, not from planned_values, which drop what is unknown", () => {
    const planned = { root_module: { resources: [{ address: "aws_x.y", values: { acl: "public" } }] } };
    const change = changeOf("aws_x.y", { after: { acl: "private" }, after_unknown: { id: true } });
    const reading = read(planOf([change], { planned_values: planned }));
    expect(onlyChange(reading).after?.native).toEqual({ acl: "private", id: AFTER_APPLY("aws_x.y.id") });
  });

  test("4: every shape of after_unknown marks what it marks", () => {
    const after = { whole: null, nested: { known: 1 }, list: [{ a: 1 }], none: 2 };
    const after_unknown = {
      whole: true,
      nested: { open: true },
      list: [{ b: true }],
      none: false,
      absent: {},
      empty: [{}],
    };
    expect(nativeOf({ after, after_unknown })).toEqual({
      whole: AFTER_APPLY("aws_x.y.whole"),
      nested: { known: 1, open: AFTER_APPLY("aws_x.y.nested.open") },
      list: [{ a: 1, b: AFTER_APPLY("aws_x.y.list.0.b") }],
      none: 2,
    });
  });

  test("4: a wholly unknown object is unresolved, and what the configuration sets on it is unknown", () => {
    const change = changeOf("aws_x.y", { after: null, after_unknown: true });
    const reading = read(
      planOf([change], configuration({ resources: [blockOf("aws_x.y", { acl: { constant_value: "a" } })] })),
    );
    expect(codes(reading.unresolved)).toEqual(["terraform-unknown-resource"]);
    expect(onlyChange(reading).after?.native).toEqual({ acl: AFTER_APPLY("aws_x.y.acl") });
  });

  test("5: null in a list is unknown where the overlay says so, and unknown map keys appear", () => {
    const native = nativeOf({
      after: { ids: ["a", null, null], tags: { a: "1" } },
      after_unknown: { ids: [false, true, false], tags: { b: true } },
    });
    expect(native).toEqual({
      ids: ["a", AFTER_APPLY("aws_x.y.ids.1"), null],
      tags: { a: "1", b: AFTER_APPLY("aws_x.y.tags.b") },
    });
  });

  test("6: a list of unknown length is unknown as a whole", () => {
    expect(nativeOf({ after: {}, after_unknown: { rule: true } })).toEqual({ rule: AFTER_APPLY("aws_x.y.rule") });
    const longer = nativeOf({ after: { rule: [{ a: 1 }] }, after_unknown: { rule: [{}, true] } });
    expect(longer).toEqual({ rule: AFTER_APPLY("aws_x.y.rule") });
  });

  test("7: a policy that one ARN made unknown still refers to where it comes from", () => {
    const changes = [
      changeOf("data.aws_iam_policy_document.p", { actions: ["read"], after: {}, after_unknown: { json: true } }),
      changeOf("aws_iam_policy.p", { after: { name: "p" }, after_unknown: { policy: true } }),
    ];
    const block = blockOf("aws_iam_policy.p", { policy: refs("data.aws_iam_policy_document.p.json") });
    const reading = read(
      planOf(changes, configuration({ resources: [block, blockOf("data.aws_iam_policy_document.p")] })),
    );
    expect(printReferences(resourceAt(reading, "aws_iam_policy.p").references)).toEqual([
      "policy -> data.aws_iam_policy_document.p.json (proven)",
    ]);
  });

  test("8: the position of a block among several proves nothing, because sets have no order", () => {
    const after = { ingress: [{ cidr: "10.0.0.0/8" }, {}] };
    const change = changeOf("aws_sg.a", { after, after_unknown: { ingress: [{}, { source: true }] } });
    const blocks = [{ source: refs("aws_sg.b.id") }, { cidr: { constant_value: "10.0.0.0/8" } }];
    const resources = [blockOf("aws_sg.a", { ingress: blocks }), blockOf("aws_sg.b")];
    const reading = read(
      planOf([change, changeOf("aws_sg.b", { after_unknown: { id: true } })], configuration({ resources })),
    );
    expect(printReferences(resourceAt(reading, "aws_sg.a").references)).toEqual([
      "ingress.0.source -> aws_sg.b.id (proven)",
    ]);
  });

  test("9: sensitive values are masked in every shape of mask", () => {
    expect(nativeOf({ after: { password: "s3cret", user: "u" }, after_sensitive: { password: true } })).toEqual({
      password: SENSITIVE("aws_x.y.password"),
      user: "u",
    });
    expect(nativeOf({ after: { a: "s3cret" }, after_sensitive: true })).toEqual({ a: SENSITIVE("aws_x.y.a") });
    expect(nativeOf({ after: { a: ["s3cret", "b"] }, after_sensitive: { a: [true] } })).toEqual({
      a: [SENSITIVE("aws_x.y.a.0"), "b"],
    });
    expect(nativeOf({ after: { a: "s3cret" }, after_sensitive: { a: { odd: true } } })).toEqual({
      a: SENSITIVE("aws_x.y.a"),
    });
    expect(nativeOf({ after: { a: "s3cret" }, after_sensitive: { a: "yes" } })).toEqual({ a: SENSITIVE("aws_x.y.a") });
    expect(nativeOf({ after: { a: null }, after_sensitive: { a: true } })).toEqual({ a: null });
    expect(nativeOf({ after: {}, after_unknown: { a: true }, after_sensitive: { a: true } })).toEqual({
      a: SENSITIVE("aws_x.y.a"),
    });
  });

  test("10: a sensitive root variable is found wherever an attribute repeats it", () => {
    const more = {
      variables: { pw: { value: "hunter2-hunter2" }, pin: { value: "4711" }, region: { value: "eu-west-1" } },
      ...configuration({ variables: { pw: { sensitive: true }, pin: { sensitive: true }, region: {} } }),
    };
    const after = { env: { PW: "x hunter2-hunter2 y", PIN: "4711", R: "eu-west-1" }, notes: ["4711 is not it"] };
    const reading = read(planOf([changeOf("aws_x.y", { after })], more));
    expect(onlyChange(reading).after?.native).toEqual({
      env: { PW: SENSITIVE("aws_x.y.env.PW"), PIN: SENSITIVE("aws_x.y.env.PIN"), R: "eu-west-1" },
      notes: ["4711 is not it"],
    });
  });

  test("11: outputs are no part of a reading, so their values cannot leak from it", () => {
    const output_changes = { o: { actions: ["create"], after: "s3cret-output", after_sensitive: false } };
    expect(reachable(read(planOf([changeOf("aws_x.y")], { output_changes })))).not.toContain("s3cret-output");
  });

  test("12: every combination of actions has its verbs, and a forgotten resource is released", () => {
    const states = { before: { a: 1 }, after: { a: 2 } };
    const [before, after] = [
      { ...states, after: null },
      { ...states, before: null },
    ];
    const same = { before: { a: 1 }, after: { a: 1 } };
    expect(verbsFor(["no-op"], same)).toEqual(["update aws_x.y before+after unchanged"]);
    expect(verbsFor(["create"], after)).toEqual(["create aws_x.y after"]);
    expect(verbsFor(["update"], states)).toEqual(["update aws_x.y before+after"]);
    expect(verbsFor(["delete"], before)).toEqual(["delete aws_x.y before"]);
    expect(verbsFor(["forget"], before)).toEqual(["release aws_x.y before"]);
    expect(verbsFor(["create", "forget"], states)).toEqual(["create aws_x.y after", "release aws_x.y before"]);
  });

  test("13: a replacement is a delete and a create, in either order of its actions, and tainted is a trait", () => {
    const change = { before: { a: 1 }, after: { a: 2 } };
    const both = ["delete aws_x.y before replace", "create aws_x.y after replace"];
    expect(printChanges(read(planOf([changeOf("aws_x.y", { ...change, actions: ["delete", "create"] })])))).toEqual(
      both,
    );
    expect(printChanges(read(planOf([changeOf("aws_x.y", { ...change, actions: ["create", "delete"] })])))).toEqual(
      both,
    );
    const tainted = changeOf(
      "aws_x.y",
      { ...change, actions: ["delete", "create"] },
      { action_reason: "replace_because_tainted" },
    );
    expect(printChanges(read(planOf([tainted])))).toEqual(both.map((line) => `${line} tainted`));
    const reason = changeOf(
      "aws_x.y",
      { ...change, actions: ["delete", "create"] },
      { action_reason: "something_new" },
    );
    expect(printChanges(read(planOf([reason])))).toEqual(both);
  });

  test("14: a no-op is there, and says that nothing changes", () => {
    const change = onlyChange(
      read(planOf([changeOf("aws_x.y", { actions: ["no-op"], before: { a: 1 }, after: { a: 1 } })])),
    );
    expect(change).toMatchObject({ verb: "update", changed: false, after: { native: { a: 1 } } });
  });

  test("14: a no-op whose states differ is a change, whatever the plan calls it", () => {
    const lie = changeOf("aws_x.y", { actions: ["no-op"], before: { a: 1 }, after: { a: 2 } });
    expect(onlyChange(read(planOf([lie])))).toMatchObject({ verb: "update", changed: true });
  });

  test("15: a deposed object is told from the current one at its address", () => {
    const changes = [
      changeOf("aws_x.y", { actions: ["no-op"], before: {} }),
      changeOf("aws_x.y", { actions: ["delete"], before: { a: 1 }, after: null }, { deposed: "1a2b3c4d" }),
    ];
    const reading = read(planOf(changes));
    expect(printChanges(reading)).toEqual([
      "update aws_x.y before+after unchanged",
      "delete aws_x.y (deposed 1a2b3c4d) before deposed",
    ]);
    expect(reading.unresolved).toEqual([]);
  });

  test("16: a deferred data source is read with what is unknown, one that was read is around the changes", () => {
    const deferred = changeOf("data.aws_d.later", {
      actions: ["read"],
      after: { s: [{ a: "b" }] },
      after_unknown: { json: true },
    });
    const state = {
      address: "data.aws_d.now",
      mode: "data",
      type: "aws_d",
      name: "now",
      provider_name: "aws",
      values: { json: "{}" },
    };
    const reading = read(planOf([deferred], { prior_state: { values: { root_module: { resources: [state] } } } }));
    expect(printChanges(reading)).toEqual(["read data.aws_d.later after"]);
    expect(onlyChange(reading).after?.native).toEqual({ s: [{ a: "b" }], json: AFTER_APPLY("data.aws_d.later.json") });
    expect(reading.surroundings).toMatchObject([{ id: "data.aws_d.now", type: "aws_d", native: { json: "{}" } }]);
  });

  test("17: a moved resource keeps the id it had", () => {
    const moved = changeOf("aws_x.new", { actions: ["no-op"], before: {} }, { previous_address: "aws_x.old" });
    expect(onlyChange(read(planOf([moved])))).toMatchObject({ previousId: "aws_x.old", traits: ["moved"] });
    expect(onlyChange(read(planOf([changeOf("aws_x.y", {}, { previous_address: "aws_x.y" })])))).toMatchObject({
      previousId: null,
      traits: [],
    });
  });

  test("18: an import is an adoption, and an update or a replacement beside it", () => {
    const importing = { importing: { id: "i-1" }, before: { a: 1 }, after: { a: 2 } };
    const verbs = (actions: readonly string[]): readonly string[] =>
      printChanges(read(planOf([changeOf("aws_x.y", { ...importing, actions })])));
    const idle = changeOf("aws_x.y", { ...importing, after: { a: 1 }, actions: ["no-op"] });
    expect(printChanges(read(planOf([idle])))).toEqual(["adopt aws_x.y before+after import"]);
    expect(verbs(["update"])).toEqual(["adopt aws_x.y before+after import", "update aws_x.y before+after import"]);
    expect(verbs(["delete", "create"])).toEqual([
      "adopt aws_x.y before+after import",
      "delete aws_x.y before replace",
      "create aws_x.y after replace",
    ]);
  });

  test("19: what drifted is judged as it is, beside everything else that exists, and apart from what is planned", () => {
    const drifted = changeOf("aws_b.x", { actions: ["update"], before: { open: false }, after: { open: true } });
    const planned = changeOf("aws_b.x", { actions: ["update"], before: { open: true }, after: { open: false } });
    const still = changeOf("aws_p.x", { actions: ["no-op"], before: { b: "x" }, after: { b: "x" } });
    const state = [
      { address: "aws_b.x", mode: "managed", type: "aws_b", name: "x", provider_name: "aws", values: { open: true } },
      { address: "aws_p.x", mode: "managed", type: "aws_p", name: "x", provider_name: "aws", values: { b: "x" } },
    ];
    const more = { resource_drift: [drifted], prior_state: { values: { root_module: { resources: state } } } };
    const reading = read(planOf([planned, still], more));
    expect(printChanges(reading)).toEqual([
      "update aws_b.x before+after",
      "update aws_p.x before+after unchanged",
      "update aws_b.x (live) before+after drift",
    ]);
    expect(reading.surroundings.map(({ id }) => id)).toEqual(["aws_p.x (live)"]);
    expect(resourceAt(reading, "aws_b.x (live)").native).toEqual({ open: true });
    expect(resourceAt(reading, "aws_b.x (live)").group).toBe(reading.surroundings[0]?.group);
    expect(resourceAt(reading, "aws_b.x").group).not.toBe(reading.surroundings[0]?.group);
  });

  test("20: a deferred change is an effect with its trait, and leaves the plan unresolved", () => {
    const resource_change = changeOf("aws_x.y", { after: { a: 1 } }, { address: "aws_x.y[*]", index_unknown: true });
    const reading = read(
      planOf([], { deferred_changes: [{ reason: "instance_count_unknown", resource_change }], complete: false }),
    );
    expect(printChanges(reading)).toEqual(["create aws_x.y[*] after deferred"]);
    expect(reading.unresolved).toMatchObject([
      {
        code: "terraform-deferred-change",
        message: expect.stringContaining("the number of its instances is not known"),
      },
      { code: "terraform-plan-incomplete" },
    ]);
  });

  test("21: an errored, incomplete or inapplicable plan is never the whole truth", () => {
    expect(unresolvedIn({ errored: true })).toEqual(["terraform-plan-errored"]);
    expect(unresolvedIn({ errored: "no" })).toEqual(["terraform-plan-errored"]);
    expect(unresolvedIn({ complete: false })).toEqual(["terraform-plan-incomplete"]);
    expect(unresolvedIn({ applyable: false })).toEqual(["terraform-plan-not-applyable"]);
    const idle = planOf([changeOf("aws_x.y", { actions: ["no-op"], before: {} })], { applyable: false });
    expect(read(idle).unresolved).toEqual([]);
  });

  test("22: actions are effects of verb invoke, and unresolved when deferred or not described", () => {
    const action = {
      address: "action.aws_lambda_invoke.x",
      type: "aws_lambda_invoke",
      name: "x",
      provider_name: "aws",
    };
    const values = {
      config_values: { fn: "f", key: "s3cret" },
      config_sensitive: { key: true },
      config_unknown: { id: true },
    };
    const now = read(planOf([], { action_invocations: [{ ...action, ...values }, action] }));
    expect(printChanges(now)).toEqual([
      "invoke action.aws_lambda_invoke.x after",
      "invoke action.aws_lambda_invoke.x (2) after",
    ]);
    expect(now.unresolved).toEqual([]);
    expect(now.changes[0]?.after?.native).toEqual({
      fn: "f",
      key: SENSITIVE("action.aws_lambda_invoke.x.key"),
      id: AFTER_APPLY("action.aws_lambda_invoke.x.id"),
    });
    const later = read(planOf([], { deferred_action_invocations: [{ reason: "x", action_invocation: action }] }));
    expect(printChanges(later)).toEqual(["invoke action.aws_lambda_invoke.x after deferred"]);
    expect(codes(later.unresolved)).toEqual(["terraform-deferred-action"]);
    expect(codes(read(planOf([], { action_invocations: [{ address: "?" }] })).unresolved)).toEqual([
      "terraform-malformed-action",
    ]);
  });

  test("23: a failed check leaves the plan unresolved, an open one warns, and their own messages are not repeated", () => {
    const reading = read(
      planOf([], { checks: [checkOf("pass"), checkOf("fail"), checkOf("error"), checkOf("unknown")] }),
    );
    expect(codes(reading.unresolved)).toEqual(["terraform-check-failed", "terraform-check-failed"]);
    expect(reading.diagnostics).toMatchObject([{ code: "terraform-check-unknown", severity: "warning" }]);
    expect(reachable(reading)).not.toContain("s3cret");
  });

  test("24: providers are known by their short name in every registry, and beta is the same provider", () => {
    expect(providerOf("registry.terraform.io/hashicorp/aws")).toBe("aws");
    expect(providerOf("registry.opentofu.org/hashicorp/aws")).toBe("aws");
    expect(providerOf("registry.acme.example/fork/AWS")).toBe("aws");
    expect(providerOf("aws")).toBe("aws");
    expect(providerOf("registry.terraform.io/hashicorp/google-beta")).toBe("google");
  });

  test("24: what a provider configuration says in literals and plain variables reaches its resources", () => {
    const providers = {
      aws: {
        name: "aws",
        version_constraint: "5.100.0",
        expressions: { region: refs("var.region"), allowed_account_ids: { constant_value: ["111122223333"] } },
      },
      "aws.west": {
        name: "aws",
        alias: "west",
        version_constraint: "~> 5.0",
        expressions: { region: { constant_value: "us-west-2" } },
      },
      "module.m:aws": { name: "aws", version_constraint: ">= 4.0", module_address: "module.m" },
    };
    const inner = { resources: [blockOf("aws_x.in", {}, { provider_config_key: "module.m:aws" })] };
    const resources = [blockOf("aws_x.a"), blockOf("aws_x.b", {}, { provider_config_key: "aws.west" })];
    const root = { resources, variables: { region: {} }, module_calls: { m: { source: "./m", module: inner } } };
    const changes = [changeOf("aws_x.a"), changeOf("aws_x.b"), changeOf("module.m.aws_x.in")];
    const reading = read(
      planOf(changes, { variables: { region: { value: "eu-west-1" } }, ...configuration(root, providers) }),
    );
    const facts = reading.changes.map(({ after }) => [after?.group, after?.scope, after?.providerVersion]);
    expect(facts).toEqual([
      ["plan.json aws eu-west-1", "111122223333", "5.100.0"],
      ["plan.json aws.west us-west-2", "aws.west", null],
      ["plan.json aws eu-west-1", "111122223333", "5.100.0"],
    ]);
  });

  test("25: instances find the block of their module, which has no keys", () => {
    const inner = { resources: [blockOf("aws_p.y", { b: refs("aws_x.y.id") }), blockOf("aws_x.y")] };
    const root = {
      module_calls: { "m-1": { source: "./m", module: { module_calls: { n: { source: "./n", module: inner } } } } },
    };
    const module = 'module.m-1["a.b c"].module.n[0]';
    const changes = [
      changeOf(`${module}.aws_p.y`, { after_unknown: { b: true } }),
      changeOf(`${module}.aws_x.y`, { after_unknown: { id: true } }),
    ];
    const reading = read(planOf(changes, configuration(root)));
    expect(printReferences(resourceAt(reading, `${module}.aws_p.y`).references)).toEqual([
      `b -> ${module}.aws_x.y.id (proven)`,
    ]);
  });

  test("26: the prefixes behind a reference are not references of their own, and several references are a choice", () => {
    const resources = [
      blockOf("aws_p.one", { b: refs("aws_x.y.id") }),
      blockOf("aws_p.two", { b: refs("aws_x.y.id", "aws_x.z.id") }),
      blockOf("aws_p.list", { b: refs("aws_x.y.id", "aws_x.z.id") }),
      blockOf("aws_x.y"),
      blockOf("aws_x.z"),
    ];
    const open = { after_unknown: { b: true } };
    const list = { after: { b: [null, null] }, after_unknown: { b: [true, true] } };
    const changes = [
      changeOf("aws_p.one", open),
      changeOf("aws_p.two", open),
      changeOf("aws_p.list", list),
      changeOf("aws_x.y"),
      changeOf("aws_x.z"),
    ];
    const reading = read(planOf(changes, configuration({ resources })));
    const of = (id: string): readonly string[] => printReferences(resourceAt(reading, id).references);
    expect(of("aws_p.one")).toEqual(["b -> aws_x.y.id (proven)"]);
    expect(of("aws_p.two")).toEqual(["b -> aws_x.y.id (possible)", "b -> aws_x.z.id (possible)"]);
    expect(of("aws_p.list")).toEqual(["b -> aws_x.y.id (proven)", "b -> aws_x.z.id (proven)"]);
  });

  test("27: a local is a dead end without the configuration beside the plan, and followed with it", () => {
    const resources = [
      blockOf("aws_p.y", { b: refs("local.bucket") }),
      blockOf("aws_p.z", { b: refs("local.odd") }),
      blockOf("aws_x.y"),
    ];
    const open = { after_unknown: { b: true } };
    const plan = planOf(
      [changeOf("aws_p.y", open), changeOf("aws_p.z", open), changeOf("aws_x.y")],
      configuration({ resources }),
    );
    const hcl = [{ file: "main.tf", text: 'locals {\n  bucket = aws_x.y.id # plain\n  odd = "${aws_x.y.id}-x"\n}\n' }];
    const of = (id: string, options = {}): readonly string[] =>
      printReferences(resourceAt(read(plan, options), id).references);
    expect(of("aws_p.y")).toEqual(["b -> ? (possible)"]);
    expect(of("aws_p.y", { hcl })).toEqual(["b -> aws_x.y.id (proven)"]);
    expect(of("aws_p.z", { hcl })).toEqual(["b -> ? (possible)"]);
  });

  test("28: unknown values in dynamic blocks are dead ends, computed attributes are not", () => {
    const after = { ingress: [{ port: 22 }] };
    const change = changeOf("aws_sg.a", { after, after_unknown: { ingress: [{ sg: true }], id: true, egress: true } });
    const plan = planOf(
      [change],
      configuration({ resources: [blockOf("aws_sg.a", { name: { constant_value: "a" } })] }),
    );
    expect(printReferences(onlyChange(read(plan)).after?.references ?? [])).toEqual(["ingress.0.sg -> ? (possible)"]);
    const hcl = [
      { file: "main.tf", text: 'resource "aws_sg" "a" {\n  dynamic "egress" {\n    for_each = x\n  }\n}\n' },
    ];
    expect(printReferences(onlyChange(read(plan, { hcl })).after?.references ?? [])).toEqual([
      "ingress.0.sg -> ? (possible)",
      "egress -> ? (possible)",
    ]);
  });

  test("29: depends_on is no source of values", () => {
    const resources = [
      blockOf("aws_p.y", { b: { constant_value: "x" } }, { depends_on: ["aws_x.y"] }),
      blockOf("aws_x.y"),
    ];
    const reading = read(
      planOf([changeOf("aws_p.y", { after: { b: "x" } }), changeOf("aws_x.y")], configuration({ resources })),
    );
    expect(resourceAt(reading, "aws_p.y").references).toEqual([]);
  });

  test("30: an unknown value of an expression that refers to nothing is a dead end, and a null constant is a constant", () => {
    const expressions = { a: {}, b: { constant_value: null }, c: [{ d: {} }] };
    const reading = read(
      planOf(
        [changeOf("aws_p.y", { after_unknown: { a: true } })],
        configuration({ resources: [blockOf("aws_p.y", expressions)] }),
      ),
    );
    const deadEnd = { path: ["a"], target: null, attribute: null, certainty: "possible" };
    expect(onlyChange(reading).after?.references).toEqual([deadEnd]);
  });

  test("31: large integers keep all their digits", () => {
    const text = JSON.stringify(planOf([changeOf("aws_x.y", { after: { id: "@" } })])).replace(
      '"@"',
      "9223372036854775807",
    );
    expect(onlyChange(read(text)).after?.native).toEqual({ id: 9_223_372_036_854_775_807n });
  });

  test("32: the time of planning and the order of members change nothing", () => {
    const plan = planOf([changeOf("aws_x.y", { after: { a: 1 } })], { timestamp: "2026-11-23T00:00:00Z" });
    const turned = Object.fromEntries(Object.entries({ ...plan, timestamp: "2027-01-01T00:00:00Z" }).toReversed());
    expect(read(turned).changes).toEqual(read(plan).changes);
  });

  test("33: an OpenTofu plan without the newer fields is a plan", () => {
    const plan = {
      format_version: "1.0",
      terraform_version: "1.8.2",
      resource_changes: [changeOf("aws_x.y", {}, { provider_name: "registry.opentofu.org/hashicorp/aws" })],
      configuration: { root_module: {} },
    };
    const reading = read(plan);
    expect([printChanges(reading), reading.unresolved, reading.diagnostics]).toEqual([
      ["create aws_x.y after"],
      [],
      [],
    ]);
  });
});

function readBytes(bytes: Uint8Array): readonly unknown[] {
  return readTerraformPlan({ file: "plan.json", bytes }).diagnostics;
}
