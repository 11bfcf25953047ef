import { relative, resolve } from "node:path";
import { compareFiles, mayLoosen, type BundleChange } from "#core/analysis";
import type { BundleFile } from "#core/bundle";
import { finish } from "#core/model";
import { connect, type ServerFlags } from "../control-plane/connect.ts";
import { documentFiles, readDocument } from "../files/documents.ts";
import { UsageError } from "../usage-error.ts";
import { documentsOf, type DocumentFlags } from "./documents.ts";

/** What is compared: two sets of documents, or one with what decides. */
export interface DiffRequest {
  readonly before: string;
  readonly after: string | undefined;
  readonly flags: DocumentFlags & ServerFlags;
}

export interface BundleDiff {
  readonly message: BundleChange;
  readonly loosens: boolean;
}

/** Compares by structure; throws a `UsageError` for documents that cannot be read. */
export async function diffBundles({ before, after, flags }: DiffRequest): Promise<BundleDiff> {
  const [old, now] =
    after === undefined
      ? [await activeFiles(flags), documentsOf([before], flags)]
      : [filesBelow(before), filesBelow(after)];
  const message = finish(compareFiles(old, now));
  if (message.kind === "unknown")
    throw new UsageError("The documents cannot be compared: some have errors", "`writ lint` tells where");
  return { message, loosens: mayLoosen(message.kind) };
}

async function activeFiles(flags: ServerFlags): Promise<readonly BundleFile[]> {
  const client = connect(flags);
  const [head] = (await client.activations()).activations;
  if (head === undefined) throw new UsageError("Nothing decides there yet", "activate a bundle first");
  return (await client.bundle(head.digest)).files;
}

function filesBelow(path: string): readonly BundleFile[] {
  const { files, diagnostics } = documentFiles(path);
  const [problem] = diagnostics;
  if (problem !== undefined) throw new UsageError(problem.message, problem.hint);
  return files.map(({ file }) => {
    const text = readDocument(file);
    if (typeof text !== "string") throw new UsageError(text.message, text.hint);
    return { file: relative(resolve(path), resolve(file)), text };
  });
}
