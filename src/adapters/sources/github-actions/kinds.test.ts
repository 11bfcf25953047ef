import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { resolveReadings } from "#core/kinds";
import type { Resource } from "#core/model";
import { shippedKinds } from "../../../../test/shipped-kinds.ts";
import { readGithubActions } from "./read.ts";

const KINDS = shippedKinds();
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const UNKNOWN = expect.any(Unknown) as unknown;

function resolve(text: string): readonly Resource[] {
  const reading = readGithubActions({ file: "ci.yml", bytes: new TextEncoder().encode(text) });
  expect(reading.diagnostics).toEqual([]);
  return resolveReadings(KINDS, [reading])
    .effects.flat()
    .map(({ resource }) => resource);
}

const propertiesOf = (text: string, kind: string): Resource["properties"] =>
  resolve(text).find((resource) => resource.kind === kind)?.properties ?? {};

const pipeline = (head: string): Resource["properties"] => propertiesOf(`${head}\njobs: {}\n`, "Pipeline");
const job = (text: string, head = "on: push"): Resource["properties"] =>
  propertiesOf(`${head}\njobs:\n  a: ${text}\n`, "PipelineJob");
const step = (text: string, on = "push"): Resource["properties"] =>
  propertiesOf(`on: ${on}\njobs:\n  a:\n    steps:\n      - ${text}\n`, "PipelineStep");

describe("kind Pipeline", () => {
  test.each([
    ["on: push", ["push"], []],
    ["on: [push, pull_request]", ["push", "pull_request"], []],
    [
      "on: { pull_request_target: {}, workflow_run: {}, push: {} }",
      ["pull_request_target", "workflow_run", "push"],
      ["pull_request_target", "workflow_run"],
    ],
    ['"on": issue_comment', ["issue_comment"], ["issue_comment"]],
  ])("says what starts `%s`", (head, triggers, privilegedTriggers) => {
    expect(pipeline(head)).toMatchObject({ triggers, privilegedTriggers });
  });

  test.each([
    ["permissions: write-all", true, ["*"]],
    ["permissions: read-all", true, []],
    ["permissions: {}", true, []],
    ["permissions: { contents: read, packages: write, id-token: write }", true, ["packages", "id-token"]],
    ["", false, UNKNOWN],
  ])("says what `%s` lets its jobs write", (permissions, declared, writes) => {
    expect(pipeline(`on: push\n${permissions}`)).toMatchObject({ permissions: { declared, writes } });
  });
});

describe("kind PipelineJob", () => {
  test("takes the rights of its pipeline unless it has its own", () => {
    const head = "on: push\npermissions: write-all";
    expect(job("{ runs-on: ubuntu-latest }", head)).toMatchObject({
      permissions: { declared: true, writes: ["*"] },
      federated: true,
    });
    expect(job("{ permissions: { id-token: write } }", head)).toMatchObject({
      permissions: { writes: ["id-token"] },
      federated: true,
    });
    expect(job("{ permissions: { id-token: none } }", head)).toMatchObject({
      permissions: { writes: [] },
      federated: false,
    });
    expect(job("{ runs-on: ubuntu-latest }")).toMatchObject({
      permissions: { declared: false, writes: UNKNOWN },
      federated: false,
    });
  });

  test.each([
    ["{ runs-on: ubuntu-24.04 }", ["ubuntu-24.04"], false],
    ["{ runs-on: [self-hosted, linux] }", ["self-hosted", "linux"], true],
    ["{ runs-on: { group: big, labels: ubuntu-latest } }", ["ubuntu-latest"], UNKNOWN],
    ["{ runs-on: our-machines }", ["our-machines"], UNKNOWN],
    ['{ runs-on: "${{ inputs.runner }}" }', UNKNOWN, UNKNOWN],
    [
      '{ runs-on: "${{ matrix.os }}", strategy: { matrix: { os: [ubuntu-latest, macos-14] } } }',
      ["ubuntu-latest", "macos-14"],
      false,
    ],
    [
      '{ runs-on: "${{ matrix.os }}", strategy: { matrix: { include: [{ os: self-hosted }] } } }',
      ["self-hosted"],
      true,
    ],
    ['{ runs-on: "${{ matrix.os }}", strategy: { matrix: "${{ fromJSON(x) }}" } }', UNKNOWN, UNKNOWN],
    ['{ runs-on: "${{ matrix.os }}", strategy: { matrix: { os: ["${{ x }}"] } } }', UNKNOWN, UNKNOWN],
  ])("says where `%s` runs", (text, runners, selfHosted) => {
    expect(job(text)).toMatchObject({ runners, selfHosted });
  });

  test("says what it calls, deploys to and runs in", () => {
    const container = `{ image: "node:20", options: "--cpus 1 --privileged" }`;
    const services = `{ db: { image: "registry.example.com:5000/db@sha256:${"a".repeat(64)}" }, x: { image: "\${{ matrix.image }}" } }`;
    expect(job(`{ environment: { name: production }, container: ${container}, services: ${services} }`)).toMatchObject({
      environment: "production",
      privileged: true,
      images: ["node", "registry.example.com:5000/db", "${{ matrix.image }}"],
      imagesPinned: false,
      secretsInherited: false,
    });
    expect(job('{ environment: "${{ inputs.to }}" }')).toMatchObject({ environment: UNKNOWN, privileged: false });
    expect(job("{ uses: o/r/.github/workflows/x.yml@v1, secrets: inherit }")).toMatchObject({
      uses: { name: "o/r/.github/workflows/x.yml", version: "v1", pinned: false },
      secretsInherited: true,
    });
    expect(job(`{ environment: staging, container: node@sha256:${"a".repeat(64)} }`)).toMatchObject({
      environment: "staging",
      images: ["node"],
      imagesPinned: true,
    });
    expect(job('{ container: "${{ matrix.image }}" }')).toMatchObject({ imagesPinned: UNKNOWN, privileged: false });
    expect(job("{ services: { a: { options: --privileged } } }")).toMatchObject({ privileged: true });
  });

  test("says where secrets are written out, and takes expressions and rights for none", () => {
    const env =
      '{ API_TOKEN: "hunter2hunter2xyz", OTHER_TOKEN: "${{ secrets.T }}", BEARER_TOKEN: "Bearer ${{ secrets.T }}" }';
    expect(job(`{ permissions: { id-token: write }, env: ${env} }`)).toMatchObject({
      literalSecrets: ["env.API_TOKEN"],
    });
  });
});

describe("kind PipelineStep", () => {
  test.each([
    [`uses: actions/checkout@${COMMIT} # v4`, "action", "actions/checkout", COMMIT, true],
    ["uses: actions/checkout@v4", "action", "actions/checkout", "v4", false],
    ["uses: o/r/path@main", "action", "o/r/path", "main", false],
    ["uses: o/r@0123456", "action", "o/r", "0123456", false],
    ["uses: ./.github/actions/x", "local", "./.github/actions/x", undefined, true],
    ["uses: docker://alpine:3", "image", "alpine", "3", false],
    [`uses: docker://ghcr.io/a/b@sha256:${"a".repeat(64)}`, "image", "ghcr.io/a/b", `sha256:${"a".repeat(64)}`, true],
  ])("says what `%s` names", (text, ...[kind, name, version, pinned]) => {
    expect(step(text)["uses"]).toEqual({ kind, name, ...(version === undefined ? {} : { version }), pinned });
  });

  test.each([
    ["${{ github.event.issue.title }}", ["github.event.issue.title"]],
    ["${{ github.head_ref }} ${{ github.head_ref }}", ["github.head_ref"]],
    ["${{github . event [ 'Pull_Request' ].head.ref}}", ["github . event [ 'Pull_Request' ].head.ref"]],
    ["${{ format('x {0}', github.event.comment.body) }}", ["format('x {0}', github.event.comment.body)"]],
    ["${{ github.event.commits[0].message }}", ["github.event.commits[0].message"]],
    ["${{ github.event.commits.*.author.email }}", ["github.event.commits.*.author.email"]],
    ["${{ toJSON(github.event) }}", ["toJSON(github.event)"]],
    ["${{ toJSON(github.event.issue) }}", ["toJSON(github.event.issue)"]],
    ["${{ github.event.issue.number }} ${{ github.sha }} ${{ github.event_name }}", []],
    ["${{ github.event.pull_request.base.ref }} ${{ github.event.repository.name }}", []],
    ["${{ contains('github.head_ref', 'x') }} github.head_ref", []],
    ["${{ github.head_ref", ["github.head_ref"]],
  ])("says what of `%s` strangers choose", (script, injections) => {
    expect(step(`run: ${JSON.stringify(`echo ${script}`)}`)).toMatchObject({ injections });
    expect(step(`{ uses: actions/github-script@v7, with: { script: ${JSON.stringify(script)} } }`)).toMatchObject({
      injections,
    });
  });

  test.each([
    ["curl -sSf https://example.com/x | sh", true],
    ["wget -qO- https://example.com/x | sudo bash -s -- y", true],
    ["curl https://example.com/x | python3 -", true],
    ["curl -o x https://example.com/x; sh y", false],
    ["curl https://example.com/x | jq .", false],
    ["curl https://example.com/x | shasum", false],
  ])("says whether `%s` runs what it downloads", (script, pipesDownloads) => {
    expect(step(`run: ${JSON.stringify(script)}`)).toMatchObject({ pipesDownloads });
  });

  test.each([
    ["pull_request_target", "${{ github.event.pull_request.head.sha }}", true],
    ["pull_request_target", "refs/pull/${{ github.event.number }}/merge", true],
    ["issue_comment", "${{ github.event.pull_request.head.ref }}", true],
    ["pull_request", "${{ github.event.pull_request.head.sha }}", false],
    ["pull_request_target", "main", false],
  ])("says whether a pipeline on %s fetches what strangers sent with `%s`", (on, ref, checksOutStrangers) => {
    expect(step(`{ uses: Actions/Checkout@v4, with: { ref: "${ref}" } }`, on)).toMatchObject({ checksOutStrangers });
  });

  test.each([
    ["uses: actions/checkout@v4", true],
    ["{ uses: actions/checkout@v4, with: { persist-credentials: false } }", false],
    ['{ uses: actions/checkout@v4, with: { persist-credentials: "false" } }', false],
    ["uses: actions/cache@v4", false],
  ])("says whether `%s` leaves a token on the disk", (text, keepsCredentials) => {
    expect(step(text)).toMatchObject({ keepsCredentials });
  });

  test("stands for the image of an action, and for the steps of one made of several", () => {
    const image = "name: a\nruns:\n  using: docker\n  image: docker://alpine:3\n";
    expect(propertiesOf(image, "PipelineStep")).toMatchObject({
      uses: { kind: "image", name: "alpine", pinned: false },
    });
    const several = "runs:\n  using: composite\n  steps:\n    - run: echo ${{ github.head_ref }}\n    - uses: a/b@v1\n";
    const steps = resolve(several).filter(({ id }) => id.startsWith("runs.steps"));
    expect(steps.map(({ id, properties }) => [id, properties["injections"], properties["uses"]])).toEqual([
      ["runs.steps.1", ["github.head_ref"], undefined],
      ["runs.steps.2", [], expect.objectContaining({ name: "a/b", pinned: false })],
    ]);
  });
});
