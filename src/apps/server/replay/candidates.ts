import type { BundleFile } from "#core/bundle";
import { compileProgram, type Program } from "#core/decide";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { Store } from "#core/store";
import type { LoadFiles } from "../bundles/load-files.ts";

/** A bundle that may be asked though it does not decide, or why there is none. */
export type Candidate =
  | { readonly kind: "usable"; readonly digest: string; readonly program: Program }
  | { readonly kind: "unknown" }
  | { readonly kind: "broken"; readonly problems: readonly string[] };

const MOST_PROBLEMS = 20;
/** How many programs are kept ready: one in shadow, one that is replayed, and one more. */
const MOST_READY = 3;

/** Bundles of the store, made ready to be asked in turns with requests. */
export class Candidates {
  readonly #store: Pick<Store, "bundles">;
  readonly #load: LoadFiles;
  readonly #ready = new Map<string, Program>();

  constructor(store: Pick<Store, "bundles">, load: LoadFiles) {
    this.#store = store;
    this.#load = load;
  }

  /** The bundle with a digest. Rejects with `UnavailableError` when the store does not answer. */
  async find(digest: string): Promise<Candidate> {
    const known = this.#ready.get(digest);
    if (known !== undefined) return this.#keep(digest, known);
    const stored = await this.#store.bundles.get(digest);
    if (stored === null) return { kind: "unknown" };
    const candidate = await this.check(stored.files);
    const isIt = candidate.kind !== "usable" || candidate.digest === digest;
    return isIt ? candidate : { kind: "broken", problems: ["The bundle is not what its digest says"] };
  }

  /** Checks documents as a whole, without keeping them in the store. */
  async check(files: readonly BundleFile[]): Promise<Candidate> {
    const { bundle, diagnostics } = await this.#load(files);
    if (bundle === null || hasErrors(diagnostics)) return { kind: "broken", problems: problemsOf(diagnostics) };
    if (bundle.policies.length === 0) return { kind: "broken", problems: ["There is no policy to decide by"] };
    return this.#keep(bundle.digest, compileProgram(bundle));
  }

  #keep(digest: string, program: Program): Candidate {
    this.#ready.delete(digest);
    this.#ready.set(digest, program);
    if (this.#ready.size > MOST_READY) this.#ready.delete(this.#ready.keys().next().value ?? "");
    return { kind: "usable", digest, program };
  }
}

function problemsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  const errors = diagnostics.filter((one) => hasErrors([one])).slice(0, MOST_PROBLEMS);
  return errors.map(({ message, span }) => (span === undefined ? message : `${span.file}: ${message}`));
}
