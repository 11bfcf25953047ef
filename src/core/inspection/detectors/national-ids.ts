import { isLuhn, isMod11And10, isVerhoeff, isWeighted, modulo97 } from "./checksums.ts";
import type { Pattern } from "./patterns.ts";

/**
 * Numbers by which states know people. A form that ordinary numbers share counts only after a word that names it, since a checksum of one digit lets a tenth of
 * all numbers through.
 */
export const NATIONAL_IDS: readonly Pattern[] = [
  {
    detector: "us-social-security-number",
    pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  {
    detector: "uk-national-insurance-number",
    pattern:
      /(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])/g,
  },
  {
    detector: "es-dni",
    pattern: /(?<![A-Za-z0-9-])(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z](?![A-Za-z0-9-])/g,
    holds: isDni,
  },
  {
    detector: "it-codice-fiscale",
    pattern: /(?<![A-Za-z0-9])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z0-9])/g,
    holds: isCodiceFiscale,
  },
  {
    detector: "fr-nir",
    pattern: /(?<![\w.-])[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\w.-])/g,
    holds: isNir,
  },
  {
    detector: "be-national-number",
    pattern: /(?<![\w.-])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\w.-])/g,
    holds: isBelgian,
  },
  {
    detector: "se-personnummer",
    pattern: /(?<![\w.-])\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]\d{4}(?![\w.-])/g,
    holds: isLuhn,
  },
  { detector: "br-cpf", pattern: /(?<![\w.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w.-])/g, holds: isCpf },
  { detector: "in-aadhaar", pattern: /(?<![\w.-])[2-9]\d{3} \d{4} \d{4}(?! ?\d|[\w-])/g, holds: isVerhoeff },
  {
    detector: "de-steuer-id",
    pattern: /(?<![\w.-])[1-9]\d(?: ?\d{3}){3}(?![\w.-])/g,
    holds: (text, before) => /steuer|idnr|tax id/i.test(before) && isMod11And10(text),
  },
  {
    detector: "nl-bsn",
    pattern: /(?<![\w.-])\d{9}(?![\w.-])/g,
    holds: (text, before) => /bsn|burgerservice/i.test(before) && isWeighted(text, [9, 8, 7, 6, 5, 4, 3, 2, -1], 11),
  },
  {
    detector: "pl-pesel",
    pattern: /(?<![\w.-])\d{11}(?![\w.-])/g,
    holds: (text, before) => /pesel/i.test(before) && isWeighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1], 10),
  },
];

function isDni(text: string): boolean {
  const [first = ""] = text;
  const foreign = "XYZ".indexOf(first);
  const digits = `${foreign === -1 ? first : foreign}${text.slice(1).replace(/\D/g, "")}`;
  return text.at(-1) === "TRWAGMYFPDXBNJZSQVHLCKE"[Number(digits) % 23];
}

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23] as const;

function isCodiceFiscale(text: string): boolean {
  const values = Array.from(text.slice(0, 15), (character) =>
    /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65,
  );
  const sum = values.reduce((total, value, at) => total + (at % 2 === 0 ? (ODD[value] ?? 0) : value), 0);
  return text.charCodeAt(15) - 65 === sum % 26;
}

function isNir(text: string): boolean {
  const compact = text.replace(/ /g, "").replace("2A", "19").replace("2B", "18");
  return 97 - modulo97(compact.slice(0, 13)) === Number(compact.slice(13));
}

function isBelgian(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  const [number, check] = [digits.slice(0, 9), Number(digits.slice(9))];
  return 97 - modulo97(number) === check || 97 - modulo97(`2${number}`) === check;
}

function isCpf(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (/^(\d)\1+$/.test(digits)) return false;
  const check = (length: number): number => {
    const sum = Array.from(digits.slice(0, length)).reduce(
      (total, digit, at) => total + Number(digit) * (length + 1 - at),
      0,
    );
    return ((sum * 10) % 11) % 10;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}
