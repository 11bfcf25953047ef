import { list, named, optional, record, required, text, type Shape } from "../shape/index.ts";

/** Where a policy decision point is asked what (AuthZEN 1.0, section 9). */
export interface Metadata {
  readonly policy_decision_point: string;
  readonly access_evaluation_endpoint: string;
  readonly access_evaluations_endpoint: string;
  readonly search_subject_endpoint: string;
  readonly search_resource_endpoint: string;
  readonly search_action_endpoint: string;
  /** Where somebody may be asked to approve what was denied (Access Request and Approval Profile, draft); absent where nobody is. */
  readonly access_request_endpoint?: string | undefined;
  readonly capabilities?: readonly string[] | undefined;
}

const URL_TEXT: Shape<string> = text("an address", 2048);

export const metadata: Shape<Metadata> = named(
  "Metadata",
  record<Metadata>("metadata", {
    policy_decision_point: required(URL_TEXT, "this decision point"),
    access_evaluation_endpoint: required(URL_TEXT, "for one evaluation"),
    access_evaluations_endpoint: required(URL_TEXT, "for many"),
    search_subject_endpoint: required(URL_TEXT, "for subjects"),
    search_resource_endpoint: required(URL_TEXT, "for resources"),
    search_action_endpoint: required(URL_TEXT, "for actions"),
    access_request_endpoint: optional(URL_TEXT, undefined, "to have a denial looked at by a person"),
    capabilities: optional(list(URL_TEXT, "names", 16), undefined, "what else is understood"),
  }),
);
