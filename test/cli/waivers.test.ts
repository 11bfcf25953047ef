import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod } from "./documents.ts";
import { folderOf, writ, type Run } from "./writ.ts";

const DAY = 86_400_000;

/** A waiver of `OWN_NETWORK` for the pod `open`, which ends in so many days. */
function waiver(name: string, days: number, spec: Readonly<Record<string, string>> = {}): string {
  const fields = {
    policy: "own-network",
    resource: "{ id: Pod/open }",
    owner: "web",
    author: "ann",
    approver: "bob",
    reason: "it watches the node",
    category: "accepted",
    expires: new Date(Date.now() + days * DAY).toISOString(),
    ...spec,
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${key}: ${value}\n`);
  return `apiVersion: writ/v1\nkind: Waiver\nmetadata: { name: ${name} }\nspec:\n${lines.join("")}`;
}

const FILES = {
  "own.yaml": OWN_NETWORK,
  "open.yaml": pod("open", true),
  "closed.yaml": pod("closed", false),
  "good.yaml": waiver("good", 100.5),
};

function check(args: string, files: Readonly<Record<string, string>> = {}): Promise<Run> {
  return writ(folderOf({ ...FILES, ...files }), ["check", "--no-library", "-p", "own.yaml", ...args.split(" ")]);
}

describe.concurrent("writ check with waivers", () => {
  it("lets a waived finding pass, and says who waived it", async () => {
    const { code, stdout } = await check("-p good.yaml open.yaml");
    expect(code).toBe(0);
    expect(stdout).toContain("waived (high) own-network/holds");
    expect(stdout).toMatch(
      /waived {6}waived by good until \S+, approved by bob for web, accepted: it watches the node/,
    );
    expect(stdout).not.toContain("Problems");
  });

  it.each([
    ["is about other content", waiver("w", 90, { digest: "a".repeat(64) }), 1, "waiver-content-changed w.yaml:13:11"],
    ["ends soon", waiver("w", 3.5), 0, "waiver-ends-soon w.yaml:12:12"],
    ["is of a policy that is not loaded", waiver("w", 90, { policy: "own-netwrok" }), 2, "Did you mean `own-network`?"],
  ])("tells of a waiver that %s", async (_, text, code, told) => {
    const run = await check("-p w.yaml open.yaml", { "w.yaml": text });
    expect(run.code).toBe(code);
    expect(run.stdout).toContain(told);
  });

  it("warns as early as the settings say", async () => {
    const settings =
      "apiVersion: writ/v1\nkind: Settings\nmetadata: { name: s }\nspec: { waivers: { warnDays: 120 } }\n";
    const { stdout } = await check("-p good.yaml -p s.yaml open.yaml", { "s.yaml": settings });
    expect(stdout).toContain("Waiver `good` ends in 100 days");
  });

  it("is silent about waivers of what it does not judge, but lists them as JSON", async () => {
    expect((await check("-p good.yaml closed.yaml")).stdout).not.toContain("good");
    const { stdout } = await check("-p good.yaml closed.yaml -o json");
    expect(JSON.parse(stdout).waivers).toMatchObject([
      { id: "good", state: "unmatched", daysLeft: 100, file: "good.yaml" },
    ]);
  });
});
