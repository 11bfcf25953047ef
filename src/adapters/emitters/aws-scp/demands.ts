import type { ValueObject } from "#core/language";
import type { Validation } from "#core/documents";
import { violationOf, type Subject } from "../conditions/index.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { statementObject, type Statement } from "./statement.ts";

/** A statement that makes what a policy demands of policy documents true everywhere. */
export interface Answering {
  readonly statement: Statement;
  /** Whether it goes into a resource control policy, because it is about who reaches the resources. */
  readonly isForResources: boolean;
}

/**
 * The statement that answers a validation about policy documents: one about guardrails of the organization, or about the policy of a resource.
 *
 * Nothing is told from names: a candidate answers where the validation holds of a document that has it and of none that is empty.
 */
export function answering(subject: Subject, validation: Validation): Answering | undefined {
  return candidatesFor(subject).find((candidate) => isAnsweredBy(candidate, subject, validation));
}

function candidatesFor({ type, policy }: Subject): readonly Answering[] {
  if (type === GUARDRAIL) return deniedActions(policy.parameters).map(deniesToEveryone);
  const service = Object.hasOwn(RESOURCE_POLICIES, type) ? RESOURCE_POLICIES[type] : undefined;
  return service === undefined ? [] : [{ isForResources: true, statement: encryptedOnly(service) }];
}

const GUARDRAIL = "aws_organizations_policy";

/** Services that resource control policies reach, by the types that have an attribute with a policy of their own. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_s3_bucket: "s3",
  aws_sqs_queue: "sqs",
  aws_kms_key: "kms",
  aws_secretsmanager_secret_policy: "secretsmanager",
};

/** Lists of API actions among the parameters of a policy. */
function deniedActions(parameters: ValueObject): readonly (readonly string[])[] {
  return Object.values(parameters).flatMap((value) => {
    const texts = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
    return texts.length > 0 && texts.every((one) => ACTION.test(one)) ? [texts] : [];
  });
}

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+\*?$/;

function deniesToEveryone(actions: readonly string[]): Answering {
  return { isForResources: false, statement: { actions, resource: "*", condition: {} } };
}

function encryptedOnly(service: string): Statement {
  return {
    actions: [`${service}:*`],
    resource: "*",
    condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function isAnsweredBy({ statement, isForResources }: Answering, subject: Subject, validation: Validation): boolean {
  const holdsOf = (statements: readonly unknown[]): boolean => {
    const native = nativeWith(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
    return holds({ ...subject, native }, validation);
  };
  return !holdsOf([]) && holdsOf([statementObject(statement, isForResources)]);
}

/** A resource that has nothing but the document. */
function nativeWith(document: string): ValueObject {
  return { policy: document, content: document, type: "SERVICE_CONTROL_POLICY" };
}

function holds(subject: Subject, validation: Validation): boolean {
  try {
    return violationOf(subject, validation, "create", "absent").kind === "never";
  } catch (cause) {
    if (cause instanceof InexpressibleError) return false;
    throw cause;
  }
}
