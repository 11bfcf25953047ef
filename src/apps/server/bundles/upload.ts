import type { Caller } from "#core/access";
import type { BundleFile } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import type { Activation, Store } from "#core/store";
import { keepBundle, type KeepPorts } from "./keep-bundle.ts";
import { judgeChange, type JudgedChange } from "./judge-change.ts";
import type { LoadFiles } from "./load-files.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";

/** What uploads work on. */
export interface UploadPorts extends KeepPorts {
  readonly store: Store;
  readonly recorded: RecordedAnswers | null;
  readonly load: LoadFiles;
}

/** What became of documents that somebody sent. */
export type Upload =
  | {
      readonly kind: "stored";
      readonly digest: string;
      /** Warnings alone. */
      readonly problems: readonly Diagnostic[];
      readonly head: Activation | null;
      readonly change: JudgedChange;
    }
  | { readonly kind: "rejected"; readonly problems: readonly Diagnostic[] }
  /** So many wait already that this one was not looked at. */
  | { readonly kind: "busy" };

/** How many uploads may be here at once, the one that is being checked among them. */
const MOST_AT_ONCE = 4;

/** Checks documents as a bundle and keeps it, one upload after the other, and lets few wait, so that no number of them takes much memory. */
export class Uploads {
  readonly #ports: UploadPorts;
  #here = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: UploadPorts) {
    this.#ports = ports;
  }

  /** Keeps documents under the digest of what they say, and tells what they change compared with what decides; nothing decides by them yet. */
  async add(files: readonly BundleFile[], caller: Caller): Promise<Upload> {
    if (this.#here >= MOST_AT_ONCE) return { kind: "busy" };
    this.#here += 1;
    const turn = this.#last.then(() => this.#add(files, caller)).finally(() => (this.#here -= 1));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #add(files: readonly BundleFile[], caller: Caller): Promise<Upload> {
    const { store, load } = this.#ports;
    const { bundle, diagnostics } = await load(files);
    if (bundle === null) return { kind: "rejected", problems: diagnostics };
    if (bundle.policies.length === 0) return { kind: "rejected", problems: [NO_POLICY] };
    const { digest } = bundle;
    const head = await store.bundles.head();
    const change = await judgeChange(this.#ports, head, { bundle, files });
    await keepBundle(this.#ports, { digest, files }, caller);
    return { kind: "stored", digest, problems: diagnostics, head, change };
  }
}

const NO_POLICY: Diagnostic = {
  code: "bundle-no-policy",
  severity: "error",
  message: "There is no policy among the documents, and a bundle without one decides nothing",
  hint: "Send the documents of the shipped library as well, as `writ bundle push` does",
};
