import type { SettingForm } from "../config/setting-form.ts";

/** What is set of the hooks of coding assistants. */
export interface HookSettings {
  readonly hookHolds: "approval" | "ask";
}

/** The forms of these settings. */
export const HOOK_SETTINGS: { readonly [Name in keyof HookSettings]: SettingForm<HookSettings[Name]> } = {
  hookHolds: {
    flag: "--hook-holds",
    environment: "WRIT_HOOK_HOLDS",
    fallback: "approval",
    expected: "approval or ask",
    description:
      "who lets an act of a coding assistant through that is held: an approver of Writ (approval), or the person before the assistant where it can ask (ask)",
    parse: (value) => (value === "approval" || value === "ask" ? value : undefined),
  },
};
