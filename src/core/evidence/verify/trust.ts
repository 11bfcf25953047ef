import { utf8 } from "../bytes/index.ts";
import {
  parseCheckpoint,
  parseKey,
  parsePolicy,
  type Checkpoint,
  type TrustPolicy,
  type VerifierKey,
} from "../notes/index.ts";
import type { Sha256 } from "../ports.ts";
import { parseJsonText } from "../proofs/index.ts";
import { isJsonList, isJsonMap, type Json, type JsonMap } from "../record/index.ts";

/** The times between which what a key signed counts; null is without an end. */
export interface KeyWindow {
  readonly key: VerifierKey;
  readonly from: string | null;
  readonly until: string | null;
}

/** What a verifier believes before it looks: it must come from elsewhere than the evidence. */
export interface Trust {
  readonly policy: TrustPolicy;
  readonly windows: readonly KeyWindow[];
  /** Keys with which emitters sign their records; where there are any, each emitter must. */
  readonly emitters: readonly VerifierKey[];
  /** Checkpoints of the same log that were seen before: what is verified must have grown from each. */
  readonly known: readonly Checkpoint[];
}

export type TrustResult =
  | { readonly kind: "parsed"; readonly trust: Trust }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Reads what is trusted: a policy of C2SP tlog-policy, or JSON that holds such a policy and more,
 * `{"v":1,"policy":"…","keys":[{"key":"…","from":"…","until":"…"}],"emitters":["…"],"checkpoints":["…"]}`.
 */
export function parseTrust(sha256: Sha256, text: string): TrustResult {
  if (!text.trimStart().startsWith("{")) return fromPolicy(sha256, text, { windows: [], emitters: [], known: [] });
  const value = parseJsonText(text);
  if (!isJsonMap(value) || value["v"] !== 1 || typeof value["policy"] !== "string")
    return malformed('it is not JSON with `"v": 1` and a `policy`');
  const unknown = Object.keys(value).find((key) => !["v", "policy", "keys", "emitters", "checkpoints"].includes(key));
  if (unknown !== undefined) return malformed(`\`${unknown}\` is not known`);
  const windows = listAt(value, "keys").map((one) => windowOf(sha256, one));
  const emitters = listAt(value, "emitters").map((one) => (typeof one === "string" ? emitterKeyOf(sha256, one) : null));
  const known = listAt(value, "checkpoints").map((one) =>
    typeof one === "string" ? parseCheckpoint(utf8(one)) : null,
  );
  if (windows.includes(null)) return malformed("one of `keys` is not a key with `from` and `until`");
  if (emitters.includes(null)) return malformed("one of `emitters` is no key that signs records");
  if (known.includes(null)) return malformed("one of `checkpoints` is no checkpoint");
  return fromPolicy(sha256, value["policy"], {
    windows: windows.filter((one) => one !== null),
    emitters: emitters.filter((one) => one !== null),
    known: known.filter((one) => one !== null),
  });
}

function emitterKeyOf(sha256: Sha256, text: string): VerifierKey | null {
  const key = parseKey(sha256, text);
  return key?.type === "ed25519" ? key : null;
}

function fromPolicy(sha256: Sha256, text: string, others: Omit<Trust, "policy">): TrustResult {
  const result = parsePolicy(sha256, text);
  if (result.kind === "malformed")
    return malformed(`line ${result.problem.line} of its policy: ${result.problem.message}`);
  return { kind: "parsed", trust: { policy: result.policy, ...others } };
}

function malformed(reason: string): TrustResult {
  return { kind: "malformed", reason };
}

function listAt(map: JsonMap, key: string): readonly Json[] {
  const value = map[key];
  if (value === undefined) return [];
  return isJsonList(value) ? value : [null];
}

function windowOf(sha256: Sha256, value: Json): KeyWindow | null {
  if (!isJsonMap(value) || typeof value["key"] !== "string") return null;
  const key = parseKey(sha256, value["key"]);
  const [from, until] = [value["from"] ?? null, value["until"] ?? null];
  return key !== null && isTime(from) && isTime(until) ? { key, from, until } : null;
}

function isTime(value: Json): value is string | null {
  return value === null || (typeof value === "string" && value.endsWith("Z") && !Number.isNaN(Date.parse(value)));
}

/** Tells whether a key was valid at a time. A key without a window always is. */
export function isValidAt({ windows }: Trust, key: VerifierKey, timeMs: number): boolean {
  return windows
    .filter((window) => window.key.name === key.name && window.key.id === key.id)
    .every(
      ({ from, until }) =>
        (from === null || timeMs >= Date.parse(from)) && (until === null || timeMs < Date.parse(until)),
    );
}
