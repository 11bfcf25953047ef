import type { ValueObject } from "#core/language";
import { mirrorHeaders } from "../protocol/headers.ts";
import { META } from "../protocol/meta.ts";
import { own, ownObject } from "../protocol/message.ts";
import type { Connection } from "./connect.ts";
import type { Answered, CallEars } from "./upstream.ts";

/** What a client says of itself. */
export interface Speaker {
  readonly info: ValueObject;
  readonly capabilities: ValueObject;
}

/** What somebody wants to be told of, and where that goes. */
export interface Subscription {
  /** In the words of the protocol, such as `toolsListChanged`. */
  readonly notifications: ValueObject;
  readonly ears: CallEars;
  /** Ends it when it is aborted. */
  readonly signal: AbortSignal | null;
}

/** Subscribes at a server of 2026-07-28. Resolves when the server ends it, and rejects with `UnavailableError` where it ends otherwise. */
export function subscribe(
  connection: Connection,
  speaker: Speaker,
  { notifications, ears, signal }: Subscription,
): Promise<Answered> {
  const method = "subscriptions/listen";
  const params = { notifications, ...speaking(connection, speaker) };
  const headers = mirrorHeaders(connection.revision, method, params);
  return connection.upstream.call({ method, params, text: null, headers }, ears, signal);
}

/** All lists of whose changes a server says that it tells, as a subscription names them. */
export function listChanges(capabilities: ValueObject): ValueObject {
  const changes = ["tools", "prompts", "resources"].filter(
    (kind) => own(ownObject(capabilities, kind), "listChanged") === true,
  );
  return Object.fromEntries(changes.map((kind) => [`${kind}ListChanged`, true]));
}

/** What the parameters of a request say of the client since 2026-07-28; nothing before. */
export function speaking({ era, revision }: Pick<Connection, "era" | "revision">, speaker: Speaker): ValueObject {
  if (era === "2025") return {};
  return {
    _meta: { [META.revision]: revision, [META.capabilities]: speaker.capabilities, [META.clientInfo]: speaker.info },
  };
}
