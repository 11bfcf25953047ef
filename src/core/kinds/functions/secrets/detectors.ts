/**
 * Something that gives a secret away in a text. `group` is the part of the match whose randomness must reach `minEntropy` bits for each
 * character; 0 asks nothing. Every pattern is bounded and has no repetition inside a repetition, so that a text is scanned in linear time.
 */
export interface Detector {
  readonly name: string;
  readonly pattern: RegExp;
  readonly minEntropy: number;
}

/** The formats of issued credentials are public: each vendor documents the prefix of its tokens so that they can be found. */
export const DETECTORS: readonly Detector[] = [
  { name: "aws-access-key-id", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g, minEntropy: 0 },
  { name: "aws-access-key-id", pattern: /\bAKIA[A-Z0-9]{9}EXAMPLE\b/g, minEntropy: 0 },
  { name: "azure-storage-key", pattern: /AccountKey=[A-Za-z0-9+/]{86}==/g, minEntropy: 0 },
  { name: "github-token", pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,255})/g, minEntropy: 0 },
  { name: "gitlab-token", pattern: /\bglpat-[A-Za-z0-9_-]{20,64}/g, minEntropy: 0 },
  { name: "google-api-key", pattern: /\bAIza[A-Za-z0-9_-]{35}/g, minEntropy: 0 },
  { name: "json-web-token", pattern: /\beyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\./g, minEntropy: 0 },
  { name: "model-provider-key", pattern: /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,200}/g, minEntropy: 0 },
  { name: "npm-token", pattern: /\bnpm_[A-Za-z0-9]{36}/g, minEntropy: 0 },
  { name: "private-key", pattern: /-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g, minEntropy: 0 },
  { name: "slack-token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,200}/g, minEntropy: 0 },
  { name: "stripe-key", pattern: /\b[rs]k_live_[A-Za-z0-9]{16,128}/g, minEntropy: 0 },
  { name: "url-password", pattern: /:\/\/[^\s:/@"']{0,64}:(?<secret>[^\s/@"'${}<>*]{3,200})@/g, minEntropy: 1 },
  {
    name: "assigned-secret",
    pattern:
      /(?:passw(?:or)?d|passphrase|secret(?:[_-]?access)?(?:[_-]?key)?|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[^\s"',;&|]{6,512})/gi,
    minEntropy: 2,
  },
];

/** Names of variables and settings whose value is a secret by its name. */
export const SECRET_NAME: RegExp =
  /(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|connection[_-]?string)$/i;

/** Values that point to where a secret is kept, or that a template fills in later. */
export const REFERENCE: RegExp =
  /^(?:\$|%\{|\{\{|<|@Microsoft\.KeyVault\(|arn:|https?:\/\/|projects\/|(?:vault|ssm|secretsmanager|op|file|env|ref|kms|gcp-sm|akv)[:+])/i;
