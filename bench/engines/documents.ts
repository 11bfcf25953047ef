import { loadBundle, type Bundle, type BundleFile } from "#core/bundle";
import type { Shape } from "../policies/shape.ts";

/** The policy of a shape as the documents that Writ loads: its kind and the policy itself. */
export function documentsOf(shape: Shape): readonly BundleFile[] {
  const type = `bench_${shape.kind.toLowerCase()}`;
  return [
    document("ResourceKind", shape.kind, {
      properties: shape.properties,
      mappings: [{ types: [type], provider: "bench", properties: {} }],
    }),
    document("Policy", shape.kind.toLowerCase(), {
      match: { kinds: [shape.kind] },
      validations: [{ id: "rule", expression: shape.expression }],
    }),
  ];
}

function document(kind: string, name: string, spec: object): BundleFile {
  const text = JSON.stringify({ apiVersion: "writ/v1", kind, metadata: { name }, spec });
  return { file: `${kind}-${name}.json`, text };
}

/** The bundle of documents that are known to be right. */
export function bundleOf(files: readonly BundleFile[]): Bundle {
  const { bundle, diagnostics } = loadBundle(files);
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return bundle;
}
