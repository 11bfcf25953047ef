import type { Look } from "../finding.ts";
import { isLuhn } from "./checksums.ts";
import { IBAN } from "./iban.ts";
import { NATIONAL_IDS } from "./national-ids.ts";
import { DIGIT, lookFor, type Pattern } from "./patterns.ts";

const NUMBERED: readonly Pattern[] = [
  {
    detector: "phone",
    pattern: /(?<![\w+.-])\+[1-9](?:[ .()/-]{0,2}\d){7,14}(?!\w|[.-]\d)/g,
    holds: (phone) => /[ .()/-]/.test(phone) || phone.length >= 11,
  },
  { detector: "phone", pattern: /(?<![\w.-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)[2-9]\d{2}-\d{4}(?![\w-])/g },
  IBAN,
  {
    detector: "payment-card",
    pattern: /(?<![\w.+-])[2-6](?:[ -]?\d){12,18}(?![\w]|[.-]\d)/g,
    holds: isCard,
  },
  ...NATIONAL_IDS,
  {
    detector: "ip-address",
    pattern: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)/g,
    holds: (address) => !RESERVED.test(address),
  },
  {
    detector: "ip-address",
    pattern: /(?<![\w:])2[0-9a-f]{3}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}(?![\w:])/gi,
    holds: (address) => !/^2001:db8:/i.test(address),
  },
];

const PATTERNS: readonly Pattern[] = [
  {
    detector: "email",
    pattern: /(?<![\w.%+/:@-])[\w%+-](?:[\w.%+-]{0,63})@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@-])/giu,
    needs: /@/,
    holds: (email) => !NO_PERSON.test(email),
  },
  ...NUMBERED.map((pattern) => ({ ...pattern, needs: DIGIT })),
];

/** Addresses of documentation (RFC 2606) and of machines: nobody can be reached there. */
const NO_PERSON =
  /^(?:git|no-?reply|do-?not-?reply)@|@(?:[a-z0-9-]{1,63}\.){0,6}(?:example(?:\.(?:com|org|net))?|test|invalid|localhost|local|internal|noreply\.github\.com|gserviceaccount\.com)$/iu;

/** Private, loopback, link-local, shared, multicast and documentation ranges (RFC 6890): they name nobody. */
const RESERVED =
  /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5])\.|^169\.254\.|^192\.(?:168|0\.[02])\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^198\.(?:1[89]|51\.100)\.|^203\.0\.113\./;

/** The ranges that networks of cards issue. */
const ISSUED =
  /^(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|30[0-5]|3[68]|35(?:2[89]|[3-8])|6(?:011|4[4-9]|5|2))/;

function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  return ISSUED.test(digits) && isLuhn(digits) && !/^(\d)\1+$/.test(digits) && hasLengthOfNetwork(digits);
}

function hasLengthOfNetwork(digits: string): boolean {
  if (/^3[47]/.test(digits)) return digits.length === 15;
  if (/^3[068]/.test(digits)) return digits.length === 14;
  return (
    digits.length === 16 ||
    (digits.length === 19 && /^[46]/.test(digits)) ||
    (digits.length === 13 && digits.startsWith("4"))
  );
}

/** Data about people: by which they are reached, paid, and known to states. Whatever has a checksum counts only when that is right. */
export const lookForPersonal: Look = lookFor("personal", PATTERNS);
