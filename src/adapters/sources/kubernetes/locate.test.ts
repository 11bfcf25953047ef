import { describe, expect, test } from "vitest";
import type { Path } from "#core/model";
import { readKubernetesManifest } from "./read.ts";

/** The text that the place of `path` in the resource `address` covers. */
function placed(text: string, address: string, path: Path): string {
  const reading = readKubernetesManifest({ file: "m.yaml", bytes: new TextEncoder().encode(text) });
  expect(reading.diagnostics).toEqual([]);
  const { start, end } = reading.locate({ file: "m.yaml", address, path });
  if (!start || !end) throw new Error("no place");
  return `${start.line}:${start.column} ${text.slice(start.offset, end.offset)}`;
}

const YAML = `# head
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {x: "y"}}
spec:
  containers:
  - name: c # the one
    image: nginx:1
    args:
      - "--x"
      - |
        long
        text
  - name: d
  restartPolicy: Never
  empty:
`;
const ANCHORED = `${YAML}anchored: &x {a: 1}\n`;

describe("createLocate()", () => {
  test.each<[Path, string]>([
    [["spec", "containers", 0, "image"], "8:5 image: nginx:1"],
    [["spec", "containers", 0, "args", 0], '10:7 - "--x"'],
    [["spec", "containers", 1], "14:3 - name: d"],
    [["spec", "restartPolicy"], "15:3 restartPolicy: Never"],
    [["metadata", "labels", "x"], '4:30 x: "y"'],
    [["spec", "empty"], "16:3 empty:"],
    [["spec", "containers", 1, "image"], "14:3 - name: d"],
    [["spec", "containers", 0, "args", 1], "11:7 - |\n        long\n        text"],
  ])("createLocate() places %j in YAML", (path, expected) => {
    expect(placed(YAML, "Pod/a", path)).toBe(expected);
    expect(placed(`${YAML}---\n${YAML.replace("name: a", "name: b")}`, "Pod/a", path)).toBe(expected);
  });

  test("createLocate() places what the list of masked secrets says where the secret stands", () => {
    const text = YAML.replace(
      "    image: nginx:1",
      "    image: nginx:1\n    env: [{name: PASSWORD, value: correct-horse-battery}]",
    );
    expect(placed(text, "Pod/a", ["$masked"])).toBe("9:28 value: correct-horse-battery");
    expect(placed(text, "Pod/a", ["$masked", 0, "path"])).toBe("9:28 value: correct-horse-battery");
  });

  test("createLocate() places fields of a later document by the lines of the whole text", () => {
    const second = YAML.replace("name: a", "name: b");
    expect(placed(`${YAML}---\n${second}`, "Pod/b", ["spec", "restartPolicy"])).toBe("32:3 restartPolicy: Never");
  });

  test("createLocate() finds fields in documents that only the library reads", () => {
    expect(placed(ANCHORED, "Pod/a", ["spec", "containers", 0, "image"])).toBe("8:5 image: nginx:1");
    expect(placed(ANCHORED.replaceAll("\n", "\r\n"), "Pod/a", ["spec", "restartPolicy"])).toBe(
      "15:3 restartPolicy: Never",
    );
  });

  test("createLocate() finds fields of list items", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${YAML.slice(7).replaceAll("\n", "\n  ").trimEnd()}\n`;
    expect(placed(list, "Pod/a", ["spec", "restartPolicy"])).toBe("17:5 restartPolicy: Never");
  });

  test("createLocate() finds fields in JSON, on one line or many", () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { a: ["x]", { 'b"}': [1, 2] }] } };
    const list = { apiVersion: "v1", kind: "List", items: [pod] };
    expect(placed(JSON.stringify(pod), "Pod/a", ["spec", "a", 1, 'b"}', 1])).toMatch(/^1:\d+ 2$/);
    expect(placed(JSON.stringify(list, null, 2), "Pod/a", ["spec", "a", 0])).toBe('13:11 "x]"');
    expect(placed(JSON.stringify(list), "Pod/a", ["spec", "nope"])).toMatch(/"spec":\{"a":\["x\]".*\]\}$/);
    expect(placed(`${JSON.stringify(pod)} ${JSON.stringify(list)}`.replace('"a"', '"z"'), "Pod/a", ["kind"])).toMatch(
      /"kind":"Pod"$/,
    );
  });

  const names = ["c", "a", "b"];
  const pods = names.map((name) => ({ apiVersion: "v1", kind: "Pod", metadata: { name }, spec: { containers: [] } }));
  const items = pods.map((pod) => `- ${JSON.stringify(pod).replaceAll('"', "")}`.replaceAll(/([:,])/g, "$1 "));
  const block = `apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}\n`;

  test.each([
    ["JSON", JSON.stringify({ apiVersion: "v1", kind: "List", items: pods })],
    ["YAML", block],
    ["YAML for the full reader", block.replace("kind: List", "? kind\n: List")],
  ])("createLocate() finds the items of a list in any order, and nothing in an empty one: %s", (_, text) => {
    const { locate } = readKubernetesManifest({ file: "m.yaml", bytes: new TextEncoder().encode(text) });
    const at = (name: string, path: Path): string => {
      const { start, end } = locate({ file: "m.yaml", address: `Pod/${name}`, path });
      return text.slice(start?.offset, end?.offset).replaceAll(/["\s]/g, "");
    };
    expect(["b", "c", "a", "b"].map((name) => at(name, ["metadata", "name"]))).toEqual([
      "name:b",
      "name:c",
      "name:a",
      "name:b",
    ]);
    expect(at("a", ["spec", "containers", 0, "image"])).toBe("containers:[]");
  });

  test("createLocate() answers the reference itself for what it does not know", () => {
    const ref = { file: "m.yaml", address: "Pod/other", path: [] };
    const reading = readKubernetesManifest({ file: "m.yaml", bytes: new TextEncoder().encode(YAML) });
    expect(reading.locate(ref)).toEqual(ref);
  });
});
