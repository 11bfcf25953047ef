import type { KyvernoMutatingPolicy, KyvernoPolicy } from "../documents/types.ts";

const ASKS_FOR_OBJECTS = /\bresource\s*\.\s*(?:[Gg]et|[Ll]ist)\b/;

/** Whether a policy may ask for objects of a cluster. It goes by the letters, and so may take a text for a question. */
export function asksCluster({ spec }: KyvernoPolicy | KyvernoMutatingPolicy): boolean {
  const { matchConditions, variables, auditAnnotations } = spec;
  const texts = [
    ...[...matchConditions, ...variables].map(({ expression }) => expression.text),
    ...("mutations" in spec ? spec.mutations.map(({ expression }) => expression.text) : validationTexts(spec)),
    ...auditAnnotations.map(({ valueExpression }) => valueExpression.text),
  ];
  return texts.some((text) => ASKS_FOR_OBJECTS.test(text));
}

function validationTexts({ validations }: KyvernoPolicy["spec"]): readonly string[] {
  return validations.flatMap(({ expression, messageExpression }) => [expression.text, messageExpression?.text ?? ""]);
}
