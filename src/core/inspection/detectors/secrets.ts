import { locateSecrets } from "#core/kinds";
import type { Hit } from "../finding.ts";

/** What still belongs to a token after the part by which it was recognised. */
const REST_OF_TOKEN = /[A-Za-z0-9+/=_-]{0,8192}/y;
const END_OF_KEY = /-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Credentials by the formats that all sources know, with the whole of a key or token in the span. */
export function lookForSecrets(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  let keyEnd = 0;
  for (const { name, start, end } of locateSecrets(text)) {
    if (name === "assigned-secret" && !isLiteral(text, start, end)) continue;
    if (name === "private-key" && start < keyEnd) continue;
    const last = endOf(text, name, end);
    if (name === "private-key") keyEnd = last;
    hits.push({ label: "secret", detector: name, start, end: last });
  }
  return hits;
}

function endOf(text: string, name: string, end: number): number {
  if (name === "private-key") return matchFrom(END_OF_KEY, text, end) ?? text.length;
  return name === "assigned-secret" || name === "url-password" ? end : (matchFrom(REST_OF_TOKEN, text, end) ?? end);
}

function matchFrom(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : match.index + match[0].length;
}

/** Code that fetches a secret, names and words of prose are no secrets: `token = readToken()`, `token: "Name"`, `the secret: being early`. */
function isLiteral(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (/[()[\]{}<>…]|^process\.|^[*•x.]+$/iu.test(value)) return false;
  if (/[0-9]|[^\p{L}.,!?:;`'’_-]/u.test(value)) return true;
  return /pass[a-z]{0,8}["']?\s{0,4}[:=]\s{0,4}["']$/i.test(text.slice(Math.max(0, start - 32), start));
}
