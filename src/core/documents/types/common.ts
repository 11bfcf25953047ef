import type { Span } from "#core/diagnostics";

/** Where a document and each of its parts stand in its file. `at` answers the nearest enclosing place that is in the text. */
export interface Origin {
  readonly file: string;
  readonly span: Span;
  at(path: readonly (string | number)[]): Span;
  /** The place of the last key of `path` itself, as opposed to its value. */
  key(path: readonly (string | number)[]): Span;
  /** The place of characters `start` to `end` of the string scalar at `path`, through YAML quoting, folding and indentation. */
  within(path: readonly (string | number)[], start: number, end: number): Span;
}

export interface Metadata {
  readonly name: string;
  readonly title: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An expression as written, with the path of the scalar that holds it. */
export interface SourceExpression {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

export interface NamedExpression {
  readonly name: string;
  readonly expression: SourceExpression;
}

interface DocumentBase<Kind extends string, Spec> {
  readonly apiVersion: "writ/v1";
  readonly kind: Kind;
  readonly metadata: Metadata;
  readonly spec: Spec;
  readonly origin: Origin;
}

export type DocumentOf<Kind extends string, Spec> = DocumentBase<Kind, Spec>;
