import { chmodSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { createProgram } from "../../src/apps/cli/program.ts";
import { folderOf, ROOT, run, type Run } from "../cli/writ.ts";

function text(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** A folder with a `writ` that says with what it was called, and ends as it is told. */
function shim(code = 0): string {
  const folder = mkdtempSync(join(tmpdir(), "writ-shim-"));
  writeFileSync(
    join(folder, "writ"),
    `#!/bin/sh\nfor word in "$@"; do printf '[%s]' "$word"; done; echo\nexit ${code}\n`,
  );
  chmodSync(join(folder, "writ"), 0o755);
  return folder;
}

/** Runs a script in the shell of a pipeline, with `writ` the shim. */
function script(shell: readonly string[], env: Readonly<Record<string, string>>, code = 0): Promise<Run> {
  const folder = shim(code);
  return run(folder, shell, { env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, ...env } });
}

/** Whether the command line takes these words. */
function isTaken(words: readonly string[]): boolean {
  const flags = words.filter((word) => /^--./.test(word));
  let command = createProgram();
  for (const word of words) command = command.commands.find((one) => one.name() === word) ?? command;
  return flags.every((flag) => command.options.some(({ long }) => long === flag));
}

function wordsIn({ stdout }: Run): readonly string[] {
  return [...stdout.matchAll(/\[([^\]]*)\]/g)].map(([, word = ""]) => word);
}

describe("the action for GitHub", () => {
  const action: {
    readonly runs: {
      readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
    };
  } = parse(text("action.yml"));
  const env = {
    WRIT_ACTION: ROOT,
    WRIT_ACTION_PATH: "tf plan",
    WRIT_ACTION_RECEIPT: "r.json",
    WRIT_ACTION_FORMAT: "github",
    WRIT_ACTION_POLICIES: "policies\nmore kinds\n",
  };

  it("puts no input into a script", () => {
    for (const step of action.runs.steps) expect(step.run).not.toContain("${{");
  });

  it.each([
    ["check", "false", "[check][-o][github][--policy][policies][--policy][more kinds][--][tf plan]"],
    [
      "submit",
      "true",
      "[submit][plan][--receipt][r.json][-o][github][--policy][policies][--policy][more kinds][--comment][github][--][tf plan]",
    ],
    ["apply", "true", "[apply][--receipt][r.json][--policy][policies][--policy][more kinds][--][tf plan]"],
  ])("runs `writ %s`", async (command, comment, expected) => {
    const [step] = action.runs.steps;
    const ended = await script(
      ["bash", "-c", step?.run ?? ""],
      { ...env, WRIT_ACTION_COMMAND: command, WRIT_ACTION_COMMENT: comment },
      4,
    );
    expect([ended.code, ended.stdout.trim()]).toEqual([4, expected]);
    expect(isTaken(wordsIn(ended))).toBe(true);
  });

  it("runs its own `writ` where none is on the PATH", async () => {
    const own = folderOf({
      "dist/apps/cli/main.js": "",
      "bin/writ.js": "console.log(process.argv.slice(2).join(' ')); process.exitCode = 4;",
    });
    symlinkSync(process.execPath, join(own, "node"));
    const called = { ...env, PATH: `${own}:/usr/bin:/bin`, WRIT_ACTION: own, WRIT_ACTION_COMMAND: "check" };
    const ended = await run(own, ["bash", join(ROOT, "integrations/github/run.sh")], { env: called });
    expect([ended.code, ended.stdout.trim()]).toEqual([
      4,
      "check -o github --policy policies --policy more kinds -- tf plan",
    ]);
  });

  it("refuses another command, and runs nothing that an input holds", async () => {
    const [step] = action.runs.steps;
    const hostile = { ...env, WRIT_ACTION_COMMAND: "$(touch /tmp/x)", WRIT_ACTION_POLICIES: "" };
    expect((await script(["bash", "-c", step?.run ?? ""], hostile)).code).toBe(2);
    const path = { ...env, WRIT_ACTION_COMMAND: "check", WRIT_ACTION_PATH: "-p; echo b `c`", WRIT_ACTION_POLICIES: "" };
    expect((await script(["bash", "-c", step?.run ?? ""], path)).stdout.trim()).toBe(
      "[check][-o][github][--][-p; echo b `c`]",
    );
  });
});

describe("the component for GitLab", () => {
  const [head, body] = parseAllDocuments(text("templates/writ.yml"));
  const jobs: Readonly<Record<string, { readonly script: readonly string[]; readonly allow_failure?: unknown }>> =
    body?.toJS() ?? {};

  it("declares every input that it uses", () => {
    const { spec } = head?.toJS() ?? {};
    const used = [...text("templates/writ.yml").matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(spec.inputs)));
  });

  it("submits, with a comment where there is a merge request, and applies", async () => {
    const env = {
      WRIT_FOLDER: "infra",
      WRIT_PLAN: "tfplan",
      WRIT_POLICIES: "policies",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN: "t",
    };
    const sh = (name: string): readonly string[] => ["sh", "-ec", (jobs[name]?.script ?? []).join("\n")];
    const submitted = await script(sh("writ-submit"), env);
    const flags = "[--chdir][infra][--receipt][writ-receipt.json][--policy][policies]";
    expect(submitted.stdout.trim()).toBe(
      `[submit][plan][infra/tfplan]${flags}[--comment][gitlab][-o][text][-o][gitlab=writ-code-quality.json]`,
    );
    const applied = await script(sh("writ-apply"), { ...env, WRIT_POLICIES: "" });
    expect(applied.stdout.trim()).toBe("[apply][infra/tfplan][--chdir][infra][--receipt][writ-receipt.json]");
    expect([isTaken(wordsIn(submitted)), isTaken(wordsIn(applied))]).toEqual([true, true]);
    expect(jobs["writ-submit"]?.allow_failure).toEqual({ exit_codes: [4] });
  });
});

describe("the workflow for Atlantis", () => {
  const { workflows } = parse(text("integrations/atlantis/repos.yaml"));
  const stepIn = (stage: string): string =>
    workflows.writ[stage].steps.find((step: { run?: string }) => step.run !== undefined).run;

  it("submits a plan, which may be held but not denied, and applies through the gate", async () => {
    const env = { PLANFILE: "/work/default.tfplan" };
    const submitted = await script(["sh", "-c", stepIn("plan")], env, 4);
    expect([submitted.code, isTaken(wordsIn(submitted))]).toEqual([0, true]);
    expect((await script(["sh", "-c", stepIn("plan")], env, 1)).code).toBe(1);
    const applied = await script(["sh", "-c", stepIn("apply")], env, 1);
    expect([applied.code, applied.stdout.trim()]).toEqual([
      1,
      "[apply][/work/default.tfplan][--receipt][/work/default.tfplan.receipt.json]",
    ]);
  });
});

describe("the hooks for pre-commit", () => {
  it("run commands that there are, on the files that they are for", () => {
    const hooks: readonly { readonly entry: string; readonly files: string }[] = parse(text(".pre-commit-hooks.yaml"));
    const names = createProgram().commands.map((command) => `writ ${command.name()}`);
    for (const { entry } of hooks) expect(names).toContain(entry);
    const matches = hooks.map(({ files }) =>
      ["main.tf", "a/b.tofu", "policies/a.yaml", "deploy.yaml"].filter((file) => new RegExp(files).test(file)),
    );
    expect(matches).toEqual([["main.tf", "a/b.tofu"], ["policies/a.yaml"]]);
  });
});
