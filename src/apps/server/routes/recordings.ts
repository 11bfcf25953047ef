import type { Recording } from "#core/store";
import {
  forgetAnswer,
  forgetRequest,
  readMessage,
  recordingMessage,
  recordingsMessage,
  recordingsRequest,
  type ForgetAnswer,
  type ForgetRequest,
  type RangeMessage,
  type RecordingMessage,
  type RecordingsMessage,
} from "#core/wire";
import { exchange, type Route } from "#points/api";
import type { ReplayPorts } from "../replay/ports.ts";
import { badRange, rangeIn } from "./replay.ts";

/** How many are handed out at once. */
const PAGE = 100;

/** Recordings are handed out here, and those of somebody removed. */
export function recordingRoutes(ports: ReplayPorts): readonly Route[] {
  return [exportRoute(ports), forgetRoute(ports)];
}

function exportRoute({ store, recorder, flush, now }: ReplayPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/recordings/export",
    permission: "author",
    summary: "What was asked and decided?",
  } as const;
  return exchange<RangeMessage, RecordingsMessage>(told, {
    request: recordingsRequest,
    response: recordingsMessage,
    handle: async (request, { caller }) => {
      const range = rangeIn(request, now());
      if (range === null) return badRange();
      // Each page, since whoever asks says where it begins.
      await recorder?.act(caller, "recordings-exported", "recordings");
      if (request.after === "") await flush?.();
      const found = await store.recordings.list({ ...range, after: request.after, shadow: null, limit: PAGE });
      return { recordings: found.flatMap(toMessage), next: found.length < PAGE ? null : (found.at(-1)?.id ?? null) };
    },
  });
}

/** None for a recording of another version of Writ that cannot be read. */
function toMessage(recording: Recording): readonly RecordingMessage[] {
  const { principal, answer, shadow, ...same } = recording;
  const value = { ...same, principal: { ...principal }, answer: { ...answer }, shadow: shadow && { ...shadow } };
  const read = readMessage(recordingMessage, value);
  return read.kind === "read" ? [read.message] : [];
}

function forgetRoute({ store, recorder, flush }: ReplayPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/recordings/forget",
    permission: "administer",
    summary: "Remove every recording that names somebody",
  } as const;
  return exchange<ForgetRequest, ForgetAnswer>(told, {
    request: forgetRequest,
    response: forgetAnswer,
    handle: async ({ principal }, { caller }) => {
      await recorder?.act(caller, "recordings-forgotten", "recordings");
      await flush?.();
      return { removed: await store.recordings.forget(principal) };
    },
  });
}
