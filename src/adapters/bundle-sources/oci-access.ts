import { boundedFetch, type Answer, type FetchLimits } from "#adapters/net";
import { isObject, parseJson } from "#core/model";

/** What a registry asks for before it gives something that is not public. */
export interface RegistryLogin {
  readonly user: string;
  readonly password: string;
}

/** Asks a registry, and once more with what it demanded when it demanded something. */
export type RegistryAccess = (ask: (headers: Record<string, string>) => Promise<Answer>) => Promise<Answer>;

const TOKEN_LIMITS: FetchLimits = { timeoutMs: 10_000, maxBytes: 64 * 1024 };

/** Access as registries grant it: none, a password, or a token that a password buys (Docker Registry token authentication). */
export function createRegistryAccess(login: RegistryLogin | null): RegistryAccess {
  const basic =
    login === null
      ? {}
      : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}` };
  return async (ask) => {
    const first = await ask({});
    if (first.status !== 401) return first;
    const challenge = first.headers.get("www-authenticate") ?? "";
    return await ask(/^bearer /i.test(challenge) ? await buyToken(challenge, basic) : basic);
  };
}

async function buyToken(challenge: string, basic: Record<string, string>): Promise<Record<string, string>> {
  const { realm = "", service, scope } = parametersOf(challenge);
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  if (scope !== undefined) url.searchParams.set("scope", scope);
  const { body } = await boundedFetch(url.href, { headers: basic }, TOKEN_LIMITS);
  const answer = parseJson(new TextDecoder().decode(body));
  const { token, access_token: other } = answer.kind === "parsed" && isObject(answer.value) ? { ...answer.value } : {};
  const bought = token ?? other;
  return typeof bought === "string" ? { authorization: `Bearer ${bought}` } : {};
}

/** The parameters of a challenge (RFC 9110, section 11.6.1), of which those of registries are quoted. */
function parametersOf(challenge: string): Record<string, string> {
  const pairs = challenge.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries([...pairs].map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
}
