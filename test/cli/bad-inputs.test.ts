import { chmodSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ALIAS_BOMB, OWN_NETWORK, plan, pod } from "./documents.ts";
import { folderOf, ROOT, writ } from "./writ.ts";

interface BadInput {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly code: string;
  readonly line?: number;
  readonly says: RegExp;
  readonly hint: RegExp;
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le");

const BAD: Readonly<Record<string, BadInput>> = {
  "a binary plan": {
    file: "tfplan",
    content: Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(26), Buffer.from("tfplan\u0000\u0001")]),
    code: "terraform-binary-plan",
    says: /`tfplan`.* saved plan .*binary/,
    hint: /terraform show -json/,
  },
  "a UTF-16 plan of PowerShell": {
    file: "plan.json",
    content: utf16(plan()),
    code: "terraform-utf16-plan",
    says: /`plan.json`.* UTF-16/,
    hint: /Out-File -Encoding utf8/,
  },
  "a UTF-16 manifest of PowerShell": {
    file: "pod.yaml",
    content: utf16(pod("x", false)),
    code: "utf16-input",
    says: /`pod.yaml`.* UTF-16/,
    hint: /Out-File -Encoding utf8/,
  },
  "truncated JSON": {
    file: "plan.json",
    content: plan().slice(0, 200),
    code: "terraform-plan-truncated",
    says: /`plan.json`.* ends before the plan does/,
    hint: /run it again/,
  },
  "an unsupported major version": {
    file: "plan.json",
    content: plan({}, { format_version: "9.0" }),
    code: "terraform-plan-version",
    says: /version `9.0`.* 0 and 1/,
    hint: /newer version of this program/,
  },
  "a bomb of aliases": {
    file: "bomb.yaml",
    content: `${pod("bomb", false)}${ALIAS_BOMB}\n`,
    code: "alias-limit",
    line: 15,
    says: /`bomb.yaml`.* aliases stand for too many values/,
    hint: /Write the values out/,
  },
  "a manifest that is nested deeply": {
    file: "deep.yaml",
    content: `apiVersion: v1\nkind: Pod\nmetadata: { name: deep }\nspec: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
    code: "too-deep",
    line: 1,
    says: /`deep.yaml`.* nested too deeply/,
    hint: /Flatten/,
  },
  "a plan that is nested deeply": {
    file: "deep.json",
    content: `{"format_version":"1.2","planned_values":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    code: "terraform-plan-syntax",
    line: 1,
    says: /`deep.json`.* nested deeper than any plan/,
    hint: /terraform show -json/,
  },
  "a manifest with a key twice": {
    file: "twice.yaml",
    content: `${pod("twice", true)}  hostNetwork: false\n`,
    code: "duplicate-key",
    line: 6,
    says: /`hostNetwork` stands twice/,
    hint: /Remove one of the two/,
  },
  "a plan with a key twice": {
    file: "twice.json",
    content: plan().replace('"complete":true', '"complete":true,"complete":true'),
    code: "terraform-plan-syntax",
    line: 1,
    says: /`twice.json`.* same key twice/,
    hint: /unchanged/,
  },
  "a binary file": {
    file: "a.yaml",
    content: Uint8Array.from([0, 1, 2, 3]),
    code: "binary-input",
    says: /`a.yaml`.* not text/,
    hint: /text form/,
  },
  "an empty file": {
    file: "empty.yaml",
    content: "",
    code: "empty-input",
    says: /`empty.yaml`.* empty/,
    hint: /command that should have written it/,
  },
  "a file that is neither": {
    file: "note.yaml",
    content: "hello: world\n",
    code: "unrecognised-input",
    says: /`note.yaml`.* none of the formats/,
    hint: /Hand in a Terraform plan/,
  },
};

/** A user who owns nothing. */
const NOBODY = 65_534;
const CHECK = ["check", "--no-library", "-p", "policy.yaml", "good"];
const GOOD = { "policy.yaml": OWN_NETWORK, "good/open.yaml": pod("open", true) };

/** Whatever else was handed in was decided, and its finding is there. */
function expectNothingLost(stdout: string): void {
  expect(stdout).toContain("own-network/holds");
  expect(stdout).toContain("good/open.yaml:6:3");
  expect(stdout).toContain("1 failed");
}

describe.concurrent("writ check, given a bad input beside a good one", () => {
  for (const [name, bad] of Object.entries(BAD)) {
    it(`says what is wrong with ${name}, where and what to do, and ends with 2`, async () => {
      const folder = folderOf({ ...GOOD, [bad.file]: bad.content });
      const { code, stdout, stderr } = await writ(folder, [...CHECK, bad.file]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      expect(stdout).toMatch(new RegExp(`error ${bad.code} ${bad.file}:${bad.line ?? 1}:\\d+\n`));
      expect(stdout).toMatch(bad.says);
      expect(stdout).toMatch(bad.hint);
      expectNothingLost(stdout);
    });
  }

  it("refuses a file of 200 MB without reading it, and tells how to allow it", async () => {
    const folder = folderOf({ ...GOOD, "huge.json": "{" });
    truncateSync(join(folder, "huge.json"), 200 * 1024 * 1024);
    const { code, stdout } = await writ(folder, [...CHECK, "huge.json", "/dev/zero"]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/`\/dev\/zero` is larger than 128 MiB, the most that is read\n +Split it.*--max-input/);
    expect(stdout).toMatch(/error input-too-large huge.json:1:1\n +`huge.json` is larger than 128 MiB/);
    expectNothingLost(stdout);
  });

  it("names what does not exist, and an empty folder", async () => {
    const folder = folderOf(GOOD);
    mkdirSync(join(folder, "empty"));
    const { code, stdout } = await writ(folder, [...CHECK, "absent.json", "empty"]);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /error input-unreadable absent.json:1:1\n +Cannot read `absent.json`: it does not exist\n +Check/,
    );
    expect(stdout).toMatch(/error input-empty-folder empty:1:1\n.*ends with \.json, .*\n +Name a file/);
    expectNothingLost(stdout);
  });

  it("names a file and a folder that may not be read, and reads the folders around it", async (context) => {
    const isRoot = process.getuid?.() === 0;
    const nobody = isRoot ? { uid: NOBODY } : {};
    if (isRoot && (await writ(ROOT, ["--version"], nobody)).code !== 0)
      context.skip("permissions do not hold for root, and no other user can run the program here");
    const folder = folderOf({ ...GOOD, "good/shut/a.yaml": pod("a", false), "shut.yaml": pod("b", false) });
    chmodSync(join(folder, "good/shut"), 0);
    chmodSync(join(folder, "shut.yaml"), 0);
    chmodSync(folder, 0o755);
    const { code, stdout } = await writ(folder, [...CHECK, "shut.yaml"], nobody);
    expect(code).toBe(2);
    expect(stdout).toContain("Cannot read `good/shut`: permission is denied");
    expect(stdout).toContain("Cannot read `shut.yaml`: permission is denied");
    expectNothingLost(stdout);
  });

  it("names a link to nowhere, follows a link to a file, and warns of a link to a folder", async () => {
    const folder = folderOf({ ...GOOD, "elsewhere/linked.yaml": pod("linked", true) });
    symlinkSync("../nowhere.yaml", join(folder, "good/broken.yaml"));
    symlinkSync("../elsewhere/linked.yaml", join(folder, "good/linked.yaml"));
    symlinkSync("../elsewhere", join(folder, "good/folder"));
    const { code, stdout } = await writ(folder, CHECK);
    expect(code).toBe(2);
    expect(stdout).toContain("error input-unreadable good/broken.yaml:1:1");
    expect(stdout).toContain("warning input-link good/folder:1:1");
    expect(stdout).toContain("good/linked.yaml:6:3");
    expectNothingLost(stdout);
  });

  it("passes over what is no input in a folder, but never what may be one", async () => {
    const folder = folderOf({
      ...GOOD,
      "good/package.json": '{"name":"x"}',
      "good/nothing.yaml": "",
      "good/a.yaml": utf16(pod("x", true)),
    });
    const { code, stdout } = await writ(folder, CHECK);
    expect(code).toBe(2);
    expect(stdout).toContain("error utf16-input good/a.yaml:1:1");
    expect(stdout).not.toContain("package.json");
    expect(stdout).not.toContain("nothing.yaml");
    expectNothingLost(stdout);
  });

  it("never calls a folder without any input compliant", async () => {
    const folder = folderOf({ "policy.yaml": OWN_NETWORK, "good/package.json": "{}" });
    const { code, stdout } = await writ(folder, CHECK);
    expect(code).toBe(2);
    expect(stdout).toMatch(/Found no .* in `good`/);
  });

  it("tells of bad inputs on stderr where no report for a person does, and quotes none of their lines", async () => {
    const folder = folderOf({ ...GOOD, "twice.yaml": `${pod("twice", true)}  hostNetwork: hunter2hunter2\n` });
    const { code, stdout, stderr } = await writ(folder, [...CHECK, "twice.yaml", "-o", "json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, counts: { fail: 1 } });
    expect(stderr).toMatch(/^twice.yaml:6:3: error: .*\[duplicate-key\]\n {2}hint: Remove one/);
    expect(stdout + stderr).not.toContain("hunter2");
  });
});
