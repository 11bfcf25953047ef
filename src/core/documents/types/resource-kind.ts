import type { Value } from "#core/language";
import type { DocumentOf, NamedExpression, SourceExpression } from "./common.ts";
import type { PropertySchema } from "./property-schema.ts";

export type ResourceKindDocument = DocumentOf<"ResourceKind", ResourceKindSpec>;
export type ResourceMappingDocument = DocumentOf<"ResourceMapping", ResourceMappingSpec>;

/** A canonical kind: its properties, and for every native type how they are computed. */
export interface ResourceKindSpec {
  readonly description: string | null;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly mappings: readonly Mapping[];
}

/** More mappings of a kind that another document defines, so that a new provider or format touches no file of the kind. */
export interface ResourceMappingSpec {
  readonly kind: string;
  readonly description: string | null;
  readonly mappings: readonly Mapping[];
}

/**
 * How native resources of `types` become resources of the kind. Expressions see `native` (with the provider's defaults filled in), `links`
 * (one variable for each link), `item` (with `each`), and `id`, `name`, `type`, `labels`, `scope`.
 */
export interface Mapping {
  readonly types: readonly string[];
  readonly provider: string;
  /** Only resources for which it is true are mapped; null means all. */
  readonly when: SourceExpression | null;
  /** A list: one canonical resource for each element, which the other expressions see as `item`. Null means one for the whole. */
  readonly each: SourceExpression | null;
  readonly links: Readonly<Record<string, LinkRule>>;
  readonly defaults: readonly ProviderDefault[];
  /** Named values that several properties are computed from, read as `variables.<name>`; each may use those before it. */
  readonly variables: readonly NamedExpression[];
  /**
   * By the path of a property or of a part of one (`backup.days`), so that each part is known or not by itself. Properties that are not listed
   * are absent from the resource, and so are those whose expression answers null.
   */
  readonly properties: Readonly<Record<string, SourceExpression>>;
}

/**
 * A join with other native resources. It holds where one of their attributes `theirs` is, by a reference or by an equal known value, one of our
 * attributes `ours`, in either direction of reference. With `same: group` every resource of the types in our group is joined, without
 * attributes (an account-wide setting). `many: false` gives the native object, or null; `many: true` a list of native objects.
 *
 * An attribute is a dotted path, or a text with paths in braces (`{catalog_name}.{name}`): the name that it makes of their values. With `through`,
 * the name of another link of the mapping, the resources behind that link are joined in our place, and `ours` are attributes of theirs.
 */
export interface LinkRule {
  readonly types: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly same: "group" | null;
  readonly through: string | null;
  readonly many: boolean;
}

/** The value that the provider fills in when the attribute is absent or null, for provider versions `from` (inclusive) to `to` (exclusive). */
export interface ProviderDefault {
  readonly attribute: string;
  readonly value: Value;
  readonly from: string | null;
  readonly to: string | null;
}
