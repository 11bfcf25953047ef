import { text, type SettingForm } from "../config/setting-form.ts";

/** What is set of calls of models. */
export interface ModelSettings {
  readonly models: string | null;
}

/** The form of this setting. */
export const MODEL_SETTINGS: { readonly [Name in keyof ModelSettings]: SettingForm<ModelSettings[Name]> } = {
  models: {
    flag: "--models",
    environment: "WRIT_MODELS",
    fallback: null,
    expected: "a file",
    description: "the providers of models that agents call by way of this server, with their keys and prices",
    parse: text,
  },
};
