import { text, whole, type SettingForm } from "./setting-form.ts";

/** What is set of acts that wait for a person. */
export interface HoldSettings {
  readonly holdMinutes: number;
  readonly holdsPerAgent: number;
  readonly approvalWebhook: string | null;
  readonly approvalWebhookKey: string | null;
}

/** Over TLS, or to this machine, so that nobody on the way reads what is asked. */
const WEBHOOK = /^(?:https:\/\/[^\s/@]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?)(?:\/\S*)?$/;

/** The forms of these settings. */
export const HOLD_SETTINGS: { readonly [Name in keyof HoldSettings]: SettingForm<HoldSettings[Name]> } = {
  holdMinutes: {
    flag: "--hold-minutes",
    environment: "WRIT_HOLD_MINUTES",
    fallback: 60,
    expected: "a number of minutes from 1 to 10080",
    description: "how long an act of an agent may be approved, and be done once after it was",
    parse: whole(1, 10_080),
  },
  holdsPerAgent: {
    flag: "--holds-per-agent",
    environment: "WRIT_HOLDS_PER_AGENT",
    fallback: 20,
    expected: "a number of requests from 1 to 1000",
    description: "how many acts of one agent may wait for an approval at once",
    parse: whole(1, 1000),
  },
  approvalWebhook: {
    flag: "--approval-webhook",
    environment: "WRIT_APPROVAL_WEBHOOK",
    fallback: null,
    expected: "an address that begins with `https://`, or with `http://` on this machine",
    description: "where it is told that an act waits for an approval, as chat tools take it",
    isSecret: true,
    parse: (value) => (WEBHOOK.test(text(value) ?? "") ? text(value) : undefined),
  },
  approvalWebhookKey: {
    flag: "--approval-webhook-key",
    environment: "WRIT_APPROVAL_WEBHOOK_KEY",
    fallback: null,
    expected: "a file",
    description: "the secret by which the receiver tells that this server told it (HMAC-SHA256)",
    parse: text,
  },
};
