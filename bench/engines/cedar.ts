import {
  preparsePolicySet,
  statefulIsAuthorized,
  type StatefulAuthorizationCall,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { CedarForm, Question } from "../policies/shape.ts";
import { prepared, type Engine } from "./engine.ts";

/** @cedar-policy/cedar-wasm with a policy set that was parsed beforehand. */
export const cedar: Engine = {
  name: "@cedar-policy/cedar-wasm",
  prepare({ name, cedar: form, questions }) {
    if (form === null) throw new Error("Cedar has no quantifier over a list of records");
    const policy = `permit(principal, action, resource) when { ${form.condition} };`;
    const parsed = preparsePolicySet(name, { staticPolicies: policy });
    if (parsed.type === "failure") throw new Error(parsed.errors[0]?.message);
    return prepared(
      questions.map((question) => callOf(name, form, question)),
      (call) => {
        const answer = statefulIsAuthorized(call);
        if (answer.type === "failure") throw new Error(answer.errors[0]?.message);
        return answer.response.decision === "allow";
      },
    );
  },
};

function callOf(policySet: string, form: CedarForm, question: Question): StatefulAuthorizationCall {
  const context: StatefulAuthorizationCall["context"] = JSON.parse(JSON.stringify(form.context(question)));
  return {
    principal: { type: "Principal", id: question.principal.id },
    action: { type: "Action", id: "create" },
    resource: { type: "Resource", id: question.resource.id },
    context,
    preparsedPolicySetId: policySet,
    entities: [],
  };
}
