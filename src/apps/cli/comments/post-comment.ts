import { boundedFetch, type Answer } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import {
  PAGE_SIZE,
  type Environment,
  type Forge,
  type ForgeRequest,
  type FoundForge,
  type KnownComment,
} from "./forge.ts";
import { githubForge } from "./github.ts";
import { gitlabForge } from "./gitlab.ts";

/** Where comments can be put. */
export const FORGES: Readonly<Record<"github" | "gitlab", (environment: Environment) => FoundForge>> = {
  github: githubForge,
  gitlab: gitlabForge,
};

const LIMITS = { timeoutMs: 20_000, maxBytes: 32 * 1024 * 1024 };
const MOST_PAGES = 20;

/**
 * Puts a comment, in the place of the one that begins with the same marker where there is one that may be changed. Answers null, or why nothing was put; it never
 * throws for what the forge does, because a decision does not hang on whether it was told.
 */
export async function postComment(
  forgeName: keyof typeof FORGES,
  text: string,
  environment: Environment,
): Promise<string | null> {
  const found = FORGES[forgeName](environment);
  if (found.kind === "missing") return found.what;
  const [marker = ""] = text.split("\n", 1);
  try {
    const known = await findComment(found.forge, marker);
    if (known !== null && isDone(await ask(found.forge, found.forge.update(known.id, text)))) return null;
    const created = await ask(found.forge, found.forge.create(text));
    return isDone(created) ? null : `the API answered with ${created.status}`;
  } catch (error) {
    if (error instanceof UnavailableError) return error.message;
    throw error;
  }
}

function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

async function findComment(forge: Forge, marker: string): Promise<KnownComment | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(forge, forge.list(page));
    const comments = isDone(answer) ? commentsIn(answer) : [];
    const own = comments.find(({ body }) => body.startsWith(marker));
    if (own !== undefined) return own;
    if (comments.length < PAGE_SIZE) return null;
  }
  return null;
}

function commentsIn({ body }: Answer): readonly KnownComment[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return Array.isArray(list) ? list.map(toComment) : [];
  } catch {
    return [];
  }
}

function toComment(value: unknown): KnownComment {
  if (typeof value !== "object" || value === null || !("id" in value) || !("body" in value)) return NONE;
  const { id, body } = value;
  return typeof id === "number" && Number.isSafeInteger(id) && typeof body === "string" ? { id, body } : NONE;
}

const NONE: KnownComment = { id: -1, body: "" };

function ask({ headers }: Forge, { method, url, body }: ForgeRequest): Promise<Answer> {
  const content = body === undefined ? {} : { body };
  const type = body === undefined ? {} : { "content-type": "application/json" };
  return boundedFetch(url, { method, headers: { ...headers, ...type }, ...content }, LIMITS);
}
