import { SEVERITIES, type ForeignEntry, type Severity } from "#core/model";
import type { ForeignMetadata } from "../documents/metadata.ts";

/** Annotations by which policies of Kyverno, of Kubernetes and of Gatekeeper describe themselves, in the order in which they count. */
const TITLES = ["policies.kyverno.io/title", "metadata.gatekeeper.sh/title"];
const DESCRIPTIONS = ["policies.kyverno.io/description", "description"];

/** What a policy says of itself in its annotations. Kyverno reads its own ones from policies of Kubernetes as well. */
export interface PolicyFacts extends Pick<ForeignEntry, "category" | "severity" | "scored"> {
  readonly title: string;
  readonly description: string;
}

/** The facts of a policy: its name where it has no title, its title where it has no description. */
export function factsOf({ name, annotations }: Pick<ForeignMetadata, "name" | "annotations">): PolicyFacts {
  const read = (keys: readonly string[]): string | undefined =>
    keys
      .flatMap((key) => (Object.hasOwn(annotations, key) ? (annotations[key]?.trim() ?? "") : []))
      .find((one) => one !== "");
  const title = read(TITLES) ?? name;
  return {
    title,
    description: read(DESCRIPTIONS) ?? title,
    category: read(["policies.kyverno.io/category"]) ?? null,
    severity: severityOf(read(["policies.kyverno.io/severity"])),
    scored: read(["policies.kyverno.io/scored"]) !== "false",
  };
}

function severityOf(word: string | undefined): Severity | null {
  return SEVERITIES.find((one) => one === word) ?? null;
}
