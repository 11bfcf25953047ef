import { UnavailableError } from "#core/diagnostics";
import type { SourceContent } from "#core/distribution";
import type { Store } from "#core/store";
import type { Log } from "../../telemetry/log.ts";
import type { LoadedSource, PolicySource } from "../policy-source.ts";
import type { Candidate } from "../judge-change.ts";
import { SOURCE, type Taker, type Taking } from "./feed.ts";

/** What documents are taken with. */
export interface DocumentPorts {
  /** Of the source, for people and records. */
  readonly name: string;
  readonly store: Store;
  readonly policies: PolicySource;
  /** Whether what loosens waits until somebody approves it. */
  readonly needsApproval: boolean;
  readonly log: Log;
  readonly now: () => Date;
}

interface Pending {
  readonly revision: string;
  readonly candidate: Candidate;
  /** The approval that was asked for. */
  readonly approval: string | null;
}

const NOTHING: LoadedSource = { bundle: null, problems: [], files: [] };

/** Takes documents as somebody wrote them, which stand beside the shipped library as those of `--policy` do. */
export class DocumentsTaker implements Taker {
  readonly #ports: DocumentPorts;
  #pending: Pending | null = null;

  constructor(ports: DocumentPorts) {
    this.#ports = ports;
  }

  /** Where something decides already, it goes on until the source says otherwise. */
  async kept(): Promise<LoadedSource | null> {
    return (await this.#ports.store.bundles.head()) === null ? null : NOTHING;
  }

  load(content: SourceContent): Promise<LoadedSource> {
    const loaded = this.#load(content);
    if (loaded.bundle !== null) return Promise.resolve(loaded);
    const reason = loaded.problems[0] ?? "they do not load";
    return Promise.reject(
      new UnavailableError("source-invalid", `The documents of the source do not decide: ${reason}`),
    );
  }

  async settled(): Promise<string | null> {
    return (await this.#ports.store.settings.get(this.#setting))?.value ?? null;
  }

  async take({ revision, content }: Parameters<Taker["take"]>[0], taking: Taking): Promise<void> {
    const { bundle, problems, files } = this.#load(content);
    this.#pending = null;
    if (bundle === null) {
      const fields = { revision, problems: problems.length, first: problems[0] ?? "" };
      this.#ports.log.error("the documents of the source have mistakes, the last good ones go on deciding", fields);
      return;
    }
    this.#pending = { revision, candidate: { bundle, files }, approval: null };
    await this.retry(taking);
  }

  async retry({ bundles, activations }: Taking): Promise<void> {
    if (this.#pending === null) return;
    const { store, now, name, needsApproval, log } = this.#ports;
    const { revision, candidate, approval } = this.#pending;
    const { digest } = candidate.bundle;
    if (bundles.activation.digest === digest) return this.#settle(revision);
    const author = `source:${name}`;
    await store.bundles.put({ digest, files: candidate.files, storedAt: now().toISOString(), author });
    const wish = { digest, reason: `${name} at ${revision}`.slice(0, 1000), approval, after: null };
    const answer = await activations.take(wish, SOURCE, { candidate, author, isApproved: !needsApproval });
    if (answer.kind === "activated") return this.#settle(revision);
    if (answer.kind === "waiting") {
      if (approval !== answer.approval)
        log.warn("what the source loosens waits for an approval", { approval: answer.approval, digest });
      this.#pending = { revision, candidate, approval: answer.approval };
      return;
    }
    if (answer.kind !== "refused" || !answer.isDeclined) {
      this.#pending = { revision, candidate, approval: null };
      return;
    }
    log.warn("what the source loosens was not approved, what decides stays", { reason: answer.reason, digest });
    await this.#settle(revision);
  }

  #load(content: SourceContent): LoadedSource {
    return this.#ports.policies.beside(content.kind === "files" ? content.files : []);
  }

  get #setting(): string {
    return `source-revision:${this.#ports.name}`;
  }

  /** Remembers what was dealt with, so that it is not taken once more after somebody rolled it back. */
  async #settle(revision: string): Promise<void> {
    this.#pending = null;
    const { settings } = this.#ports.store;
    const known = await settings.get(this.#setting);
    if (known?.value !== revision) await settings.set(this.#setting, revision, known?.version ?? 0);
  }
}
