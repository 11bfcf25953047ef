import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BUCKETS, OWN_NETWORK, plan, pod, policy, WORKLOADS } from "./documents.ts";
import { folderOf, shell, writ, type Run } from "./writ.ts";

const NAMED = policy("named", 'resource.name != "open"', `${WORKLOADS}\n  mode: warn`);
const UNFORCED = policy("unforced", "resource.native.force_destroy != true", BUCKETS);

const GRANT = `apiVersion: writ/v1
kind: Grant
metadata: { name: bot-makes-pods }
spec:
  principals: { kinds: [agent], ids: [bot] }
  verbs: [create]
  kinds: [Workload]
  owner: team@example.org
  approvedBy: lead@example.org
  expires: 2099-01-01T00:00:00Z
`;

const HELD = GRANT.replace("bot-makes-pods", "bot-asks").replace("  owner:", "  approval: required\n  owner:");

const FILES = {
  "held.yaml": HELD,
  "own.yaml": OWN_NETWORK,
  "warn.yaml": NAMED,
  "bucket.yaml": UNFORCED,
  "grant.yaml": GRANT,
  "open.yaml": pod("open", true),
  "closed.yaml": pod("closed", false),
  "plan.json": plan(),
  "hollow.json": '{"format_version":"1.2","planned_values":"x"}',
  "incomplete.json": plan({}, { complete: false }),
  "unknown.json": plan()
    .replace('"after_unknown":{}', '"after_unknown":{"force_destroy":true}')
    .replace('"force_destroy":false,', ""),
};

function check(args: string, folder: string = folderOf(FILES)): Promise<Run> {
  return writ(folder, ["check", "--no-library", ...args.split(" ")]);
}

describe.concurrent("the exit code of writ check", () => {
  it.each([
    ["0 for compliant input", "-p own.yaml closed.yaml", 0],
    ["1 for a violation", "-p own.yaml open.yaml", 1],
    ["1 for a violation at --fail-on", "-p own.yaml open.yaml --fail-on high", 1],
    ["0 for a violation below --fail-on", "-p own.yaml open.yaml --fail-on critical", 0],
    ["0 for a violation with --no-fail", "-p own.yaml open.yaml --no-fail", 0],
    ["2 for a bad input, whatever --no-fail says", "-p own.yaml open.yaml absent.yaml --no-fail", 2],
    ["0 for warnings", "-p warn.yaml open.yaml", 0],
    ["3 for warnings with --warn-exit-code", "-p warn.yaml open.yaml --warn-exit-code", 3],
    ["1 for violations beside warnings", "-p warn.yaml -p own.yaml open.yaml --warn-exit-code", 1],
    ["4 for an incomplete plan", "-p bucket.yaml incomplete.json", 4],
    ["4 for a plan whose planned values are none", "-p bucket.yaml hollow.json", 4],
    ["0 for what is unknown, to a pipeline", "-p bucket.yaml unknown.json", 0],
    ["4 for what is unknown with --fail-on unknown", "-p bucket.yaml unknown.json --fail-on unknown", 4],
    ["1 for an agent without a grant", "-p own.yaml closed.yaml --principal agent:bot", 1],
    ["0 for an agent with a grant", "-p own.yaml -p grant.yaml closed.yaml --principal agent:bot", 0],
    ["1 for a violation of an agent with a grant", "-p own.yaml -p grant.yaml open.yaml --principal agent:bot", 1],
    ["1 for an agent with the grant of another", "-p own.yaml -p grant.yaml closed.yaml --principal agent:other", 1],
    ["4 for an agent that needs an approval", "-p own.yaml -p held.yaml closed.yaml --principal agent:bot", 4],
    ["2 for a level that is none", "-p own.yaml open.yaml --fail-on hihg", 2],
    ["2 for a principal that is none", "-p own.yaml open.yaml --principal root", 2],
    ["2 for a principal without its id", "-p own.yaml closed.yaml --principal person:", 2],
    ["2 for a size that is none", "-p own.yaml open.yaml --max-input 0", 2],
    ["2 for a flag that is none", "-p own.yaml open.yaml --polcy x", 2],
  ])("is %s", async (_, args, code) => {
    const outcome = await check(args);
    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(code);
  });

  it("says why an agent is refused", async () => {
    const { stdout } = await check("-p own.yaml closed.yaml --principal agent:bot");
    expect(stdout).toContain("No grant lets the agent `bot` do `create` on Workload `Pod/closed`");
  });
});

describe.concurrent("writ check over time", () => {
  it("accepts the findings of a baseline, and no others", async () => {
    const folder = folderOf(FILES);
    expect((await check("-p own.yaml open.yaml --write-baseline base.json", folder)).code).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, "base.json"), "utf8"))).toMatchObject({
      baselineVersion: 1,
      findings: [{ rule: "own-network/holds", resource: "Pod/open" }],
    });
    const again = await check("-p own.yaml open.yaml --baseline base.json", folder);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("high, in the baseline own-network/holds");
    const other = folderOf({
      ...FILES,
      "base.json": readFileSync(join(folder, "base.json")),
      "open.yaml": pod("new", true),
    });
    expect((await check("-p own.yaml open.yaml --baseline base.json", other)).code).toBe(1);
  });

  it("refuses a baseline that is none, without quoting it", async () => {
    const folder = folderOf({ ...FILES, "base.json": "password=hunter2" });
    const { code, stderr } = await check("-p own.yaml open.yaml --baseline base.json", folder);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "writ: Cannot read the baseline `base.json`: it is not valid JSON\n  hint: make one with `writ check --write-baseline <file>`\n",
    );
  });

  it("judges what exists as well, unless only changes are asked for", async () => {
    const unchanged = plan({ force_destroy: true })
      .replace('["create"]', '["no-op"]')
      .replace('"before":null', '"before":{"bucket":"logs","force_destroy":true}');
    const folder = folderOf({ ...FILES, "plan.json": unchanged });
    expect((await check("-p bucket.yaml plan.json", folder)).code).toBe(1);
    expect((await check("-p bucket.yaml plan.json --changed-only", folder)).code).toBe(0);
  });

  it("judges in the environment that it is given", async () => {
    const settings = `apiVersion: writ/v1\nkind: Settings\nmetadata: { name: settings }\nspec:\n  environments:\n    - { name: production, when: 'resource.name == "nobody"' }\n    - { name: staging, when: 'resource.name == "noone"' }\n`;
    const scoped = policy(
      "scoped",
      "false && resource.id == ''",
      WORKLOADS.replace(" }", ", environments: [production] }"),
    );
    const folder = folderOf({ ...FILES, "scoped.yaml": scoped, "settings.yaml": settings });
    const args = "-p scoped.yaml -p settings.yaml closed.yaml --environment";
    const production = await check(`${args} production`, folder);
    expect(production.code, production.stdout + production.stderr).toBe(1);
    expect((await check(`${args} staging`, folder)).code).toBe(0);
  });
});

describe.concurrent("the streams of writ check", () => {
  it("reads stdin under the name that it is given", async () => {
    const folder = folderOf(FILES);
    const args = ["check", "--no-library", "-p", "own.yaml", "-", "--stdin-filename", "chart.yaml"];
    const { code, stdout } = await writ(folder, args, { stdin: pod("open", true) });
    expect(code).toBe(1);
    expect(stdout).toContain("chart.yaml:6:3");
    const empty = await writ(folder, args);
    expect(empty).toMatchObject({ code: 2, stdout: expect.stringContaining("Cannot read `chart.yaml`: it is empty") });
  });

  it("waits for a slow pipe", async () => {
    const script = "(sleep 0.3; cat open.yaml) | writ check --no-library -p own.yaml - -q";
    expect((await shell(folderOf(FILES), script)).code).toBe(1);
  });

  it("takes a reader that stops early for no failure", async () => {
    const script = "writ check --no-library -p own.yaml open.yaml | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}";
    expect(await shell(folderOf(FILES), script)).toMatchObject({ stdout: "1\n", stderr: "" });
    const closed =
      "writ check --no-library -p own.yaml absent.yaml -o json 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}";
    expect((await shell(folderOf(FILES), closed)).stdout).toBe("2\n");
  });

  it("ends with 2 when the result cannot be written", async () => {
    const { code, stderr } = await shell(folderOf(FILES), "writ check --no-library -p own.yaml closed.yaml >/dev/full");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "writ: Cannot write to stdout: no space is left\n" });
  });
});
