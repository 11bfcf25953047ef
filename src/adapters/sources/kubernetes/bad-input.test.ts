import { describe, expect, test } from "vitest";
import { readKubernetesManifest } from "./read.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const GOOD = "apiVersion: v1\nkind: Pod\nmetadata: {name: good}\n";

/** `code sentence line:column` of every diagnostic. */
function complaints(bytes: Uint8Array): readonly string[] {
  return readKubernetesManifest({ file: "m.yaml", bytes }).diagnostics.map(({ code, message, span }) => {
    const place = span ? ` ${span.start.line}:${span.start.column}` : "";
    return `${code}: ${message}${place}`;
  });
}

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? "lol" : `*l${level - 1}`));
    return `  l${level}: &l${level} [${items.join(",")}]`;
  });
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx:\n${levels.join("\n")}\n`;
}

const CASES: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
  ["an empty file", "", ["empty-input: Cannot read `m.yaml`: it is empty"]],
  ["only comments", "# nothing\n---\n# here\n", ["no-documents: Cannot read `m.yaml`: it has no document in it"]],
  [
    "a binary file",
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0),
    ["binary-input: Cannot read `m.yaml`: it is not text, byte 7 is zero"],
  ],
  [
    "UTF-16",
    Uint8Array.of(0xff, 0xfe, 0x61, 0),
    ["utf16-input: Cannot read `m.yaml`: it is UTF-16, and only UTF-8 is read"],
  ],
  ["bytes that are no text", Uint8Array.of(0x61, 0xff), ["invalid-utf8: Cannot read `m.yaml`: it is not valid UTF-8"]],
  [
    "truncated JSON",
    '{"apiVersion": "v1", "kind": "Po',
    ["json-truncated: Cannot read document 1 of 1 in `m.yaml`: it ends in the middle of a JSON value 1:30"],
  ],
  [
    "broken JSON",
    '{"apiVersion": "v1",, "kind": "Pod"}',
    ["json-syntax: Cannot read document 1 of 1 in `m.yaml`: it is not valid JSON 1:21"],
  ],
  [
    "truncated YAML",
    'apiVersion: v1\nkind: "Po',
    ["yaml-syntax: Cannot read document 1 of 1 in `m.yaml`: a bracket, quote or separator is missing 2:10"],
  ],
  [
    "an alias bomb",
    bomb(),
    ["alias-limit: Cannot read document 1 of 1 in `m.yaml`: its aliases stand for too many values 10:12"],
  ],
  [
    "a recursive alias",
    `${GOOD}x: &a [*a]\n`,
    ["unknown-alias: Cannot read document 1 of 1 in `m.yaml`: an alias names no anchor before it 4:8"],
  ],
  [
    "10,000 levels of YAML",
    `${GOOD}x: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    ["too-deep: Cannot read document 1 of 1 in `m.yaml`: its values are nested too deeply 1:1"],
  ],
  [
    "10,000 levels of JSON",
    `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    ["json-too-deep: Cannot read document 1 of 1 in `m.yaml`: its values are nested too deeply 1:261"],
  ],
  [
    "a duplicate key",
    `${GOOD}spec:\n  a: 1\n  a: 2\n`,
    [
      "duplicate-key: Cannot read document 1 of 1 in `m.yaml`: the key `a` stands twice in one mapping, here first 5:3",
      "duplicate-key: Cannot read document 1 of 1 in `m.yaml`: the key `a` stands twice in one mapping, here again 6:3",
    ],
  ],
  [
    "a duplicate key in JSON",
    '{"a": 1, "a": 2}',
    ["json-duplicate-key: Cannot read document 1 of 1 in `m.yaml`: a key stands twice in one JSON object 1:10"],
  ],
  [
    "a tab for indentation",
    "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n",
    ["yaml-syntax: Cannot read document 1 of 1 in `m.yaml`: a tab is used for indentation 4:1"],
  ],
  [
    "a tag",
    "apiVersion: v1\nkind: !Ref Pod\nmetadata: {name: a}\n",
    ["unsupported-tag: Cannot read document 1 of 1 in `m.yaml`: a value has a tag that Kubernetes does not read 2:12"],
  ],
  [
    "an infinite number",
    `${GOOD}x: .inf\n`,
    [
      "unsupported-number: Cannot read document 1 of 1 in `m.yaml`: a number is infinite or not a number, which Kubernetes refuses 4:4",
    ],
  ],
  [
    "a key that is a list",
    `${GOOD}x: {[1]: 2}\n`,
    ["unsupported-key: Cannot read document 1 of 1 in `m.yaml`: a key is not a text, a number or a boolean 4:5"],
  ],
  [
    "a merge after the field",
    `${GOOD}x: &b {c: 1}\ny:\n  c: 2\n  <<: *b\n`,
    [
      "ambiguous-merge: Cannot read document 1 of 1 in `m.yaml`: `c` is both written before a merge key `<<` and merged by it, and readers disagree which one holds 7:7",
    ],
  ],
  [
    "a merge of a text",
    `${GOOD}y:\n  <<: text\n`,
    [
      "invalid-merge: Cannot read document 1 of 1 in `m.yaml`: a merge key `<<` stands for something other than a mapping 5:7",
    ],
  ],
  [
    "a hidden line break",
    `${GOOD}# harmless\u2028hostPID: true\n`,
    [
      "treacherous-character: Cannot read document 1 of 1 in `m.yaml`: it contains the character U+2028, which not every reader of YAML takes for the same 4:11",
    ],
  ],
  [
    "a lone carriage return",
    `${GOOD}# harmless\rhostPID: true\n`,
    [
      "treacherous-character: Cannot read document 1 of 1 in `m.yaml`: it contains the character U+000D, which not every reader of YAML takes for the same 4:11",
    ],
  ],
  [
    "a hidden document",
    `${GOOD}--- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n`,
    [
      "hidden-document: Cannot read document 1 of 1 in `m.yaml`: another document starts in the middle of it, which Kubernetes does not read 4:1",
    ],
  ],
  [
    "a text",
    "Thank you for installing.\n",
    ["not-kubernetes: Cannot read document 1 of 1 in `m.yaml`: it is text, and a Kubernetes object is a mapping 1:1"],
  ],
  [
    "chart values",
    "replicas: 3\n",
    [
      "not-kubernetes: Cannot read document 1 of 1 in `m.yaml`: it has neither `apiVersion` nor `kind`, so it is not a Kubernetes object 1:1",
    ],
  ],
  [
    "no apiVersion",
    "kind: Pod\nmetadata: {name: a}\n",
    ["missing-api-version: Cannot read document 1 of 1 in `m.yaml`: it has no `apiVersion` 1:1"],
  ],
  [
    "no kind",
    "apiVersion: v1\nmetadata: {name: a}\n",
    ["missing-kind: Cannot read document 1 of 1 in `m.yaml`: it has no `kind` 1:1"],
  ],
  [
    "no name",
    "apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\n",
    ["missing-name: Cannot read document 1 of 1 in `m.yaml`: it has no `metadata.name` 3:1"],
  ],
  [
    "no metadata",
    "apiVersion: v1\nkind: Pod\n",
    ["missing-name: Cannot read document 1 of 1 in `m.yaml`: it has no `metadata.name` 1:1"],
  ],
  [
    "an apiVersion that is a number",
    "apiVersion: 1\nkind: Pod\nmetadata: {name: a}\n",
    [
      "invalid-api-version: Cannot read document 1 of 1 in `m.yaml`: its `apiVersion` is not of the form `group/version` 1:1",
    ],
  ],
  [
    "a kind that is a list",
    "apiVersion: v1\nkind: [Pod]\nmetadata: {name: a}\n",
    ["invalid-kind: Cannot read document 1 of 1 in `m.yaml`: its `kind` is not the name of a kind 2:1"],
  ],
  [
    "metadata that is a list",
    "apiVersion: v1\nkind: Pod\nmetadata: [a]\n",
    [
      "invalid-metadata: Cannot read document 1 of 1 in `m.yaml`: its `metadata` is a list, but Kubernetes wants a mapping 3:1",
    ],
  ],
  [
    "a name that is a number",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: 5\n",
    [
      "invalid-metadata: Cannot read document 1 of 1 in `m.yaml`: its `metadata.name` is a number, but Kubernetes wants text 4:3",
    ],
  ],
  [
    "a namespace that is a boolean",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: no\n",
    [
      "invalid-metadata: Cannot read document 1 of 1 in `m.yaml`: its `metadata.namespace` is a boolean, but Kubernetes wants text 5:3",
    ],
  ],
  [
    "a label that is a boolean",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    on-call: yes\n",
    [
      "invalid-metadata: Cannot read document 1 of 1 in `m.yaml`: its `metadata.labels.on-call` is a boolean, but Kubernetes wants text 6:5",
    ],
  ],
  [
    "labels that are text",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: x\n",
    [
      "invalid-metadata: Cannot read document 1 of 1 in `m.yaml`: its `metadata.labels` is text, but Kubernetes wants a mapping 5:3",
    ],
  ],
  [
    "a name with a slash",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a/b\n",
    [
      "invalid-name: Cannot read document 1 of 1 in `m.yaml`: its `metadata.name` has a character or a length that Kubernetes refuses 4:3",
    ],
  ],
];

describe("readKubernetesManifest() bad input", () => {
  test.each(CASES)("readKubernetesManifest() explains %s", (_, input, expected) => {
    expect(complaints(typeof input === "string" ? utf8(input) : input)).toEqual(expected);
  });

  test("readKubernetesManifest() reads the documents around bad ones and leaves each bad one unresolved", () => {
    const reading = readKubernetesManifest({
      file: "m.yaml",
      bytes: utf8(`${GOOD}---\na: [\n---\nNotes.\n---\n${GOOD.replace("good", "fine")}`),
    });
    expect(reading.changes.map(({ after }) => after?.id)).toEqual(["Pod/good", "Pod/fine"]);
    expect(reading.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "yaml-syntax: Cannot read document 2 of 4 in `m.yaml`: the indentation fits no level above",
      "not-kubernetes: Cannot read document 3 of 4 in `m.yaml`: it is text, and a Kubernetes object is a mapping",
    ]);
    expect(reading.unresolved.map(({ code }) => code)).toEqual(["unreadable-document", "unreadable-document"]);
  });

  test("readKubernetesManifest() reports an item of a list in its own place and reads the others", () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- ${GOOD.replaceAll("\n", "\n  ").trimEnd()}\n- kind: Pod\n`;
    const reading = readKubernetesManifest({ file: "m.yaml", bytes: utf8(text) });
    expect(reading.changes).toHaveLength(1);
    expect(complaints(utf8(text))).toEqual([
      "missing-api-version: Cannot read document 1 of 1 in `m.yaml`: it has no `apiVersion` 7:1",
    ]);
  });

  test("readKubernetesManifest() only warns of what is never sent to a cluster", () => {
    const text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n";
    const { diagnostics, unresolved } = readKubernetesManifest({ file: "m.yaml", bytes: utf8(text) });
    expect(diagnostics).toMatchObject([
      {
        code: "client-side-document",
        severity: "warning",
        message:
          "Skipped document 1 of 1 in `m.yaml`: it is a `Kustomization`, which configures a tool and is never sent to a cluster",
      },
    ]);
    expect(unresolved).toEqual([]);
  });

  test("readKubernetesManifest() reads 50 MB and refuses them under a smaller limit", () => {
    const bytes = utf8(`${GOOD}data: "${"x".repeat(50 * 1024 * 1024)}"\n`);
    expect(readKubernetesManifest({ file: "m.yaml", bytes }).changes).toHaveLength(1);
    const { diagnostics } = readKubernetesManifest({ file: "m.yaml", bytes }, { maxBytes: 1_000_000 });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `Cannot read \`m.yaml\`: it has ${bytes.length} bytes, and the limit is 1000000`,
    ]);
  });
});
