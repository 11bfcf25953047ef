import type { KyvernoPolicy } from "../documents/types.ts";

const ASKS_FOR_OBJECTS = /\bresource\s*\.\s*(?:[Gg]et|[Ll]ist)\b/;

/** Whether a policy may ask for objects of a cluster. It goes by the letters, and so may take a text for a question. */
export function asksCluster({ spec }: KyvernoPolicy): boolean {
  const { matchConditions, variables, validations, auditAnnotations } = spec;
  const texts = [
    ...[...matchConditions, ...variables].map(({ expression }) => expression.text),
    ...validations.flatMap(({ expression, messageExpression }) => [expression.text, messageExpression?.text ?? ""]),
    ...auditAnnotations.map(({ valueExpression }) => valueExpression.text),
  ];
  return texts.some((text) => ASKS_FOR_OBJECTS.test(text));
}
