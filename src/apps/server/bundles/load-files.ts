import { loadWholeBundleInSteps, type BundleFile, type BundleResult } from "#core/bundle";
import { inTurns } from "./in-turns.ts";
import type { PolicySource } from "./policy-source.ts";

/** Loads documents as a bundle, in turns with requests. */
export type LoadFiles = (files: readonly BundleFile[]) => Promise<BundleResult>;

/** A loader that does not parse and check once more what the source knows already, which is most of every bundle. */
export function createLoader(source: Pick<PolicySource, "known">): LoadFiles {
  return (files) => {
    const { shipped, others } = source.known(files);
    return inTurns(loadWholeBundleInSteps(others, shipped));
  };
}
