import { existsSync } from "node:fs";
import type { CandidateInput } from "#client";
import type { LoadedSource } from "#apps/server";
import { loadPolicySource } from "../policies/policy-source.ts";
import { UsageError } from "../usage-error.ts";

/** Which bundle a command is about. */
export interface CandidateFlags {
  readonly bundle: string;
  readonly library: boolean;
}

const DIGEST = /^(?:sha256:)?([0-9a-f]{64})$/;

/** A bundle of a control plane by its digest, or the documents at a path with the shipped library. */
export function candidateOf({ bundle, library }: CandidateFlags): CandidateInput {
  const [, digest] = existsSync(bundle) ? [] : (DIGEST.exec(bundle) ?? []);
  return digest === undefined ? { files: loadCandidate({ bundle, library }).files } : { bundle: digest };
}

/** The documents at a path, checked. Throws a `UsageError` after it has told on stderr what is wrong with them. */
export function loadCandidate({ bundle, library }: CandidateFlags): LoadedSource {
  const loaded = loadPolicySource({ paths: [bundle], library }).load();
  if (loaded.bundle !== null) return loaded;
  for (const problem of loaded.problems) process.stderr.write(`${problem}\n`);
  throw new UsageError(`The candidate \`${bundle}\` cannot be used`);
}
