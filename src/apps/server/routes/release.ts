import { RELEASE_TYPE } from "#core/distribution";
import type { Shape } from "#core/wire";
import type { Route } from "#points/api";
import type { Releases } from "../bundles/releases.ts";

const envelope: Shape<unknown> = {
  expected: "what decides, as a DSSE envelope that this control plane signed",
  read: (value) => value,
  schema: () => ({ type: "object" }),
};

/** Where followers fetch what decides. */
export function releaseRoute(releases: Releases): Route {
  return {
    method: "GET",
    path: "/v1/release",
    permission: "read",
    summary: "What decides, signed; 304 for whoever names its entity tag in If-None-Match",
    request: null,
    response: envelope,
    status: 200,
    contentType: RELEASE_TYPE,
    handle: async (_body, { ifNoneMatch }) => {
      const { etag, body } = await releases.current();
      const isKnown = tagsIn(ifNoneMatch ?? "").some((tag) => tag === etag || tag === "*");
      return {
        status: isKnown ? 304 : 200,
        contentType: RELEASE_TYPE,
        body: isKnown ? "" : body,
        headers: ["ETag", etag],
      };
    },
  };
}

/** The entity tags of an If-None-Match (RFC 9110, section 13.1.2), which none of ours has a comma in. */
function tagsIn(header: string): readonly string[] {
  return header.split(",").map((tag) => tag.trim());
}
