import { describe, expect, it } from "vitest";
import { policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const PINNED = policy(
  "actions-pinned",
  "!has(resource.properties.uses) || resource.properties.uses.pinned",
  "  severity: high\n  match: { kinds: [PipelineStep] }",
);
const RIGHTS = policy(
  "rights-named",
  "!('*' in resource.properties.permissions.writes)",
  "  severity: high\n  match: { kinds: [PipelineJob] }",
);

const WORKFLOW = `on: push
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567
      - name: Set up
        uses: actions/setup-node@v4
`;
const FILES = {
  "policies/pinned.yaml": PINNED,
  "policies/rights.yaml": RIGHTS,
  "repo/.github/workflows/ci.yml": WORKFLOW,
};
const ARGS = ["check", "--no-library", "-p", "policies", "-o", "json", "repo"];

interface Found {
  readonly policy: string;
  readonly resource: { readonly id: string };
  readonly location: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
}

describe.concurrent("workflows of GitHub Actions on the command line", () => {
  it("are found in a folder, and findings have the line of the step and of the rights", async () => {
    const { code, stdout } = await writ(folderOf(FILES), ARGS);
    const { findings }: { findings: readonly Found[] } = JSON.parse(stdout);
    const places = findings.map(
      ({ policy: name, resource: { id }, location: { file, start } }) =>
        `${name} ${id} ${file}:${start.line}:${start.column}`,
    );
    expect(places.toSorted()).toEqual([
      "actions-pinned jobs.build.steps.2 repo/.github/workflows/ci.yml:9:9",
      "rights-named jobs.build repo/.github/workflows/ci.yml:2:1",
    ]);
    expect(code).toBe(1);
  });

  it("that are broken end the run with 2, and the others are judged", async () => {
    const { code, stdout } = await writ(
      folderOf({ ...FILES, "repo/.github/workflows/bad.yml": "on: push\njobs: [\n" }),
      ARGS,
    );
    const { findings, diagnostics } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(findings).toHaveLength(2);
    expect(diagnostics).toMatchObject([{ code: "yaml-syntax", span: { file: "repo/.github/workflows/bad.yml" } }]);
  });
});
