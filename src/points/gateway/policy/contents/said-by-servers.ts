import type { PolicedInspector } from "#core/inspection";
import type { ValueObject } from "#core/language";
import type { ServerMessage } from "../../interceptor.ts";
import { refusedFor, type Refusal } from "../answers/denial.ts";

/** What becomes of something in which nothing can be taken out, because it reaches a person or a model as it is. */
export interface Heard {
  readonly refusal: Refusal | null;
  /** What the history has to be told of it; empty where it is refused, since then nobody heard it. */
  readonly labels: readonly string[];
}

/** Its token is no secret: the client made it, and takes no progress with another. */
const PROGRESS = "notifications/progress";

/** Whether a log, progress or another notice of a server is passed on. */
export function hearNotice(inspector: PolicedInspector, { method, params }: ServerMessage): Heard {
  const { progressToken: _ofClient, ...told } = params;
  return hear(inspector, method === PROGRESS ? told : params, "The message");
}

/** Whether what a server asks a client for is passed on, as far as what it holds is concerned. */
export function hearAsked(inspector: PolicedInspector, { params }: ServerMessage): Heard {
  return hear(inspector, params, "What the server asks for");
}

/** Whether something holds nothing that is taken out of answers, or for which they are withheld. */
export function isTellable(inspector: PolicedInspector, said: ValueObject): boolean {
  return hear(inspector, said, "").refusal === null;
}

function hear(inspector: PolicedInspector, said: ValueObject, what: string): Heard {
  const { labels, blocked, result } = inspector.inspect(said);
  if (blocked === null && result === said) return { refusal: null, labels };
  const why = `${what} holds what may not be told (${labels.map((label) => `\`${label}\``).join(", ")})`;
  return { refusal: refusedFor("notice-withheld", why), labels: [] };
}
