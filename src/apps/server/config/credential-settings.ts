import { text, type SettingForm } from "./setting-form.ts";

/** What is set of credentials that are made for tasks. */
export interface CredentialSettings {
  readonly brokers: string | null;
}

/** The forms of these settings. */
export const CREDENTIAL_SETTINGS: {
  readonly [Name in keyof CredentialSettings]: SettingForm<CredentialSettings[Name]>;
} = {
  brokers: {
    flag: "--brokers",
    environment: "WRIT_BROKERS",
    fallback: null,
    expected: "a file",
    description: "where credentials are made for the tasks of agents (YAML)",
    parse: text,
  },
};
