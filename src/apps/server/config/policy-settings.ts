import { switched, text, texts, whole, type SettingForm } from "./setting-form.ts";

/** What is set of where policies come from, and of how they are released. */
export interface PolicySettings {
  readonly policies: readonly string[];
  readonly library: boolean;
  readonly activate: boolean;
  readonly releaseKey: string | null;
  readonly source: string | null;
  readonly sourceKeys: readonly string[];
  readonly sourceTokenFile: string | null;
  readonly sourceApproval: "required" | "off";
  readonly sourceIntervalMs: number;
}

const sourceApproval = (value: unknown): PolicySettings["sourceApproval"] | undefined =>
  value === "required" || value === "off" ? value : undefined;

/** The forms of these settings. */
export const POLICY_SETTINGS: { readonly [Name in keyof PolicySettings]: SettingForm<PolicySettings[Name]> } = {
  policies: {
    flag: "--policy",
    environment: "WRIT_POLICIES",
    fallback: [],
    expected: "a list of paths",
    description: "files and folders of documents that decide beside the shipped library (repeatable)",
    parse: texts,
  },
  library: {
    flag: "--no-library",
    environment: "WRIT_LIBRARY",
    fallback: true,
    expected: "true or false",
    description: "leave the shipped policies out",
    parse: switched,
  },
  activate: {
    flag: "--activate",
    environment: "WRIT_ACTIVATE",
    fallback: false,
    expected: "true or false",
    description: "let the policies of this start decide, whatever decided before; `--policy` does so as well",
    parse: switched,
  },
  releaseKey: {
    flag: "--release-key",
    environment: "WRIT_RELEASE_KEY",
    fallback: null,
    expected: "a file",
    description: "the key that signs what decides, for followers; `release.key` in the data folder unless it is named",
    parse: text,
  },
  source: {
    flag: "--source",
    environment: "WRIT_SOURCE",
    fallback: null,
    expected: "an address",
    description:
      "where policies come from while the server runs: a folder, a repository, another control plane, a registry",
    parse: text,
  },
  sourceKeys: {
    flag: "--source-key",
    environment: "WRIT_SOURCE_KEYS",
    fallback: [],
    expected: "a list of keys or files",
    description:
      "whose releases are believed: the content of its `release.key.vkey`, or a file of such lines (repeatable)",
    parse: texts,
  },
  sourceTokenFile: {
    flag: "--source-token-file",
    environment: "WRIT_SOURCE_TOKEN_FILE",
    fallback: null,
    expected: "a file",
    description: "what the source asks for: the token of a viewer there, or `<user>:<password>` of a registry",
    parse: text,
  },
  sourceApproval: {
    flag: "--source-approval",
    environment: "WRIT_SOURCE_APPROVAL",
    fallback: "required",
    expected: "required or off",
    description: "whether what a folder or a repository loosens waits until somebody here approves it",
    parse: sourceApproval,
  },
  sourceIntervalMs: {
    flag: "--source-interval",
    environment: "WRIT_SOURCE_INTERVAL",
    fallback: 30_000,
    expected: "a number of milliseconds from 100 to 86400000",
    description: "how long the source is left alone before it is asked again, more or less",
    parse: whole(100, 86_400_000),
  },
};
