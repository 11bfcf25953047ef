import { describe, expect, it } from "vitest";
import { policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const PINNED = policy(
  "bases-pinned",
  "resource.properties.imagesPinned",
  "  severity: high\n  match: { kinds: [ImageBuild] }",
);
const USER = policy(
  "no-superuser",
  "!resource.properties.user.root",
  "  severity: high\n  match: { kinds: [ImageBuild] }\n  matchConditions: [{ name: final, expression: resource.properties.final }]",
);

const DIGEST = `sha256:${"a".repeat(64)}`;
const FILES = {
  "policies/pinned.yaml": PINNED,
  "policies/user.yaml": USER,
  "app/Dockerfile.prod": `# the shop\nFROM node@${DIGEST} AS build\r\nRUN npm ci \\\n  --omit=dev\nFROM nginx:1\nCOPY --from=build /a /b\nUSER root\n`,
  "app/Dockerfile.dockerignore": "*\n",
  "app/api.dockerfile": `FROM node@${DIGEST}\n`,
};
const ARGS = ["check", "--no-library", "-p", "policies", "-o", "json", "app"];

interface Found {
  readonly policy: string;
  readonly outcome: string;
  readonly resource: { readonly id: string };
  readonly location: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
}

describe.concurrent("Dockerfiles on the command line", () => {
  it("are found in a folder, and findings have the line of the instruction", async () => {
    const { code, stdout } = await writ(folderOf(FILES), ARGS);
    const { findings }: { findings: readonly Found[] } = JSON.parse(stdout);
    const places = findings.map(
      ({ policy: name, outcome, resource: { id }, location: { file, start } }) =>
        `${name} ${outcome} ${id} ${file}:${start.line}:${start.column}`,
    );
    expect(places.toSorted()).toEqual([
      "bases-pinned fail stage 1 app/Dockerfile.prod:5:1",
      "no-superuser fail stage 1 app/Dockerfile.prod:7:1",
      "no-superuser unknown stage 0 app/api.dockerfile:1:1",
    ]);
    expect(code).toBe(1);
  });

  it("that are broken end the run with 2, and what can be read is judged", async () => {
    const { code, stdout } = await writ(folderOf({ ...FILES, "app/api.dockerfile": "FROM node:1\nRUM x\n" }), ARGS);
    const { findings, diagnostics } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(findings).toHaveLength(4);
    expect(diagnostics).toMatchObject([
      { code: "dockerfile-instruction", span: { file: "app/api.dockerfile", start: { line: 2, column: 1 } } },
    ]);
  });
});
