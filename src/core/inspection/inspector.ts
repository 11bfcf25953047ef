import { lookForExfiltration } from "./detectors/exfiltration.ts";
import { lookForHidden } from "./detectors/hidden.ts";
import { lookForInjection } from "./detectors/injection.ts";
import { lookForMarkings, MARKINGS, type Marking } from "./detectors/markings.ts";
import { lookForPersonal } from "./detectors/personal.ts";
import { lookForSecrets } from "./detectors/secrets.ts";
import type { ContentFinding, Hit, Look } from "./finding.ts";
import { Walk } from "./walk/walk.ts";

/** How content is inspected. */
export interface InspectionRules {
  readonly markings: readonly Marking[];
  /** Detectors whose findings do not count. */
  readonly ignore: readonly string[];
  /** Labels whose findings are taken out of the content. */
  readonly redact: readonly string[];
  /** In characters, decoded ones included; what is beyond is not inspected, which is a finding. */
  readonly mostCharacters: number;
}

/** Addresses of machines are ordinary in what infrastructure answers, so that they do not count unless somebody asks for them. */
export const INSPECTION_RULES: InspectionRules = {
  markings: MARKINGS,
  ignore: ["ip-address"],
  redact: ["secret"],
  mostCharacters: 1024 * 1024,
};

/** What was found in some content. */
export interface Inspection {
  /** Sorted, each once. */
  readonly labels: readonly string[];
  /** The first hundred. */
  readonly findings: readonly ContentFinding[];
  /** How many there are. */
  readonly count: number;
  /** The content without what is to be taken out; the content itself where that is nothing. */
  readonly redacted: unknown;
}

/**
 * Inspects content: texts, and whatever JSON holds them, with texts of base64 decoded and texts of JSON read.
 *
 * Total and bounded: what is too deep, too long or not readable is a finding of its own, `uninspected`. The time grows with the length of the content.
 */
export class Inspector {
  readonly #rules: InspectionRules;
  readonly #looks: readonly Look[];

  constructor(rules: InspectionRules = INSPECTION_RULES) {
    this.#rules = rules;
    this.#looks = [
      lookForSecrets,
      lookForPersonal,
      lookForHidden,
      lookForInjection,
      lookForExfiltration,
      ...lookForMarkings(rules.markings),
    ];
  }

  inspect(content: unknown): Inspection {
    const walk = new Walk((text) => this.#look(text), this.#rules);
    const redacted = walk.value(content, [], null);
    return { labels: [...walk.labels].toSorted(), findings: walk.findings, count: walk.count, redacted };
  }

  #look(text: string): readonly Hit[] {
    const found = this.#looks.flatMap((look) => look(text));
    return found.length === 0 ? found : this.#counting(found);
  }

  /** Those that count, each once. */
  #counting(found: readonly Hit[]): readonly Hit[] {
    const { ignore } = this.#rules;
    const hits = new Map(found.map((hit) => [`${hit.detector} ${hit.start} ${hit.end}`, hit]));
    return [...hits.values()].filter(({ detector }) => !ignore.includes(detector));
  }
}
