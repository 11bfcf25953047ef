import type { Look } from "../finding.ts";
import { lookFor, type Pattern } from "./patterns.ts";

/** Scripts that write with joiners, and pictures that are joined by them. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hebrew}\p{Script=Syriac}\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}]$/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const FLAG = /\u{1F3F4}$/u;

/** What stands in no plain text of English: only there something can be hidden, and letters have more than one form. */
const UNUSUAL = /[^\t\n\r\x20-\x7e]/;

/** Characters that a model reads and a person does not see, or sees in another order. */
const PATTERNS: readonly Pattern[] = [
  {
    detector: "hidden-tags",
    pattern: /[\u{E0000}-\u{E007F}]{1,65536}/gu,
    holds: (tags, before) =>
      !(FLAG.test(before) && /^[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{3,6}\u{E007F}$/u.test(tags)),
  },
  {
    detector: "hidden-zero-width",
    pattern:
      /(?<=[\p{L}\p{N}])[\u{200B}-\u{200D}\u{2060}-\u{2064}\u{180E}\u{115F}\u{3164}\u{FFA0}\u{FEFF}\u{00AD}](?=[\p{L}\p{N}])|[\u{200B}-\u{200D}\u{2060}-\u{2064}\u{180E}\u{115F}\u{3164}\u{FFA0}\u{FEFF}\u{00AD}]{2,65536}/gu,
    holds: (run, before) => !isTypography(run, before),
  },
  { detector: "hidden-variation", pattern: /[\u{E0100}-\u{E01EF}]{2,65536}|[\u{FE00}-\u{FE0F}]{2,65536}/gu },
  { detector: "hidden-bidi", pattern: /[\u{202A}\u{202B}\u{202D}\u{202E}]/gu },
  {
    detector: "hidden-bidi",
    pattern: /[\u{2066}-\u{2069}\u{200E}\u{200F}]{1,64}/gu,
    holds: (run, before) =>
      run.length > 2 || (run !== "\u{2069}" && !RIGHT_TO_LEFT.test(before) && /[\u{2066}-\u{2068}]/u.test(run)),
  },
  {
    detector: "terminal-escape",
    pattern:
      /(?:\u{1B}[@-_]|\u{9B})[0-?]{0,64}[ -/]{0,16}[@-~]?|[\u{0}-\u{8}\u{B}\u{E}-\u{1A}\u{1C}-\u{1F}\u{7F}-\u{9A}\u{9C}-\u{9F}]{1,65536}/gu,
    holds: (sequence) => !COLOURS.test(sequence),
  },
];

/** Colours and styles of a terminal (SGR): what programs print, and what changes no text. */
const COLOURS = /^\u{1B}\[[0-9;]{0,32}m$/u;

function isTypography(run: string, before: string): boolean {
  return run.length === 1 && (run === "\u{AD}" || JOINED.test(before));
}

/** Looks for characters that hide something from people. */
export const lookForHidden: Look = lookFor(
  "injection",
  PATTERNS.map((pattern) => ({ ...pattern, needs: UNUSUAL })),
);

const HIDDEN =
  /[\u{E0000}-\u{E01EF}\u{200B}-\u{200F}\u{2060}-\u{2069}\u{202A}-\u{202E}\u{180E}\u{115F}\u{3164}\u{FFA0}\u{FEFF}\u{AD}]|[\u{FE00}-\u{FE0F}]/gu;

/** Letters of other scripts, each before the Latin one that it looks like. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  "аa αa еe εe оo οo рp ρp сc хx χx һh іi ιi їi јj кk κk мm нh тt τt уy υu ѕs ѵv νv ԁd ԛq ԝw ɡg"
    .split(" ")
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** The text as it would be read without what is hidden in it, in one form of each letter, and without marks on letters. */
export function plainText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .replace(HIDDEN, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(
      /[\p{Script=Cyrillic}\p{Script=Greek}\u{261}]/gu,
      (letter) => LOOK_ALIKES.get(letter.toLowerCase()) ?? letter,
    );
}

/** The text with each hidden or control character written out, as `⟨U+200B⟩`, and hidden tags as the letters that they stand for. */
export function showHidden(text: string): string {
  return text
    .replace(/[\u{E0020}-\u{E007E}]{1,65536}/gu, (tags) => `⟨hidden: ${Array.from(tags, letterOf).join("")}⟩`)
    .replace(HIDDEN, nameOf)
    .replace(/[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}]/gu, nameOf);
}

function letterOf(tag: string): string {
  return String.fromCodePoint((tag.codePointAt(0) ?? 0xe003f) - 0xe0000);
}

function nameOf(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
