import { DETECTORS, REFERENCE, type Detector } from "./detectors.ts";
import { bitsPerCharacter } from "./entropy.ts";

/** Where a secret stands in a text: from `start` to before `end`, in UTF-16 code units. */
export interface SecretSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The names of the detectors that hit in a text. */
export function scanText(text: string): readonly string[] {
  return DETECTORS.filter((detector) => hits(detector, text)).map(({ name }) => name);
}

function hits(detector: Detector, text: string): boolean {
  return detector.minEntropy === 0 ? text.search(detector.pattern) !== -1 : !spansOf(detector, text).next().done;
}

/** What the detectors hit in a text, in no particular order; what names a secret is left outside of its span. */
export function locateSecrets(text: string): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  if (text.length < SHORTEST) return spans;
  for (const detector of DETECTORS) {
    if (text.search(detector.pattern) === -1) continue;
    for (const span of spansOf(detector, text)) spans.push(span);
  }
  return spans;
}

/** The fewest characters that any detector hits in: `://:abc@`. */
const SHORTEST = 8;

function* spansOf({ name, pattern, minEntropy }: Detector, text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(pattern)) {
    const [whole] = match;
    const secret = match.groups?.["secret"] ?? whole;
    if (minEntropy > 0 && (REFERENCE.test(secret) || bitsPerCharacter(secret) < minEntropy)) continue;
    const start = match.index + whole.lastIndexOf(secret);
    yield { name, start, end: start + secret.length };
  }
}
