import { loadBundle, type Bundle } from "#core/bundle";
import { compileProgram, type Program, type ProgramOptions } from "../index.ts";
import { objectStoreKind } from "./documents.ts";

/** The bundle of documents given as texts, and the kind `ObjectStore`. Throws what `loadBundle` says is wrong. */
export function bundleOf(...texts: readonly string[]): Bundle {
  const files = [objectStoreKind(), ...texts].map((text, position) => ({ file: `${position}.json`, text }));
  const { bundle, diagnostics } = loadBundle(files);
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return bundle;
}

/** The program of documents given as texts. */
export function programOf(texts: readonly string[], options: ProgramOptions = {}): Program {
  return compileProgram(bundleOf(...texts), options);
}
