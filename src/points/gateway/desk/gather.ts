import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { ListKind } from "../interceptor.ts";
import { CODES, Refused } from "../protocol/errors.ts";
import { mirrorHeaders } from "../protocol/headers.ts";
import { own, ownString } from "../protocol/message.ts";
import { mirroredArguments } from "../protocol/parameter-headers.ts";
import type { Connection } from "../upstream/connect.ts";
import type { CallEars } from "../upstream/upstream.ts";
import { LISTS } from "./methods.ts";

/** A whole list of a server. */
export interface Gathered {
  readonly entries: readonly ValueObject[];
  /** The first answer, and how it was written where it was the only one and every entry of it is in the list. */
  readonly first: ValueObject;
  readonly text: string | null;
}

const MOST_PAGES = 200;
const MOST_ENTRIES = 10_000;
const SOON_MS = 30_000;
const DEAF: CallEars = {
  message: () => undefined,
  ask: () => Promise.reject(new UnavailableError("mcp-client", "Nobody is asked for a list")),
};

/** Asks a server for all of a list. Rejects with `Refused` where it answers with an error, and with `UnavailableError` where it does not. */
export async function gather(connection: Connection, kind: ListKind, speaks: ValueObject): Promise<Gathered> {
  const first = await pageOf(connection, kind, speaks);
  const entries = [...first.entries];
  let [next, before]: [string | null, string | null] = [first.next, null];
  for (let page = 1; next !== null && next !== before; page++) {
    if (page > MOST_PAGES || entries.length > MOST_ENTRIES)
      throw new UnavailableError("mcp-server", "The server lists more than can be looked through");
    const more: Page = await pageOf(connection, kind, { cursor: next, ...speaks });
    entries.push(...more.entries);
    [before, next] = [next, more.next];
  }
  return { entries, first: first.result, text: first.next === null ? first.text : null };
}

interface Page {
  readonly entries: readonly ValueObject[];
  readonly result: ValueObject;
  /** Null where not all of it is offered. */
  readonly text: string | null;
  readonly next: string | null;
}

async function pageOf(connection: Connection, kind: ListKind, params: ValueObject): Promise<Page> {
  const answered = await ask(connection, LISTS[kind].method, params);
  // Nobody looks into what is said with the error of a list, so that it goes no further.
  if (answered.kind === "error")
    throw new Refused(answered.error.code, `The server answers \`${LISTS[kind].method}\` with an error`);
  const { result, text } = answered;
  const listed = own(result, kind);
  const found = isList(listed) ? listed : [];
  const entries = found.filter(isObject).filter((entry) => isOffered(connection, kind, entry));
  const isWhole = isList(listed) && entries.length === listed.length;
  return { entries, result, text: isWhole ? text : null, next: ownString(result, "nextCursor") };
}

/** Since 2026-07-28 a tool is not offered whose arguments cannot be mirrored in headers as it wants. */
function isOffered({ era }: Connection, kind: ListKind, entry: ValueObject): boolean {
  return kind !== "tools" || era !== "2026" || mirroredArguments(entry) !== null;
}

function ask(
  { upstream, era, revision }: Connection,
  method: string,
  params: ValueObject,
): ReturnType<Connection["upstream"]["call"]> {
  const headers = era === "2026" ? mirrorHeaders(revision, method, params) : [];
  return upstream.call({ method, params, text: null, headers }, DEAF, AbortSignal.timeout(SOON_MS));
}

/** An error for what no server has. */
export function unknownName(what: string, name: string): Refused {
  return new Refused(CODES.invalidParams, `There is no ${what} \`${name.slice(0, 200)}\``);
}
