/** One comment that is there already. */
export interface KnownComment {
  readonly id: number;
  readonly body: string;
}

/** A request to the API of a forge. */
export interface ForgeRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly url: string;
  readonly body?: string;
}

/** Where the comments of one pull request are, in the API of its forge. */
export interface Forge {
  readonly headers: Readonly<Record<string, string>>;
  list(page: number): ForgeRequest;
  create(body: string): ForgeRequest;
  update(id: number, body: string): ForgeRequest;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A forge, or what is missing to reach it. */
export type FoundForge =
  | { readonly kind: "found"; readonly forge: Forge }
  | { readonly kind: "missing"; readonly what: string };

/** What a list of comments is read a page at a time. */
export const PAGE_SIZE = 100;

/** The names among some that the environment does not have, as a sentence; null when it has all. */
export function missingIn(environment: Environment, names: readonly string[]): string | null {
  const missing = names.filter((name) => (environment[name] ?? "") === "");
  return missing.length === 0 ? null : `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`;
}
