import type { Caller } from "#core/access";
import type { BundleFile } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import type { Activation, Store } from "#core/store";
import type { Recorder } from "../evidence/recorder.ts";
import { judgeChange, type JudgedChange } from "./judge-change.ts";
import type { LoadFiles } from "./load-files.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";

/** What uploads work on. */
export interface UploadPorts {
  readonly store: Store;
  readonly recorder: Recorder | null;
  readonly recorded: RecordedAnswers | null;
  readonly load: LoadFiles;
  readonly now: () => Date;
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
  | { readonly kind: "rejected"; readonly problems: readonly Diagnostic[] };

/** Checks documents as a bundle and keeps it, one upload after the other, so that no number of them takes more memory than one. */
export class Uploads {
  readonly #ports: UploadPorts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: UploadPorts) {
    this.#ports = ports;
  }

  /** Keeps documents under the digest of what they say, and tells what they change compared with what decides; nothing decides by them yet. */
  async add(files: readonly BundleFile[], caller: Caller): Promise<Upload> {
    const turn = this.#last.then(() => this.#add(files, caller));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #add(files: readonly BundleFile[], caller: Caller): Promise<Upload> {
    const { store, recorder, load, now } = this.#ports;
    const { bundle, diagnostics } = await load(files);
    if (bundle === null) return { kind: "rejected", problems: diagnostics };
    if (bundle.policies.length === 0) return { kind: "rejected", problems: [NO_POLICY] };
    const { digest } = bundle;
    const head = await store.bundles.head();
    const change = await judgeChange(this.#ports, head, { bundle, files });
    if ((await store.bundles.get(digest)) === null) {
      await recorder?.act(caller, "bundle-stored", digest);
      await store.bundles.put({ digest, files, storedAt: now().toISOString(), author: caller.id });
    }
    return { kind: "stored", digest, problems: diagnostics, head, change };
  }
}

const NO_POLICY: Diagnostic = {
  code: "bundle-no-policy",
  severity: "error",
  message: "There is no policy among the documents, and a bundle without one decides nothing",
  hint: "Send the documents of the shipped library as well, as `writ bundle push` does",
};
