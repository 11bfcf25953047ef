import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod, policy } from "./documents.ts";
import { folderOf, ROOT, writ } from "./writ.ts";

const NO_PRIVILEGE = policy(
  "no-privilege",
  "resource.native.spec.containers.all(c, !has(c.securityContext) || c.securityContext.privileged != true)",
);
const POLICIES = { "policies/own.yaml": OWN_NETWORK, "policies/privilege.yaml": NO_PRIVILEGE };

interface Place {
  readonly file: string;
  readonly start?: { readonly line: number; readonly column: number };
}

interface Found {
  readonly policy: string;
  readonly resource: { readonly id: string };
  readonly location: Place;
}

/** Each finding as `policy resource file:line:column`. */
async function placesOf(folder: string, args: readonly string[], stdin = ""): Promise<readonly string[]> {
  const flags = ["check", "--no-library", "-p", "policies", "-o", "json"];
  const { stdout, stderr } = await writ(folder, [...flags, ...args], { stdin });
  expect(stderr).toBe("");
  const { findings }: { findings: readonly Found[] } = JSON.parse(stdout);
  return findings.map(
    ({ policy: name, resource, location: { file, start } }) =>
      `${name} ${resource.id} ${file}:${start?.line}:${start?.column}`,
  );
}

const inStream = (file: string): readonly string[] => [
  `own-network Pod/a ${file}:8:3`,
  `own-network Pod/c ${file}:30:3`,
];
/** A pod as an item of a list. */
const item = (text: string): string => text.replace(/^/gm, "    ").replace("    ", "  - ").trimEnd();

describe.concurrent("the place of a finding in a manifest", () => {
  it("is right in a stream of documents with comments, empty documents and CRLF", async () => {
    const stream = `# a comment\n---\n${pod("a", true)}---\n# nothing\n---\n${pod("b", false)}---\n${pod("c", true)}`;
    const folder = folderOf({ ...POLICIES, "unix.yaml": stream, "dos.yaml": stream.replaceAll("\n", "\r\n") });
    expect(await placesOf(folder, ["unix.yaml", "dos.yaml"])).toEqual([
      ...inStream("unix.yaml"),
      ...inStream("dos.yaml"),
    ]);
  });

  it("is right in a List, in flow style, in JSON and behind a byte order mark", async () => {
    const folder = folderOf({
      ...POLICIES,
      "list.yaml": `apiVersion: v1\nkind: List\nitems:\n${item(pod("a", false))}\n${item(pod("b", true))}\n`,
      "flow.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: flow }\nspec: { containers: [], hostNetwork: true }\n",
      "pod.json":
        '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "json" },\n  "spec": { "containers": [],\n    "hostNetwork": true }\n}\n',
      "mark.yaml": `\ufeff${pod("mark", true)}`,
    });
    expect(await placesOf(folder, ["list.yaml", "flow.yaml", "pod.json", "mark.yaml"])).toEqual([
      "own-network Pod/b list.yaml:18:7",
      "own-network Pod/flow flow.yaml:4:25",
      "own-network Pod/json pod.json:6:5",
      "own-network Pod/mark mark.yaml:6:3",
    ]);
  });

  it("is the one at fault in a list, and follows text of more than one byte", async () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: many, labels: { a: "größe😀" } }\nspec: { x: "größe😀", hostNetwork: true, containers: [] }\n`;
    expect(await placesOf(folderOf({ ...POLICIES, "many.yaml": text }), ["many.yaml"])).toEqual([
      "own-network Pod/many many.yaml:4:23",
    ]);
  });

  it("is right on stdin as Helm renders it", async () => {
    const rendered = `---\n# Source: shop/templates/a.yaml\n${pod("a", false)}---\n# Source: shop/templates/b.yaml\n${pod("b", true)}`;
    const args = ["-", "--stdin-filename", "chart.yaml"];
    expect(await placesOf(folderOf(POLICIES), args, rendered)).toEqual(["own-network Pod/b chart.yaml:19:3"]);
  });
});

const shop = (type: string, name: string, expression: string): string =>
  policy(name, expression, `  severity: high\n  match: { types: [${type}] }`);
const lineOf = (file: string, text: string): number =>
  readFileSync(join(ROOT, "examples/shop", file), "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;

describe.concurrent("the place of a finding in the shop of the examples", () => {
  const SHOP = {
    "policies/database.yaml": shop("aws_db_instance", "private", "resource.native.publicly_accessible != true"),
    "policies/backup.yaml": shop("aws_db_instance", "backup", "resource.native.backup_retention_period >= 7"),
    "policies/block.yaml": shop(
      "aws_s3_bucket_public_access_block",
      "block",
      "resource.native.block_public_policy == true",
    ),
    "policies/module.yaml": shop("aws_s3_bucket", "name", "resource.native.bucket != 'shop-invoices-example'"),
  };
  it("is the line of the attribute in the Terraform file beside the plan", async () => {
    const folder = folderOf(SHOP);
    cpSync(join(ROOT, "examples/shop"), join(folder, "shop"), { recursive: true });
    const places = await placesOf(folder, ["shop/plan.json"]);
    expect(places).toEqual(
      expect.arrayContaining([
        `private aws_db_instance.orders shop/main.tf:${lineOf("main.tf", "publicly_accessible")}:3`,
        `backup aws_db_instance.orders shop/main.tf:${lineOf("main.tf", "backup_retention_period")}:3`,
        `block aws_s3_bucket_public_access_block.pictures shop/main.tf:${lineOf("main.tf", "block_public_policy     = false")}:3`,
        `name module.invoices.aws_s3_bucket.this shop/modules/bucket/main.tf:${lineOf("modules/bucket/main.tf", "bucket =")}:3`,
      ]),
    );
    expect(places).toHaveLength(4);
  });

  it("is the place in the plan itself without the Terraform files", async () => {
    const folder = folderOf(SHOP);
    cpSync(join(ROOT, "examples/shop/plan.json"), join(folder, "plan.json"));
    rmSync(join(folder, "policies/module.yaml"));
    const places = await placesOf(folder, ["plan.json"]);
    expect(places).toHaveLength(3);
    for (const place of places) expect(place).toMatch(/ plan\.json:\d+:\d+$/);
  });

  it("is right in its manifests", async () => {
    const folder = folderOf(POLICIES);
    cpSync(join(ROOT, "examples/shop/k8s"), join(folder, "k8s"), { recursive: true });
    const spec = policy(
      "template",
      "resource.native.spec.template.spec.hostNetwork != true",
      "  severity: high\n  match: { types: [apps/v1 Deployment] }",
    );
    const only = folderOf({ "policies/template.yaml": spec });
    cpSync(join(folder, "k8s"), join(only, "k8s"), { recursive: true });
    expect(await placesOf(only, ["k8s"])).toEqual([
      `template shop/Deployment/web k8s/shop.yaml:${lineOf("k8s/shop.yaml", "hostNetwork: true")}:7`,
    ]);
  });
});
