import { isIban } from "./checksums.ts";
import type { Pattern } from "./patterns.ts";

/** Countries by the length of their IBAN (the registry of ISO 13616). */
const COUNTRIES: Readonly<Record<number, string>> = {
  15: "NO",
  16: "BE",
  18: "DK FI FK FO GL NL SD",
  19: "MK SI",
  20: "AT BA EE KZ LT LU MN XK",
  21: "CH HR LI LV",
  22: "BG BH CR DE GB GE IE ME RS VA",
  23: "AE GI IL IQ OM SO TL",
  24: "AD CZ DZ ES MD PK RO SA SE SK TN VG",
  25: "LY PT ST",
  26: "IS TR",
  27: "BI DJ FR GR IT MC MR SM",
  28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
  29: "BR EG PS QA UA",
  30: "JO KW MU",
  31: "MT SC",
  32: "LC",
  33: "RU",
};

const FORMS = Object.entries(COUNTRIES).map(
  ([length, countries]) => `(?:${countries.replaceAll(" ", "|")})\\d{2}(?: ?[A-Z0-9]){${Number(length) - 4}}`,
);

/** Numbers of bank accounts with the length of their country and right check digits. */
export const IBAN: Pattern = {
  detector: "iban",
  pattern: new RegExp(`(?<![A-Za-z0-9])(?:${FORMS.join("|")})(?![A-Za-z0-9])`, "g"),
  holds: isIban,
};
