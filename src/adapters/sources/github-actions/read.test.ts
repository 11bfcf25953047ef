import { describe, expect, it, test } from "vitest";
import { Unknown } from "#core/language";
import type { Path, SourceReading } from "#core/model";
import { readSource } from "../detect.ts";

const read = (text: string, file = "ci.yml"): SourceReading =>
  readSource({ file, bytes: new TextEncoder().encode(text) });

const WORKFLOW = `name: größe 😀
on:
  pull_request_target:
permissions: write-all
env: &env
  A_TOKEN: "hunter2hunter2xyz"
jobs:
  build:
    runs-on: ubuntu-latest
    env: *env
    steps:
      - uses: actions/checkout@v4
      - id: greet
        name: Greet
        run: |
          echo "\${{ github.event.issue.title }}"
      - id: greet
        run: echo Pod
  call:
    uses: o/r/.github/workflows/x.yml@main
    permissions: { contents: read }
`;

describe("readGithubActions()", () => {
  it("makes resources of the workflow, of each job and of each step", () => {
    const { format, changes, diagnostics } = read(WORKFLOW);
    expect({ format, diagnostics }).toEqual({ format: "github-actions", diagnostics: [] });
    expect(changes.map(({ verb, after }) => [verb, after?.type, after?.id, after?.name])).toEqual([
      ["create", "github-actions workflow", "workflow", "größe 😀"],
      ["create", "github-actions job", "jobs.build", "build"],
      ["create", "github-actions step", "jobs.build.steps.1", "actions/checkout@v4"],
      ["create", "github-actions step", "jobs.build.steps.greet", "Greet"],
      ["create", "github-actions step", "jobs.build.steps.3", "jobs.build.steps.3"],
      ["create", "github-actions job", "jobs.call", "call"],
    ]);
  });

  it("keeps `on` a text, follows anchors, and masks secrets wherever they are repeated", () => {
    const { changes } = read(WORKFLOW);
    expect(JSON.stringify(changes)).not.toContain("hunter2");
    expect(changes[0]?.after?.native).toMatchObject({
      on: { pull_request_target: null },
      env: { A_TOKEN: expect.any(Unknown) },
      $masked: [{ path: "env.A_TOKEN" }],
      $triggers: ["pull_request_target"],
    });
    expect(changes[1]?.after?.native).toMatchObject({
      env: { A_TOKEN: expect.any(Unknown) },
      $permissions: "write-all",
    });
    expect(changes[5]?.after?.native).toMatchObject({ $permissions: { contents: "read" } });
  });

  test.each([
    ["an action", "name: a\nruns:\n  using: node20\n  main: x.js\n", "any.yml", "github-actions"],
    ["a broken workflow, by its place", "on: {", ".github/workflows/a.yaml", "github-actions"],
    [
      "a workflow that writes a manifest",
      `${WORKFLOW}      - run: |\n          apiVersion: v1\n          kind: Pod\n`.replace("  call:", "  kind:"),
      "a.yml",
      "github-actions",
    ],
    [
      "a workflow in a manifest",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: |\n    on: push\n    jobs: {}\n",
      "a.yml",
      "kubernetes-manifest",
    ],
    ["a pipeline of another platform", "stages: [a]\njobs:\n  a: {}\n", "a.yml", "unknown"],
  ])("tells %s", (_, text, file, format) => {
    expect(read(text, file).format).toBe(format);
  });
});

function placeIn({ locate, file }: SourceReading, address: string, path: Path): string {
  const { start } = locate({ file, address, path });
  return `${start?.line}:${start?.column}`;
}

describe("locate()", () => {
  test.each([
    ["workflow", [], "1:1"],
    ["workflow", ["$permissions"], "4:1"],
    ["workflow", ["$masked", 0, "path"], "6:3"],
    ["jobs.build", [], "8:3"],
    ["jobs.build", ["$permissions"], "4:1"],
    ["jobs.build", ["$triggers"], "2:1"],
    ["jobs.build", ["$masked", 0], "6:3"],
    ["jobs.build", ["$runners"], "9:5"],
    ["jobs.build.steps.1", ["$uses", "pinned"], "12:9"],
    ["jobs.build.steps.greet", ["$injections"], "15:9"],
    ["jobs.build.steps.3", [], "17:9"],
    ["jobs.call", ["$permissions", "contents"], "21:20"],
    ["jobs.call", ["absent"], "19:3"],
  ] as const)("finds %s %j", (address, path, place) => {
    expect(placeIn(read(WORKFLOW), address, path)).toBe(place);
    expect(placeIn(read(`\ufeff${WORKFLOW.replaceAll("\n", "\r\n")}`), address, path)).toBe(place);
  });

  it("finds nothing for what it did not read", () => {
    expect(placeIn(read(WORKFLOW), "jobs.absent", [])).toBe("undefined:undefined");
  });
});
