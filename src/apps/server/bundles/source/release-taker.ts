import { UnavailableError } from "#core/diagnostics";
import { openRelease, type OpenedRelease, type Release, type SourceContent } from "#core/distribution";
import type { Store } from "#core/store";
import type { LastGood } from "#adapters/bundle-sources";
import { errorFields, type Log } from "../../telemetry/log.ts";
import type { LoadFiles } from "../load-files.ts";
import type { LoadedSource } from "../policy-source.ts";
import { SOURCE, type Taker, type Taking } from "./feed.ts";
import type { SourceTrust } from "./release-trust.ts";

/** What releases are taken with. */
export interface ReleasePorts {
  readonly store: Store;
  readonly lastGood: LastGood;
  readonly trust: SourceTrust;
  readonly load: LoadFiles;
  readonly log: Log;
  readonly now: () => Date;
}

type Opened = Extract<OpenedRelease, { readonly kind: "opened" }>;

/**
 * Takes releases that a trusted key signed.
 *
 * INVARIANT (never-back): the highest release that was ever opened here is remembered in the store, with its digest, before it decides; none below it is opened, and
 * of its number no other.
 */
export class ReleaseTaker implements Taker {
  readonly #ports: ReleasePorts;

  constructor(ports: ReleasePorts) {
    this.#ports = ports;
  }

  async kept(): Promise<LoadedSource | null> {
    const { lastGood, log } = this.#ports;
    const bytes = await lastGood.load().catch((error: unknown) => {
      log.error("the release that was kept cannot be read", errorFields(error));
      return null;
    });
    const opened = bytes === null ? null : await this.#open(bytes);
    if (opened?.kind === "opened") return loaded(opened);
    if (opened !== null)
      log.error("the release that was kept is refused", { code: opened.code, reason: opened.reason });
    return null;
  }

  async load(content: SourceContent): Promise<LoadedSource> {
    const opened = await this.#open(bytesOf(content));
    if (opened.kind === "refused")
      throw new UnavailableError(opened.code, `The release of the source is refused: ${opened.reason}`);
    await this.#keep(bytesOf(content), opened.release);
    return loaded(opened);
  }

  /** What is settled stands on the disk, and is opened anew at every start. */
  settled(): Promise<string | null> {
    return Promise.resolve(null);
  }

  async take({ content }: Parameters<Taker["take"]>[0], { bundles, activations }: Taking): Promise<void> {
    const { store, log, now } = this.#ports;
    const bytes = bytesOf(content);
    const opened = await this.#open(bytes);
    if (opened.kind === "refused") {
      log.error("a release is refused", { code: opened.code, reason: opened.reason });
      return;
    }
    const { release, bundle } = opened;
    await this.#keep(bytes, release);
    const { digest, files } = release;
    if (bundles.activation.digest === digest) return;
    await store.bundles.put({ digest, files, storedAt: now().toISOString(), author: null });
    const reason = `release ${release.sequence} of ${release.origin}`;
    const given = { candidate: { bundle, files }, author: null, isApproved: true };
    const answer = await activations.take({ digest, reason, approval: null, after: null }, SOURCE, given);
    if (answer.kind !== "activated")
      throw new UnavailableError("release-not-activated", "Something else was activated at the same time");
  }

  retry(): Promise<void> {
    return Promise.resolve();
  }

  async #open(bytes: Uint8Array): Promise<OpenedRelease> {
    const mark = await this.#mark();
    const trust = { ...this.#ports.trust, atLeast: mark.sequence };
    const opened = await openRelease(bytes, trust, this.#ports.load);
    if (opened.kind === "refused" || opened.release.sequence > mark.sequence) return opened;
    const isSame = opened.release.digest === mark.digest;
    const reason = `another release ${mark.sequence} was here before, so that two were made under one number`;
    return isSame ? opened : { kind: "refused", code: "release-outdated", reason };
  }

  /** On the disk first, so that what the store remembers can always be opened again. */
  async #keep(bytes: Uint8Array, { sequence, digest }: Release): Promise<void> {
    await this.#ports.lastGood.keep(bytes);
    const mark = await this.#mark();
    if (sequence <= mark.sequence) return;
    const value = JSON.stringify({ sequence, digest });
    const result = await this.#ports.store.settings.set(this.#name, value, mark.version);
    if (result.kind === "conflict")
      throw new UnavailableError("release-mark", "Another replica took a release at the same time");
  }

  get #name(): string {
    return `release-of:${this.#ports.trust.origin}`;
  }

  async #mark(): Promise<Mark> {
    const setting = await this.#ports.store.settings.get(this.#name);
    if (setting === null) return { sequence: 0, digest: "", version: 0 };
    const { sequence, digest }: Omit<Mark, "version"> = JSON.parse(setting.value);
    return { sequence, digest, version: setting.version };
  }
}

interface Mark {
  readonly sequence: number;
  readonly digest: string;
  readonly version: number;
}

function loaded({ bundle, release }: Opened): LoadedSource {
  return { bundle, problems: [], files: release.files };
}

function bytesOf(content: SourceContent): Uint8Array {
  return content.kind === "release" ? content.bytes : new Uint8Array(0);
}
