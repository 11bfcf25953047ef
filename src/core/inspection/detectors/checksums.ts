/** Whether the digits of a text satisfy Luhn's formula (ISO/IEC 7812-1, annex B). */
export function isLuhn(text: string): boolean {
  const sum = digitsOf(text)
    .toReversed()
    .reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}

/** Whether an IBAN has the check digits of its country and number (ISO 13616: modulo 97 is 1). */
export function isIban(text: string): boolean {
  const iban = text.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  if (iban.length < 15 || iban.length > 34) return false;
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => Number.parseInt(character, 36)).join("");
  return modulo97(digits) === 1;
}

/** The remainder of a number of any length. */
export function modulo97(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Whether a sum of weighted digits is divisible, the last digit being the check digit. */
export function isWeighted(text: string, weights: readonly number[], modulus: number): boolean {
  const sum = digitsOf(text).reduce((total, digit, at) => total + digit * (weights[at] ?? 0), 0);
  return sum % modulus === 0;
}

/** Whether eleven digits end with the check digit of ISO/IEC 7064, MOD 11,10. */
export function isMod11And10(text: string): boolean {
  const digits = digitsOf(text);
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (digit + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digits.at(-1);
}

const MULTIPLY = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
] as const;
const PERMUTE = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
] as const;

/** Whether digits end with the check digit of Verhoeff. */
export function isVerhoeff(text: string): boolean {
  let check = 0;
  for (const [at, digit] of digitsOf(text).toReversed().entries()) {
    check = Number(MULTIPLY[check]?.[Number(PERMUTE[at % 8]?.[digit])]);
  }
  return check === 0;
}

function digitsOf(text: string): readonly number[] {
  return Array.from(text.replace(/\D/g, ""), Number);
}
