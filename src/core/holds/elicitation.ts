/** What a person is asked to open. */
export interface Elicitation {
  /** The id of the request for approval. */
  readonly id: string;
  readonly url: string;
  /** Why, for the person in front of the client. */
  readonly message: string;
}

/** A request to open an address, as `elicitation/create` takes it. */
export interface UrlElicitation {
  readonly mode: "url";
  /** Absent since MCP 2026-07-28. */
  readonly elicitationId?: string;
  readonly url: string;
  readonly message: string;
}

/** A JSON-RPC error. */
export interface ElicitationError {
  readonly code: number;
  readonly message: string;
  readonly data: { readonly elicitations: readonly UrlElicitation[] };
}

/** A result that is none yet. */
export interface InputRequired {
  readonly resultType: "input_required";
  readonly inputRequests: Readonly<
    Record<string, { readonly method: "elicitation/create"; readonly params: UrlElicitation }>
  >;
  readonly requestState: string;
}

/** The error by which a server of MCP 2025-11-25 says that somebody has to open an address first. */
const URL_ELICITATION_REQUIRED = -32_042;

/**
 * The parameters of `elicitation/create` in URL mode (MCP 2025-11-25). What the client answers proves nothing: it may say `accept` by itself, so that whoever asks
 * looks for the approval, whatever comes back.
 */
export function elicitationRequest({ id, url, message }: Elicitation): UrlElicitation {
  return { mode: "url", elicitationId: id, url, message };
}

/** The JSON-RPC error for a client of MCP 2025-11-25 that opens addresses, where no request can be sent to it meanwhile. */
export function urlElicitationRequired(elicitation: Elicitation): ElicitationError {
  return {
    code: URL_ELICITATION_REQUIRED,
    message: elicitation.message,
    data: { elicitations: [elicitationRequest(elicitation)] },
  };
}

const KEY = "writ-approval";

/** The result that asks a client of MCP 2026-07-28 to have an address opened and to call again with the state. `params` are in the words of a client of another revision. */
export function inputRequired(
  { url, message }: Elicitation,
  requestState: string,
  params: UrlElicitation = { mode: "url", url, message },
): InputRequired {
  return {
    resultType: "input_required",
    inputRequests: { [KEY]: { method: "elicitation/create", params } },
    requestState,
  };
}
