import type { Caller } from "#core/access";
import { approvalState, isStanding, makeRequest, type ApprovalRequest, type StoredApproval } from "#core/approvals";
import { UnavailableError } from "#core/diagnostics";
import { sha256Hex } from "#core/model";
import type { Store, ToolsetState } from "#core/store";
import { toolsetChanges, toolsetSubject } from "#core/toolsets";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";

/** What approvals of tools work on. */
export interface ToolsetApprovalPorts {
  readonly store: Pick<Store, "toolsets" | "approvals">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
  readonly now: () => Date;
  /** Hears that what was approved of a server is another now. */
  readonly changed: (server: string) => void;
}

export type ApproveAnswer =
  | { readonly kind: "approved"; readonly approval: string }
  /** A second person has to approve it. */
  | { readonly kind: "waiting"; readonly approval: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unknown" };

/** Who wants exactly which tools of a server to be used, and why. */
export interface ToolsWish {
  readonly server: string;
  readonly digest: string;
  readonly reason: string;
  readonly caller: Caller;
}

const VALID_MS = 24 * 60 * 60 * 1000;
const MOST_WAITING = 100;
const MOST_SHOWN = 50;

/** Pins the tools of a server, by an approval of a second person for exactly these after exactly those before. */
export class ToolsetApprovals {
  readonly #ports: ToolsetApprovalPorts;

  constructor(ports: ToolsetApprovalPorts) {
    this.#ports = ports;
  }

  // INVARIANT (two-to-pin): no tool of a server is approved unless somebody else than who asks for it approved exactly what the server says of all of them.
  async approve(wish: ToolsWish): Promise<ApproveAnswer> {
    const { store, now } = this.#ports;
    const state = await store.toolsets.find(wish.server);
    if (state === null) return { kind: "unknown" };
    if (state.seen.digest !== wish.digest) return CHANGED_MEANWHILE;
    if (state.pin?.toolset.digest === wish.digest && state.pin.approval !== null)
      return { kind: "approved", approval: state.pin.approval };
    const at = now().toISOString();
    const subject = toolsetSubject(wish.server, wish.digest, state.pin?.toolset.digest ?? null);
    const page = { state: null, kind: "toolset", subject, now: at, before: null, limit: 1 } as const;
    const [found] = await store.approvals.list(page);
    const isOpen = found !== undefined && isStanding(found, at);
    return this.#judge(isOpen ? found : await this.#ask(state, wish), wish);
  }

  /** Takes back what was approved of a server. Whoever may approve may do that alone. */
  async quarantine(server: string, caller: Caller): Promise<"quarantined" | "unknown"> {
    const { store, recorder, changed } = this.#ports;
    if ((await store.toolsets.find(server)) === null) return "unknown";
    await recorder?.act(caller, "tools-quarantined", server);
    const { kind } = await store.toolsets.unpin(server);
    changed(server);
    return kind === "unpinned" ? "quarantined" : "unknown";
  }

  async #judge({ request, answers }: StoredApproval, { server, digest, caller }: ToolsWish): Promise<ApproveAnswer> {
    const { store, recorder, now, changed } = this.#ports;
    const at = now().toISOString();
    const state = approvalState(request, answers, at);
    if (state === "waiting") return { kind: "waiting", approval: request.id };
    if (state !== "approved")
      return { kind: "refused", message: `The request \`${request.id}\` for these tools is ${state}` };
    await recorder?.act(caller, "tools-approved", server, digest);
    const use = await store.approvals.consume(request.id, { by: request.subject, at });
    if (use.kind !== "consumed")
      return { kind: "refused", message: `The approval \`${request.id}\` was used before: ask again` };
    const pinned = await store.toolsets.pin(server, digest, { by: caller.id, at, approval: request.id });
    changed(server);
    return pinned.kind === "pinned" ? { kind: "approved", approval: request.id } : CHANGED_MEANWHILE;
  }

  async #ask(state: ToolsetState, wish: ToolsWish): Promise<StoredApproval> {
    const { store, recorder, now } = this.#ports;
    const request = requestOf(state, wish, now());
    await recorder?.act(wish.caller, "approval-asked", request.id);
    const limit = { holder: sha256Hex(`toolset ${wish.caller.id}`), most: MOST_WAITING, now: request.requestedAt };
    const result = await store.approvals.askOnce(request, limit);
    if (result.kind === "known") return result.approval;
    if (result.kind === "asked") return { request, answers: [], use: null };
    throw new UnavailableError(
      "approval-not-asked",
      "The approval of a second person could not be asked for: ask again",
    );
  }
}

const CHANGED_MEANWHILE: ApproveAnswer = {
  kind: "refused",
  message: "The server offers other tools now: look at them again (`writ tools`)",
};

function requestOf({ server, seen, pin }: ToolsetState, { reason, caller }: ToolsWish, now: Date): ApprovalRequest {
  const before = pin?.toolset ?? null;
  const draft = {
    id: stampNow(now.getTime()).id,
    kind: "toolset",
    subject: toolsetSubject(server, seen.digest, before?.digest ?? null),
    author: null,
    requester: caller.id,
    requesterName: caller.name,
    summary: `Use the ${seen.tools.length} tools of \`${server}\` as it offers them now\nReason: ${reason}`,
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + VALID_MS).toISOString(),
  } as const;
  const about = { server, digest: seen.digest, before: before?.digest ?? "nothing" };
  const changes = toolsetChanges(before?.tools ?? [], seen);
  const items = changes
    .slice(0, MOST_SHOWN)
    .map(({ tool, change, lines }) => [`${change} ${tool}`, ...lines].join("\n"));
  const told = { items, more: changes.length - items.length };
  const made = makeRequest({ ...draft, details: { ...about, changes: told } });
  if (made.kind === "made") return made.request;
  const short = makeRequest({
    ...draft,
    details: { ...about, changes: "more than can be shown here: see `writ tools`" },
  });
  if (short.kind === "made") return short.request;
  throw new UnavailableError("approval-too-large", "There is more to approve than anybody can be asked about");
}
