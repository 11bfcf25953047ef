import type { Judged } from "#points/api";
import type { Objection } from "./ports.ts";

/** Why an allow that asks for more is held: nothing looks at what an agent does a second time. */
export const ALLOWED_WITH_MORE: Objection = {
  code: "obligation",
  message:
    "What is not known of this would have to be looked at again, and nothing looks at what an agent does a second time",
};

/** The same judgement, denied for another reason, which is told first. */
export function deniedBy(judged: Judged, objection: Objection): Judged {
  return { ...judged, effect: "deny", refusal: { kind: "refused", ...objection } };
}

/** The same judgement once its approval was used up. */
export function allowedBy(judged: Judged): Judged {
  return { ...judged, effect: "allow" };
}
