import type { Diagnostic } from "#core/diagnostics";
import type { AnyDocument } from "#core/documents";

/**
 * The documents without those whose name another of their kind has before them; each of these is reported with both places. There is one
 * Settings document at most, whatever its name.
 */
export function uniqueDocuments(documents: readonly AnyDocument[], diagnostics: Diagnostic[]): readonly AnyDocument[] {
  const first = new Map<string, AnyDocument>();
  const unique: AnyDocument[] = [];
  for (const document of documents) {
    const identity = document.kind === "Settings" ? "Settings" : `${document.kind}/${document.metadata.name}`;
    const earlier = first.get(identity);
    if (earlier === undefined) {
      first.set(identity, document);
      unique.push(document);
    } else {
      diagnostics.push(duplicate(document, earlier));
    }
  }
  return unique;
}

function duplicate(document: AnyDocument, earlier: AnyDocument): Diagnostic {
  const { file, start } = earlier.origin.at(["metadata", "name"]);
  const what =
    document.kind === "Settings" ? "A second Settings document" : `${document.kind} \`${document.metadata.name}\``;
  const message = `${what} is defined here, but ${document.kind === "Settings" ? "there is one" : "it is defined"} already in \`${file}\` on line ${start.line}`;
  return {
    code: "bundle-duplicate-name",
    severity: "error",
    message,
    hint: document.kind === "Settings" ? "Merge the two" : "Rename one of the two",
    span: document.origin.at(["metadata", "name"]),
  };
}
