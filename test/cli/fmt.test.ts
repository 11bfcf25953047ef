import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDocuments, parseDocuments } from "#core/documents";
import { findFiles } from "../find-files.ts";
import { OWN_NETWORK, pod } from "./documents.ts";
import { folderOf, ROOT, writ } from "./writ.ts";

const UNTIDY = `kind: Policy\n${OWN_NETWORK.replace("kind: Policy\n", "")}`;

describe.concurrent("writ fmt", () => {
  it("writes what it formats, names it, and finds nothing to do the second time", async () => {
    const folder = folderOf({
      "p/own.yaml": UNTIDY,
      "p/cases/x/input.yaml": pod("a", true),
      "p/pod.yaml": pod("a", true),
    });
    expect(await writ(folder, ["fmt", "p"])).toEqual({ code: 0, stdout: "p/own.yaml\n", stderr: "" });
    expect(readFileSync(join(folder, "p/own.yaml"), "utf8")).toBe(OWN_NETWORK);
    expect(readFileSync(join(folder, "p/pod.yaml"), "utf8")).toBe(pod("a", true));
    expect(await writ(folder, ["fmt", "p"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await writ(folder, ["fmt", "p", "--check"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("changes nothing with --check, and ends with 1", async () => {
    const folder = folderOf({ "own.yaml": UNTIDY });
    expect(await writ(folder, ["fmt", "own.yaml", "--check"])).toEqual({ code: 1, stdout: "own.yaml\n", stderr: "" });
    expect(readFileSync(join(folder, "own.yaml"), "utf8")).toBe(UNTIDY);
  });

  it("formats from stdin to stdout, and the documents of writ.yaml", async () => {
    expect(await writ(folderOf({}), ["fmt", "-"], { stdin: UNTIDY })).toEqual({
      code: 0,
      stdout: OWN_NETWORK,
      stderr: "",
    });
    const folder = folderOf({ "writ.yaml": "policies: [own.yaml]\n", "own.yaml": UNTIDY });
    expect((await writ(folder, ["fmt"])).stdout).toBe("own.yaml\n");
  });

  it.each([
    ["a file that is broken", ["broken.yaml"]],
    ["a file that is no policy document", ["pod.yaml"]],
    ["a file that is not there", ["absent.yaml"]],
    ["no file at all", []],
  ])("ends with 2 for %s, and says why", async (_, args) => {
    const folder = folderOf({ "broken.yaml": "apiVersion: [", "pod.yaml": pod("a", true) });
    const { code, stdout, stderr } = await writ(folder, ["fmt", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(args[0] ?? "No file");
  });
});

describe("formatting the library", () => {
  const files = ["kinds", "mappings", "frameworks", "policies"].flatMap((folder) =>
    findFiles(join(ROOT, "library", folder)).filter((file) => !file.includes("/cases/")),
  );

  const sample = files.filter((_, at) => at % 4 === 0);

  it("keeps what its documents say, and settles at once", () => {
    expect(sample.length).toBeGreaterThan(100);
    for (const file of sample) {
      const text = readFileSync(file, "utf8");
      const once = formatDocuments(file, text);
      expect(once).toMatchObject({ kind: "formatted" });
      if (once.kind !== "formatted") continue;
      expect(formatDocuments(file, once.text)).toEqual(once);
      const [before, after] = [parseDocuments(file, text), parseDocuments(file, once.text)];
      expect(after.diagnostics).toEqual([]);
      expect(after.documents.map(({ metadata }) => metadata)).toEqual(before.documents.map(({ metadata }) => metadata));
    }
  });
});
