import type { Store, StoredBundle } from "#core/store";
import { bundleMessage, uploadMessage, uploadRequest, type UploadMessage, type UploadRequest } from "#core/wire";
import { ApiProblem, exchange, source, type Route } from "#points/api";
import type { Uploads } from "../bundles/upload.ts";
import { placeOf, toChangeMessage, toProblemLines } from "./bundle-messages.ts";

/** What the routes about bundles work on. */
export interface BundleRoutePorts {
  readonly store: Store;
  readonly uploads: Uploads;
}

/** What may be sent at once: the shipped library is a megabyte and a half. */
const LARGEST_UPLOAD = 8 * 1024 * 1024;
const MOST_ERRORS = 100;

/** Bundles are uploaded and read here; which of them decides is a matter of activations. */
export function bundleRoutes(ports: BundleRoutePorts): readonly Route[] {
  return [uploadRoute(ports), readRoute(ports)];
}

function uploadRoute({ uploads }: BundleRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/bundles",
    permission: "author",
    summary: "Check and store documents as a bundle, which decides nothing yet",
    status: 201,
    maxBodyBytes: LARGEST_UPLOAD,
  } as const;
  return exchange<UploadRequest, UploadMessage>(told, {
    request: uploadRequest,
    response: uploadMessage,
    handle: async ({ files }, { caller }) => {
      if (new Set(files.map(({ file }) => file)).size !== files.length)
        return new ApiProblem("invalid-request", "Two files have the same name");
      const upload = await uploads.add(files, caller);
      if (upload.kind === "busy") return new ApiProblem("too-many-requests", "Other uploads are being checked");
      if (upload.kind === "rejected") {
        const errors = upload.problems.filter(({ severity }) => severity === "error");
        const detail = `The documents have ${errors.length === 1 ? "an error" : `${errors.length} errors`}, and nothing was stored`;
        return new ApiProblem("invalid-request", detail, errors.slice(0, MOST_ERRORS).map(toError));
      }
      const { digest, problems, head, change } = upload;
      const active = head === null ? null : { sequence: head.sequence, digest: head.digest };
      return { digest, problems: toProblemLines(problems), active, change: toChangeMessage(change) };
    },
  });
}

function toError({ span, message, code, hint }: Parameters<typeof toProblemLines>[0][number]) {
  const said = `${message} [${code}]${hint === undefined ? "" : ` (${hint})`}`;
  return { path: placeOf(span).replace(/: $/, ""), message: said };
}

function readRoute({ store }: BundleRoutePorts): Route {
  const told = {
    method: "GET",
    path: "/v1/bundles/{digest}",
    permission: "read",
    summary: "Which documents has a bundle, and who uploaded them?",
  } as const;
  return source<StoredBundle>(told, bundleMessage, async ({ parameters }) => {
    const stored = await store.bundles.get(parameters["digest"] ?? "");
    return stored ?? new ApiProblem("not-found", "There is no bundle with this digest");
  });
}
