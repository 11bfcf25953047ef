import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { UnavailableError } from "#core/diagnostics";
import { RequestStates } from "#core/holds";
import type { Store } from "#core/store";
import type { Settings } from "../config/settings.ts";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";
import { ActHolds } from "./act-holds.ts";
import { EvaluationHolds } from "./evaluation-holds.ts";
import { HeldRequests } from "./held-requests.ts";
import { ChatWebhook } from "./chat-webhook.ts";
import { openStatePorts } from "./state-ports.ts";

/** What holds are made from. */
export interface HoldParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly recorder: Recorder | null;
  readonly log: Log;
}

/** What waits for a person, ready. */
export interface OpenHolds {
  /** The approvals of acts of agents. */
  readonly acts: ActHolds;
  /** The approvals of evaluations of AuthZEN. */
  readonly evaluations: EvaluationHolds;
  /** The `requestState` of MCP around an approval. */
  readonly states: RequestStates;
  /** Where this server answers, for who knows it by no other address: with `unix:` before it a socket, which no browser opens. */
  answersAt(url: string): void;
  close(): Promise<void>;
}

/** Opens the approvals of acts. Rejects with `UnavailableError`, also for a key that cannot be read. */
export async function openHolds({ settings, store, recorder, log }: HoldParts): Promise<OpenHolds> {
  const { publicUrl, holdMinutes, holdsPerAgent } = settings;
  let origin = publicUrl ?? `http://${settings.host}:${settings.port}`;
  const webhook = openWebhook(settings, log);
  const urlOf = (id: string): string => placeOfAnswer(origin, id);
  const requests = new HeldRequests({
    store,
    recorder,
    validMs: holdMinutes * 60_000,
    mostWaiting: holdsPerAgent,
    urlOf,
    asked: (request, url) => webhook?.tell(request, url),
    now,
  });
  const sealing = await openStatePorts(store, Date.now);
  return {
    acts: new ActHolds(requests),
    evaluations: new EvaluationHolds({ requests, store, sealing, urlOf, now }),
    states: new RequestStates(sealing),
    answersAt: (url) => {
      origin = publicUrl ?? url;
    },
    close: async () => webhook?.close(),
  };
}

/** The page on which somebody answers, or the command where there is none. */
function placeOfAnswer(origin: string, id: string): string {
  return origin.startsWith("unix:") ? `writ approvals approve ${id} --server ${origin}` : `${origin}/approvals/${id}`;
}

/** Null where no chat is told. */
function openWebhook({ approvalWebhook, approvalWebhookKey }: Settings, log: Log): ChatWebhook | null {
  if (approvalWebhook === null) return null;
  const key = approvalWebhookKey === null ? null : readKey(approvalWebhookKey);
  return new ChatWebhook({ url: approvalWebhook, key, log, now, pause });
}

function now(): Date {
  return new Date();
}

function pause(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}

const LEAST_KEY_BYTES = 16;

function readKey(file: string): Uint8Array {
  const key = readFile(file);
  if (key.length >= LEAST_KEY_BYTES) return key;
  throw new UnavailableError(
    "webhook-key-short",
    `The secret of the webhook in \`${file}\` has ${key.length} bytes, but at least ${LEAST_KEY_BYTES} are needed`,
  );
}

function readFile(file: string): Uint8Array {
  try {
    return Buffer.from(readFileSync(file, "utf8").trim());
  } catch (cause) {
    throw new UnavailableError("webhook-key-unreadable", `The secret of the webhook in \`${file}\` cannot be read`, {
      cause,
    });
  }
}
