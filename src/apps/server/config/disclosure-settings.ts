import { whole, type SettingForm } from "./setting-form.ts";

/** What is set of values that records hold only the digests of. */
export interface DisclosureSettings {
  readonly disclosures: "on" | "off";
  readonly disclosureDays: number;
}

/** The forms of these settings. */
export const DISCLOSURE_SETTINGS: {
  readonly [Name in keyof DisclosureSettings]: SettingForm<DisclosureSettings[Name]>;
} = {
  disclosures: {
    flag: "--disclosures",
    environment: "WRIT_DISCLOSURES",
    fallback: "off",
    expected: "on or off",
    description:
      "whether who decided about what is kept beside the records, encrypted and erasable, so that it can be disclosed later",
    parse: (value) => {
      if (value === "on" || value === true) return "on";
      return value === "off" || value === false ? "off" : undefined;
    },
  },
  disclosureDays: {
    flag: "--disclosure-days",
    environment: "WRIT_DISCLOSURE_DAYS",
    fallback: 90,
    expected: "a number of days from 1 to 3650",
    description: "for how many days it is kept",
    parse: whole(1, 3650),
  },
};
