import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod } from "./documents.ts";
import { folderOf, run, writ } from "./writ.ts";

const FILES = { "policies/own.yaml": OWN_NETWORK, "open.yaml": pod("open", true) };
const COMMANDS = [
  "check",
  "test",
  "explain",
  "lint",
  "fmt",
  "new",
  "lsp",
  "compile",
  "schema",
  "waivers",
  "waive",
  "approvals",
  "whoami",
  "gateway",
  "tokens",
  "completion",
];

describe.concurrent("writ", () => {
  it.each(COMMANDS)("shows examples in the help of %s, on stdout", async (command) => {
    const { code, stdout, stderr } = await writ(folderOf({}), [command, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`Usage: writ ${command} [^]*\\nExamples:\n  \\$ .*writ ${command}`));
  });

  it("names every command in its help, and its version", async () => {
    const help = await writ(folderOf({}), ["--help"]);
    expect(help.code).toBe(0);
    for (const command of COMMANDS) expect(help.stdout).toContain(`\n  ${command} `);
    expect(await writ(folderOf({}), ["--version"])).toMatchObject({ code: 0, stdout: "0.1.0\n" });
  });

  it.each([
    ["no command", []],
    ["an unknown command", ["chekc"]],
    ["a missing argument", ["check"]],
    ["an unknown format", ["lint", "--format", "xml"]],
    ["an unknown policy", ["explain", "own-netwrok", "open.yaml", "--no-library", "-p", "policies"]],
    ["an unknown kind", ["schema", "Polciy"]],
    ["an unknown shell", ["completion", "tcsh"]],
  ])("ends with 2 for %s, and prints nothing to stdout", async (_, args) => {
    const { code, stdout, stderr } = await writ(folderOf(FILES), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toBe("");
    expect(stderr).not.toContain("defect");
  });

  it.each([
    ["bash", ["bash", "-n"]],
    ["zsh", ["zsh", "-n"]],
    ["fish", ["fish", "--no-execute"]],
  ])("prints a completion script that %s can read", async (shell, [program = "", flag = ""]) => {
    const { code, stdout } = await writ(folderOf({}), ["completion", shell]);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(command);
    expect(stdout).toMatch(/(--|-l )fail-on/);
    if ((await run(".", ["bash", "-c", `command -v ${program}`], {})).code !== 0) return;
    const folder = folderOf({ script: stdout });
    expect(await run(folder, [program, flag, "script"], {})).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("completes commands, flags and the values of flags in bash", async () => {
    const { stdout } = await writ(folderOf({}), ["completion", "bash"]);
    const ask = `COMP_WORDS=(writ check --base); COMP_CWORD=2; _writ; echo "\${COMPREPLY[@]}"; COMP_WORDS=(writ ex); COMP_CWORD=1; _writ; echo "\${COMPREPLY[@]}"; COMP_WORDS=(writ compile --to aw); COMP_CWORD=3; _writ; echo "\${COMPREPLY[@]}"`;
    const { stdout: words } = await run(folderOf({}), ["bash", "-c", `${stdout}\n${ask}`], {});
    expect(words).toBe("--baseline\nexplain\naws-scp\n");
  });
});

describe.concurrent("writ.yaml", () => {
  const SETTINGS = "policies: [policies]\nlibrary: false\noutput: [text, json=out/report.json]\n";

  it("is found upwards, and its paths are those of its own folder", async () => {
    const folder = folderOf({ ...FILES, "writ.yaml": SETTINGS });
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    const { code, stdout, stderr } = await writ(join(folder, "deep/er"), ["check", "../../open.yaml"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("../../open.yaml:6:3");
    expect(existsSync(join(folder, "out/report.json"))).toBe(true);
  });

  it("yields to flags, and holds for lint as well", async () => {
    const folder = folderOf({ ...FILES, "writ.yaml": `${SETTINGS}failOn: critical\n` });
    expect((await writ(folder, ["check", "open.yaml"])).code).toBe(0);
    expect((await writ(folder, ["check", "open.yaml", "--fail-on", "high"])).code).toBe(1);
    expect(await writ(folder, ["lint"])).toMatchObject({ code: 0, stdout: "1 policy, no problem\n" });
  });

  it.each([
    [
      "an unknown setting",
      "policis: [a]",
      /`writ.yaml` has an unknown setting `policis`\n {2}hint: did you mean `policies`\?/,
    ],
    ["a setting of the wrong shape", "policies: a", /Setting `policies` of `writ.yaml` must be a list of paths/],
    ["a syntax error", "policies: [", /Cannot read `writ.yaml:1:\d+`/],
    [
      "an alias",
      "policies: &p [a]\noutput: *p",
      /Cannot read `writ.yaml`: it has an alias\n {2}hint: write the value out/,
    ],
    ["something that is no map", "- a", /`writ.yaml` must be a map of settings/],
    [
      "several documents",
      "a: 1\n---\nb: 1\n",
      /`writ.yaml` as the configuration of Writ: it has several documents\n {2}hint: give/,
    ],
    ["a name of the language", "__proto__: { library: false }", /unknown setting `__proto__`/],
    ["a missing file of policies", "policies: [absent]", /Cannot read `absent`: it does not exist/],
  ])("ends with 2 for %s", async (_, text, message) => {
    const { code, stderr, stdout } = await writ(folderOf({ ...FILES, "writ.yaml": text }), [
      "check",
      "--no-library",
      "open.yaml",
    ]);
    expect(code).toBe(2);
    expect({ stdout, stderr }).toEqual({ stdout: "", stderr: expect.stringMatching(message) });
  });

  it("ends with 2 when the file that is named is not there", async () => {
    const { code, stderr } = await writ(folderOf(FILES), ["check", "open.yaml", "--config", "absent.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toBe("writ: Cannot read the configuration file `absent.yaml`: it does not exist\n");
  });
});

const expecting = (outcome: string): string => JSON.stringify({ verdicts: { "Pod/open": { holds: outcome } } });

describe.concurrent("writ test", () => {
  it("reports a failed case with 1, and a broken one with 2 beside all others", async () => {
    const folder = folderOf({
      "own/policy.yaml": OWN_NETWORK,
      "own/cases/right/input.yaml": pod("open", true),
      "own/cases/right/expected.json": expecting("fail"),
      "own/cases/wrong/input.yaml": pod("open", true),
      "own/cases/wrong/expected.json": expecting("pass"),
    });
    const failed = await writ(folder, ["test", "own"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain(
      "failed  own/cases/wrong\n  Pod/open holds: expected pass, got fail\n1 passed, 1 failed\n",
    );
    const strange = folderOf({
      "own/policy.yaml": OWN_NETWORK,
      "own/cases/name/input.yaml": pod("open", false),
      "own/cases/name/expected.json": JSON.stringify({
        verdicts: { "Pod/open": { holds: "pass", hold: "not-applicable" }, "Pod/opne": {} },
      }),
    });
    expect((await writ(strange, ["test", "own"])).stdout).toBe(
      "failed  own/cases/name\n  Pod/open hold: no policy has such a validation\n  Pod/opne: the input has no such resource\n0 passed, 1 failed\n",
    );
    const broken = folderOf({
      "own/policy.yaml": OWN_NETWORK,
      "own/cases/a/input.yaml": pod("open", true),
      "own/cases/a/expected.json": '{"verdict": {}}',
      "own/cases/b/input.yaml": pod("open", true),
      "own/cases/b/expected.json": expecting("fail").replace("{", '{"now":"tomorrow",'),
      "own/cases/c/input.yaml": pod("open", true),
      "own/cases/c/expected.json": expecting("fail"),
      "own/cases/d/expected.json": expecting("fail"),
    });
    const { code, stdout } = await writ(broken, ["test", "own"]);
    expect(code).toBe(2);
    expect(stdout).toContain(
      "own/cases/a/expected.json:1:1: error: `own/cases/a/expected.json` has an unknown key `verdict`",
    );
    expect(stdout).toContain("`now` in `own/cases/b/expected.json` is no instant");
    expect(stdout).toContain("Cannot read `own/cases/d/input.json`: it does not exist");
    expect(stdout).toContain("1 passed, 0 failed, 3 could not be run");
  });
});
