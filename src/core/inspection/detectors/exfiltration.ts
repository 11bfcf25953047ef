import type { Look } from "../finding.ts";
import { lookFor, type Pattern } from "./patterns.ts";

/** An address that a client fetches by itself when it shows the text, with room for what somebody wants to have. */
const PATTERNS: readonly Pattern[] = [
  {
    detector: "image-exfiltration",
    pattern: /!\[[^\]\n]{0,256}\]\(\s{0,4}<?(?<hit>https?:\/\/[^\s)>]{1,4096})/gi,
    holds: carriesData,
  },
  {
    detector: "image-exfiltration",
    pattern: /!\[[^\]\n]{0,256}\]:\s{0,4}<?(?<hit>https?:\/\/[^\s)>]{1,4096})/gi,
    holds: carriesData,
  },
  {
    detector: "image-exfiltration",
    pattern: /<img\s[^>]{0,512}?src\s{0,4}=\s{0,4}["']?(?<hit>https?:\/\/[^\s"'>]{1,4096})/gi,
    holds: carriesData,
  },
];

const PLACEHOLDER =
  /\{[^{}]{1,64}\}|%7[Bb]|\[[\w -]{1,64}\]|<[\w -]{1,64}|\$\w|[=/](?:YOUR_|INSERT|DATA|SECRET|BASE64|HISTORY|CONVERSATION|CONTENTS?)/;
const LONG_VALUE = /[=/][A-Za-z0-9+_=-]{80,}/;

function carriesData(address: string): boolean {
  const query = address.indexOf("?");
  const carried = query === -1 ? "" : address.slice(query);
  return PLACEHOLDER.test(carried) || LONG_VALUE.test(carried);
}

/** Looks for pictures by which a text would send away what its reader knows. */
export const lookForExfiltration: Look = lookFor(
  "injection",
  PATTERNS.map((pattern) => ({ ...pattern, needs: /[<[]/ })),
);
