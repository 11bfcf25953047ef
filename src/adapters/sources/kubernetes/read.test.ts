import { describe, expect, test } from "vitest";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject, type NativeResource, type SourceReading } from "#core/model";
import { readKubernetesManifest } from "./read.ts";

function read(text: string, file = "m.yaml"): SourceReading {
  return readKubernetesManifest({ file, bytes: new TextEncoder().encode(text) });
}

function resources(reading: SourceReading): readonly NativeResource[] {
  return reading.changes.flatMap(({ after }) => (after ? [after] : []));
}

function only(text: string): NativeResource {
  const reading = read(text);
  const [resource, ...others] = resources(reading);
  expect(reading.diagnostics).toEqual([]);
  expect(others).toEqual([]);
  if (!resource) throw new Error("no resource");
  return resource;
}

function fields(value: Value | undefined): ValueObject {
  if (!isObject(value)) throw new Error("not a mapping");
  return value;
}

/** What an unquoted field was read as. */
function scalar(text: string): Value | undefined {
  const spec = only(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  x: ${text}\n`).native["spec"];
  return fields(spec)["x"];
}

const pod = (name: string, more = "") => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${more}`;

const ingress = (version: string) => `apiVersion: ${version}\nkind: Ingress\nmetadata: {name: a}\n`;
const json = (name: string) => JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name } });

describe("readKubernetesManifest() objects", () => {
  test("readKubernetesManifest() makes every object a create with identity, type, namespace and labels", () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: prod
  labels: {app: web, constructor: x}
spec: {replicas: 3}
`;
    const reading = read(text);
    expect(reading.changes).toMatchObject([
      { verb: "create", before: null, changed: true, traits: [], previousId: null },
    ]);
    expect(resources(reading)).toMatchObject([
      {
        id: "prod/Deployment/web",
        type: "apps/v1 Deployment",
        provider: "kubernetes",
        providerVersion: null,
        group: "kubernetes",
        module: "prod",
        scope: "prod",
        name: "web",
        labels: { app: "web", constructor: "x" },
        native: { kind: "Deployment", spec: { replicas: 3 }, $masked: [] },
        references: [],
        source: { file: "m.yaml", address: "prod/Deployment/web", path: [] },
      },
    ]);
  });

  test("readKubernetesManifest() names the core group by its version alone and leaves out an absent namespace", () => {
    expect(only(pod("a"))).toMatchObject({ id: "Pod/a", type: "v1 Pod", scope: "" });
  });

  test("readKubernetesManifest() tells kinds of other groups apart by their group", () => {
    const text = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a, namespace: apps}\n";
    expect(only(text).id).toBe("apps/Service.serving.knative.dev/a");
  });

  test("readKubernetesManifest() keeps the identity over API versions", () => {
    expect(only(ingress("extensions/v1beta1")).id).toBe(only(ingress("networking.k8s.io/v1")).id);
  });

  test("readKubernetesManifest() takes a generated name for a prefix, and two of them for two objects", () => {
    const text = "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\n";
    const reading = read(`${text}---\n${text}`);
    expect(resources(reading).map(({ id }) => id)).toEqual(["Job/run-*", "Job/run-*#2"]);
    expect(reading.diagnostics).toEqual([]);
  });

  test("readKubernetesManifest() reads the items of lists, typed lists and lists in lists", () => {
    const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: a}
- apiVersion: v1
  kind: List
  items:
  - {apiVersion: v1, kind: Pod, metadata: {name: b}}
---
apiVersion: v1
kind: PodList
items:
- metadata: {name: c}
`;
    expect(resources(read(text)).map(({ id, type }) => [id, type])).toEqual([
      ["Pod/a", "v1 Pod"],
      ["Pod/b", "v1 Pod"],
      ["Pod/c", "v1 Pod"],
    ]);
  });

  test("readKubernetesManifest() reads the items of an object that is no list beside it, because kubectl applies them", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: harmless}
items:
- {apiVersion: v1, kind: Pod, metadata: {name: hidden}}
`;
    expect(resources(read(text)).map(({ id }) => id)).toEqual(["ConfigMap/harmless", "Pod/hidden"]);
  });

  test("readKubernetesManifest() warns of a second object of the same identity and keeps both apart", () => {
    const reading = read(`${pod("a")}---\n${pod("a")}`);
    expect(resources(reading).map(({ id }) => id)).toEqual(["Pod/a", "Pod/a#2"]);
    expect(reading.diagnostics).toMatchObject([
      {
        code: "duplicate-resource",
        severity: "warning",
        message: "`Pod/a` is defined more than once in this input, and only the last one holds in the cluster",
        span: { start: { line: 9, column: 3 } },
      },
    ]);
  });

  test("readKubernetesManifest() records the chart template of Helm's output in the address", () => {
    const reading = read(`---\n# Source: chart/templates/pod.yaml\n${pod("a")}`);
    expect(resources(reading)[0]?.source.address).toBe("Pod/a (chart/templates/pod.yaml)");
  });

  test("readKubernetesManifest() reads JSON, also several objects one after another", () => {
    expect(resources(read(json("a"))).map(({ id }) => id)).toEqual(["Pod/a"]);
    expect(resources(read(`${json("a")}\n${json("b")}\n`)).map(({ id }) => id)).toEqual(["Pod/a", "Pod/b"]);
  });

  test("readKubernetesManifest() reads flow style YAML and objects between windows line ends", () => {
    expect(only("{apiVersion: v1, kind: Pod, metadata: {name: a}}").id).toBe("Pod/a");
    expect(only(pod("a").replaceAll("\n", "\r\n")).id).toBe("Pod/a");
  });

  test("readKubernetesManifest() keeps hostile keys as ordinary own keys", () => {
    const native = fields(only(pod("a", "spec:\n  __proto__: {x: 1}\n  constructor: 2\n")).native["spec"]);
    expect(Object.keys(native)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(native)).toBe(Object.prototype);
  });
});

describe("readKubernetesManifest() scalars", () => {
  test.each<[string, unknown]>([
    ["yes", true],
    ["Off", false],
    ["y", true],
    ['"yes"', "yes"],
    ["yEs", "yEs"],
    ["~", null],
    ["", null],
    ["0777", 511],
    ["0o17", 15],
    ["0x1F", 31],
    ["0b11", 3],
    ["1_000", 1000],
    ["08", 8],
    ["+5", 5],
    ["-0", 0],
    ["1.0", 1],
    ["1e3", 1000],
    ["1.5", 1.5],
    [".5", 0.5],
    ["1:30", "1:30"],
    ["2024-01-02", "2024-01-02"],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["100m", "100m"],
    ["1e999", "1e999"],
    ["!!str 5", "5"],
    ["!!int '5'", 5],
  ])("readKubernetesManifest() reads %s as Kubernetes does", (text, expected) => {
    expect(scalar(text)).toEqual(expected);
  });

  test("readKubernetesManifest() takes an integer past int64 for a double, as Kubernetes does", () => {
    expect(scalar("18446744073709551615")).toEqual({ value: 2 ** 64 });
  });

  test("readKubernetesManifest() turns keys into text", () => {
    const data = only(pod("a", "spec:\n  on: 1\n  8080: 2\n")).native["spec"];
    expect(data).toEqual({ true: 1, "8080": 2 });
  });

  test("readKubernetesManifest() merges anchors under `<<` and lets written fields win", () => {
    const text = pod("a", "x: &base {b: 1, c: 2}\nspec:\n  <<: *base\n  c: 3\n");
    expect(only(text).native["spec"]).toEqual({ b: 1, c: 3 });
  });
});

describe("readKubernetesManifest() secrets", () => {
  const SECRET = "hunter2-correct-horse";
  const base64 = btoa(SECRET);
  const manifests = `apiVersion: v1
kind: Secret
metadata:
  name: s
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"p":"${SECRET}"}}'
type: Opaque
data:
  password: ${base64}
stringData:
  p: ${SECRET}
---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: c
    args: ["--password=${SECRET}"]
    env:
    - {name: DB_PASSWORD, value: ${SECRET}}
    - {name: LOG_LEVEL, value: debug}
    - {name: API_TOKEN, value: $(OTHER)}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data:
  db_password: ${SECRET}
  greeting: hello
---
apiVersion: v1
kind: Secret
metadata: {name: 5}
stringData: {p: ${SECRET}}
---
apiVersion: v1
kind: Secret
stringData: {p: ${SECRET}, "${SECRET}: x
`;

  test("readKubernetesManifest() keeps no clear text of a secret anywhere (no clear text)", () => {
    const reading = read(manifests);
    expect(reading.diagnostics).toHaveLength(2);
    const everything = reachable(reading);
    expect(everything.filter((text) => text.includes(SECRET) || text.includes(base64))).toEqual([]);
  });

  test("readKubernetesManifest() keeps the keys of a Secret and says that the values are sensitive", () => {
    const [secret] = resources(read(manifests));
    const data = fields(secret?.native["data"]);
    expect(Object.keys(data)).toEqual(["password"]);
    expect(data["password"]).toEqual(new Unknown([{ reason: "sensitive", path: "data.password" }]));
  });

  test("readKubernetesManifest() lists literal secrets that it masked, so that a policy can deny them", () => {
    const [, podResource, configMap] = resources(read(manifests));
    expect(podResource?.native["$masked"]).toMatchObject([
      { path: "spec.containers.0.args.0", detectors: ["assigned-secret"] },
      { path: "spec.containers.0.env.0.value", detectors: ["named-secret"] },
    ]);
    expect(configMap?.native["$masked"]).toEqual([
      { path: "data.db_password", at: ["data", "db_password"], detectors: ["named-secret"] },
    ]);
    expect(configMap?.native["data"]).toMatchObject({ greeting: "hello" });
  });

  test("readKubernetesManifest() lets no manifest write the list itself", () => {
    expect(only(pod("a", "$masked: [{path: x}]\n")).native["$masked"]).toEqual([]);
  });

  test("readKubernetesManifest() masks a Secret whose data is not even a mapping", () => {
    const reading = read("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: hunter2-correct-horse\n");
    expect(reachable(reading).some((text) => text.includes("hunter2"))).toBe(false);
  });
});

/** Every text that can be reached from a value, keys included. */
function reachable(root: unknown): readonly string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      texts.push(String(key));
      visit(Reflect.get(value, key));
    }
  };
  visit(root);
  return texts;
}
