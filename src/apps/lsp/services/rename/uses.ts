import type { Span } from "#core/diagnostics";
import type { AnyDocument, Origin, SourceExpression } from "#core/documents";
import { tokensOf } from "#core/language";

/** Where expressions select `name` from `variables` or `params`. */
export function usesIn(
  origin: Origin,
  sources: readonly SourceExpression[],
  from: "variables" | "params",
  name: string,
): readonly Span[] {
  return sources.flatMap((source) =>
    selections(source.text, from, name).map(([start, end]) => origin.within(source.path, start, end)),
  );
}

function selections(text: string, from: string, name: string): readonly (readonly [number, number])[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((token, at) => {
    const mark = tokens[at - 1]?.text === "?" ? at - 2 : at - 1;
    const isUse =
      token.text === name &&
      tokens[mark]?.text === "." &&
      tokens[mark - 1]?.text === from &&
      tokens[mark - 2]?.text !== ".";
    return isUse ? [[token.start, token.end] as const] : [];
  });
}

/** Where expressions that read the kind of a resource write it out as a text. */
export function kindTexts(origin: Origin, sources: readonly SourceExpression[], kind: string): readonly Span[] {
  return sources.flatMap((source) => {
    const tokens = tokensOf(source.text);
    const readsKind = tokens.some(({ text }, at) => text === "kind" && tokens[at - 1]?.text === ".");
    const texts = readsKind ? tokens.filter(({ text }) => text === `'${kind}'` || text === `"${kind}"`) : [];
    return texts.map(({ start, end }) => origin.within(source.path, start + 1, end - 1));
  });
}

/** Every expression of a document. */
export function expressionsOf({ kind, spec }: AnyDocument): readonly SourceExpression[] {
  if (kind === "Policy") {
    const messages = spec.validations.flatMap(({ messageExpression }) => messageExpression ?? []);
    const named = [...spec.matchConditions, ...spec.variables, ...spec.validations];
    return [...named.map(({ expression }) => expression), ...messages];
  }
  if (kind === "Grant") return spec.conditions.map(({ expression }) => expression);
  if (kind === "Settings") return spec.environments.map(({ when }) => when);
  return kind === "ResourceKind" || kind === "ResourceMapping" ? spec.mappings.flatMap(mappingExpressions) : [];
}

type Mapping = Extract<AnyDocument, { kind: "ResourceMapping" }>["spec"]["mappings"][number];

/** Every expression of a mapping. */
export function mappingExpressions({ when, each, variables, properties }: Mapping): readonly SourceExpression[] {
  const optional = [when, each].filter((one) => one !== null);
  return [...optional, ...variables.map(({ expression }) => expression), ...Object.values(properties)];
}
