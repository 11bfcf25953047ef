import type { BundleSource } from "#core/distribution";
import { attempt } from "./attempt.ts";
import { readDocumentFolder } from "./documents.ts";

/** The documents of a folder of this machine. */
export function folderSource(folder: string): BundleSource {
  return {
    name: folder,
    fetch: (known) =>
      attempt(folder, async () => {
        const { files, revision } = await readDocumentFolder(folder);
        return revision === known
          ? { kind: "unchanged" }
          : { kind: "fetched", revision, content: { kind: "files", files } };
      }),
  };
}
