import { Inspector } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { ServerMessage } from "../../interceptor.ts";
import { own, ownObject, ownText } from "../acts/own.ts";
import { refusedFor, type Refusal } from "../answers/denial.ts";

/** What nobody types into a form of a server that they cannot see. */
const SECRET_WORDS =
  /passw(?:or)?d|passphrase|passcode|secret|api[ _-]?key|access[ _-]?key|private[ _-]?key|\btoken\b|credential|\bpin\b|\botp\b|one[ _-]?time|\b2fa\b|social[ _-]?security|\bssn\b|card[ _-]?number|\bcv[vc]\b|seed[ _-]?phrase|mnemonic|recovery[ _-]?(?:code|phrase)/i;
const ASKS_FOR_SECRET = new RegExp(
  `\\b(?:enter|type|paste|provide|give|send|confirm|share|tell)\\b[^.\\n]{0,80}(?:${SECRET_WORDS.source})`,
  "i",
);

/** That somebody is not to tell a secret, unless it goes on to say which one, or asks for something after all. */
const WARNING =
  /\b(?:do not|don't|never)\s+(?:enter|type|paste|provide|give|send|share|tell)\b(?![^.;:)\n]{0,120}\b(?:but|except|only|unless|besides|apart|than|and|then|now|please|here|below|enter|type|paste|provide|give|send|share|tell|write|fill|put)\b)[^.;:)\n]{0,120}/gi;

const INSPECTOR = new Inspector();

/** Why what a server asks of a client is not passed on, whoever would allow it; null where nothing stands against it. */
export function refuseAsking({ method, params }: ServerMessage): Refusal | null {
  if (method === "elicitation/create") return refuseElicitation(params);
  if (method === "sampling/createMessage") return refuseInjected(params, "what the server wants the model to be asked");
  return null;
}

function refuseElicitation(params: ValueObject): Refusal | null {
  if ((ownText(params, "mode") ?? "form") === "url") return refuseAddress(ownText(params, "url") ?? "");
  const asked = [...namesIn(own(params, "requestedSchema") ?? null, MOST_DEPTH)];
  const isPhishing =
    ASKS_FOR_SECRET.test(ownText(params, "message") ?? "") || asked.some((text) => SECRET_WORDS.test(spaced(text)));
  if (isPhishing)
    return refusedFor(
      "asks-for-secrets",
      "The server asks people for a secret in a form, which every program on the way reads: it has to send them to an address instead",
    );
  return refuseInjected(params, "the form of the server");
}

function refuseAddress(text: string): Refusal | null {
  const address = URL.parse(text);
  const isLocal = address !== null && ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);
  const isSafe = address?.protocol === "https:" || (address?.protocol === "http:" && isLocal);
  const isPlain =
    address !== null && address.username === "" && address.password === "" && !/(?:^|\.)xn--/.test(address.hostname);
  return isSafe && isPlain
    ? null
    : refusedFor(
        "address-not-plain",
        "The server sends people to an address that is not of plain HTTPS, or that may look like another",
      );
}

function refuseInjected(params: ValueObject, what: string): Refusal | null {
  const { labels } = INSPECTOR.inspect(params);
  return labels.includes("injection")
    ? refusedFor("injection", `In ${what} stands something that speaks to the model, or that people do not see`)
    : null;
}

const MOST_DEPTH = 16;

/** All names and texts of a schema; what is too deep to be read counts as a secret. */
function* namesIn(value: Value, depth: number): Generator<string> {
  if (depth < 0) yield "secret";
  else if (typeof value === "string") yield value;
  else if (isList(value)) for (const member of value) yield* namesIn(member, depth - 1);
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      yield key;
      yield* namesIn(member, depth - 1);
    }
  }
}

/** `apiKey` and `api_key` in words, without what warns of telling secrets. */
function spaced(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .replace(WARNING, "");
}

/** What a result asks the client for, by the keys of the requests: one that is none yet, or what is told of a task that waits. */
export function askedIn(result: ValueObject): readonly ServerMessage[] {
  return Object.values(ownObject(result, "inputRequests")).map((request) => {
    const asked = isObject(request) ? request : {};
    return { method: ownText(asked, "method") ?? "", params: ownObject(asked, "params") };
  });
}
