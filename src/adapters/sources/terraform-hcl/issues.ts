import { createLineIndex, type Diagnostic } from "#core/diagnostics";
import type { Unresolved } from "#core/model";
import type { Extent } from "../hcl/index.ts";
import type { Companion } from "../source-format.ts";

/** A stretch of one of the files. */
export interface HclPlace {
  readonly file: Companion;
  readonly extent: Extent;
}

type Remark = Pick<Diagnostic, "code" | "severity" | "message" | "hint">;

/** Collects what stands between a configuration and a full reading of it: each thing once. */
export class Issues {
  readonly diagnostics: Diagnostic[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly #said = new Set<string>();

  /** Says something of a place. */
  say(remark: Remark, { file, extent }: HclPlace): void {
    if (!this.#isNews(`${remark.code} ${file.file} ${extent.start}`)) return;
    this.diagnostics.push({ ...remark, span: createLineIndex(file.file, file.text).span(extent.start, extent.end) });
  }

  /** Says it, and that the changes may therefore not be the whole truth. */
  leaveOpen(remark: Remark, place: HclPlace, address = ""): void {
    this.say(remark, place);
    if (!this.#isNews(`${remark.code} ${address} ${place.file.file} ${place.extent.start} open`)) return;
    const { code, message } = remark;
    this.unresolved.push({ code, message, source: { file: place.file.file, address, path: [] } });
  }

  #isNews(key: string): boolean {
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}
