import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod, policy, WORKLOADS } from "./documents.ts";
import { folderOf, ROOT, run, shell, writ } from "./writ.ts";

const ORACLES = process.env["WRIT_ORACLES"] ?? join(ROOT, "../shared/oracles");
const FILES = {
  "own.yaml": OWN_NETWORK,
  "warn.yaml": policy("named", 'resource.name != "open"', `${WORKLOADS}\n  mode: warn`),
  "open.yaml": pod("open", true),
  "twice.yaml": `${pod("twice", true)}  hostNetwork: false\n`,
};
const CHECK = ["check", "--no-library", "-p", "own.yaml", "-p", "warn.yaml", "open.yaml"];
const FORMATS = ["json", "ndjson", "sarif", "junit", "github", "gitlab", "markdown", "policyreport", "text"];

describe.concurrent("writ check --output", () => {
  it("writes every format to its file in one run, and the text alone to stdout", async () => {
    const folder = folderOf(FILES);
    const targets = FORMATS.flatMap((format) => ["-o", `${format}=out/deep/${format}`]);
    const { code, stdout, stderr } = await writ(folder, [...CHECK, "twice.yaml", ...targets, "-o", "text"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const texts = new Map(FORMATS.map((format) => [format, readFileSync(join(folder, "out/deep", format), "utf8")]));
    expect(texts.get("text")).toBe(stdout);
    for (const [format, text] of texts) expect(text, format).toContain("own-network");
    const told = FORMATS.filter((format) => format !== "gitlab" && format !== "policyreport");
    for (const format of told)
      expect(texts.get(format), format).toContain(
        "hostNetwork` stands twice".replace("`", format === "markdown" ? "&#96;" : "`"),
      );
    expectWellFormed(texts.get("junit") ?? "");
  });

  it("writes SARIF of a real run that is valid", async (context) => {
    const file = join(ORACLES, "schemas/sarif/sarif-schema-2.1.0.json");
    if (!existsSync(file)) context.skip("the SARIF schema is not beside the repository");
    const { stdout } = await writ(folderOf(FILES), [...CHECK, "twice.yaml", "-o", "sarif", "--principal", "agent:bot"]);
    const ajv = new AjvDraft04.default({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(stdout).toContain("No grant lets the agent `bot`");
  });

  it("writes JUnit of a real run that is well-formed, counts right and tells refusals", async () => {
    const { stdout } = await writ(folderOf(FILES), [...CHECK, "twice.yaml", "-o", "junit", "--principal", "agent:bot"]);
    expectWellFormed(stdout);
    const [, tests, failures, errors] =
      /<testsuites name="writ" tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(stdout) ?? [];
    const count = (pattern: RegExp): number => stdout.match(pattern)?.length ?? 0;
    expect([count(/<testcase /g), count(/<failure /g), count(/<error /g)]).toEqual(
      [tests, failures, errors].map(Number),
    );
    expect(stdout).toContain('<testcase classname="no-grant"');
    expect(stdout).toContain('name="duplicate-key"');
  });

  it("tells a refusal as a GitHub annotation", async () => {
    const { stdout } = await writ(folderOf(FILES), [...CHECK, "-o", "github", "--principal", "agent:bot"]);
    expect(stdout).toContain("::error title=no-grant::Pod/open: No grant lets the agent `bot`");
  });

  it.each([
    ["an unknown format", ["-o", "sarf"], "did you mean `sarif`?"],
    ["two formats on stdout", ["-o", "json", "-o", "text"], "give all but one a path"],
    ["two reports in one file", ["-o", "json=a", "-o", "sarif=a"], "give each its own path"],
  ])("refuses %s before it starts", async (_, args, hint) => {
    const outcome = await writ(folderOf(FILES), [...CHECK, ...args]);
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toContain(`  hint: ${hint}`);
  });

  it("writes all other reports when one cannot be written, and ends with 2", async () => {
    const folder = folderOf(FILES);
    const { code, stdout, stderr } = await writ(folder, [
      ...CHECK,
      "-o",
      "json=own.yaml/x",
      "-o",
      "sarif=b",
      "-o",
      "text",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("writ: Cannot write the report to `own.yaml/x`");
    expect(stdout).toContain("own-network/holds");
    expect(JSON.parse(readFileSync(join(folder, "b"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });
});

describe.concurrent("writ check for a person", () => {
  it("prints the summary alone when quiet, but not less than every error", async () => {
    const { code, stdout, stderr } = await writ(folderOf(FILES), [...CHECK, "twice.yaml", "--quiet"]);
    expect(code).toBe(2);
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stderr).toContain("twice.yaml:6:3: error:");
  });

  it.each([
    ["not in a pipe", [], {}, false],
    ["in a pipe when told", ["--color", "always"], {}, true],
    ["when FORCE_COLOR says so", [], { FORCE_COLOR: "1" }, true],
    ["not when NO_COLOR says so", [], { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ["when told, whatever NO_COLOR says", ["--color", "always"], { NO_COLOR: "1" }, true],
  ])("colours %s", async (_, args, env, coloured) => {
    const { stdout } = await writ(folderOf(FILES), [...CHECK, ...args], { env });
    expect(stdout.includes("\u001b[")).toBe(coloured);
  });

  it("keeps within the width of the terminal, and colours there", async (context) => {
    const found = await run(".", ["bash", "-c", "command -v script"], {});
    if (found.code !== 0) context.skip("the program `script`, which gives a terminal, is not here");
    const long = policy("long", "resource.name == 'long'", WORKLOADS).replace(
      "this must hold",
      "word ".repeat(60).trim(),
    );
    const folder = folderOf({ ...FILES, "own.yaml": long });
    const inner = "stty cols 60; writ check --no-library -p own.yaml open.yaml";
    const terminal = `export -f writ; script -qec 'bash -c "${inner}"' /dev/null`;
    const { stdout } = await shell(folder, terminal, { env: { TERM: "xterm", SHELL: "/bin/bash" } });
    const lines = stdout.split(/\r?\n/).map((line) => line.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, ""));
    expect(stdout).toContain("\u001b[");
    expect(lines.filter((line) => line.includes("word")).length).toBeGreaterThan(4);
    expect(Math.max(...lines.filter((line) => line.includes("word")).map((line) => line.length))).toBeLessThanOrEqual(
      60,
    );
  });

  it("lets no file name write to the terminal", async () => {
    const name = "a\u001b[2Jb.yaml";
    const folder = folderOf({ ...FILES, [`in/${name}`]: pod("open", true), [`bad/${name}`]: "x: [" });
    const { stdout, stderr } = await writ(folder, [...CHECK, "in", `bad/${name}`, `absent\u001b[2J`]);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stdout).toContain(String.raw`in/a\u{1b}[2Jb.yaml:6:3`);
  });
});

/** Every tag is closed in turn, and no bare `<` or `&` is left. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, slash, name = "", rest = ""] of xml.matchAll(/<(\/?)([a-z-]+)((?:\s[\w-]+="[^"<]*")*\/?)>/g)) {
    if (slash === "/") expect(open.pop()).toBe(name);
    else if (!rest.endsWith("/")) open.push(name);
  }
  expect(open).toEqual([]);
  const text = xml.replaceAll(/<\/?[a-z-]+(?:\s[\w-]+="[^"<]*")*\/?>|<\?xml[^>]*\?>/g, "");
  expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
}
