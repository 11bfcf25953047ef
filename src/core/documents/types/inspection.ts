/** What is done about a label: the history is told of it in any case. From the mildest to the strictest. */
export const INSPECTION_ACTIONS = ["label", "redact", "block"] as const;
export type InspectionAction = (typeof INSPECTION_ACTIONS)[number];

/** What content was found to hold. Beside these stand the labels of markings. */
export const INSPECTION_LABELS = ["secret", "personal", "injection", "uninspected"] as const;

/** The labels of the markings that are known without anybody naming them. */
export const MARKING_LABELS = ["confidential", "internal"] as const;

/** What finds something in a text, by permanent words. */
export const INSPECTION_DETECTORS = [
  "asks-for-secrets",
  "assigned-secret",
  "aws-access-key-id",
  "azure-storage-key",
  "be-national-number",
  "br-cpf",
  "de-steuer-id",
  "email",
  "es-dni",
  "fake-turn",
  "fr-nir",
  "github-token",
  "gitlab-token",
  "google-api-key",
  "hidden-bidi",
  "hidden-tags",
  "hidden-variation",
  "hidden-zero-width",
  "hides-from-user",
  "iban",
  "image-exfiltration",
  "in-aadhaar",
  "instruction-override",
  "ip-address",
  "it-codice-fiscale",
  "json-web-token",
  "marking",
  "model-provider-key",
  "new-instructions",
  "nl-bsn",
  "npm-token",
  "payment-card",
  "phone",
  "pl-pesel",
  "precondition-for-tools",
  "private-key",
  "prompt-extraction",
  "se-personnummer",
  "slack-token",
  "speaks-to-model",
  "stripe-key",
  "terminal-escape",
  "uk-national-insurance-number",
  "url-password",
  "us-social-security-number",
] as const;

export type InspectionDetector = (typeof INSPECTION_DETECTORS)[number];

/** What becomes of answers of models that come piece by piece: they pass as they come and are read beside that, or are held back until they were read. */
export const STREAM_HANDLINGS = ["pass", "hold"] as const;

/** What is said of one way by which answers come, by label. */
export type InspectionActions = Readonly<Record<string, InspectionAction>>;

/** How answers to agents are looked into. */
export interface InspectionSettings {
  /** Labels with the words that stand for them, beside those that are known. */
  readonly markings: Readonly<Record<string, readonly string[]>>;
  /** Detectors whose findings do not count; null for those that do not count unless somebody says otherwise. */
  readonly ignore: readonly InspectionDetector[] | null;
  /** Of answers of servers of tools. */
  readonly actions: InspectionActions;
  /** Of answers of models. */
  readonly models: {
    readonly actions: InspectionActions;
    readonly streams: (typeof STREAM_HANDLINGS)[number];
  };
}
