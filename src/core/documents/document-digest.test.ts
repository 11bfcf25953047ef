import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { createLineIndex } from "#core/diagnostics";
import { canonicalJson, sha256Hex } from "#core/model";
import { documentDigest } from "./document-digest.ts";
import { DOCUMENT_LIMITS } from "./read/limits.ts";
import type { DocumentNode } from "./read/node.ts";
import { readYaml } from "./read/read-yaml.ts";
import { toValue } from "./shape/index.ts";

function rootOf(text: string): DocumentNode {
  const [root] = readYaml(text, createLineIndex("f", text), DOCUMENT_LIMITS).roots;
  if (root === undefined) throw new Error("a document is expected");
  return root;
}

describe("documentDigest()", () => {
  it("documentDigest() is that of the canonical JSON of the document's value, whatever its keys and values", () => {
    const key = fc.constantFrom("a", "B", "10", "9", "$writ", "__proto__", "constructor", "é", "😀", "\uffff", " ");
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("", "x", 0, 1.5, 2 ** 60, true, null, '"', "\n"),
        fc.array(tie("tree")),
        fc.dictionary(key, tie("tree")),
      ),
    }));
    const property = fc.property(fc.dictionary(key, tree, { minKeys: 1 }), (data) => {
      const root = rootOf(stringify(data));
      expect(documentDigest(root)).toBe(sha256Hex(canonicalJson(toValue(root))));
    });
    fc.assert(property);
  });
});
