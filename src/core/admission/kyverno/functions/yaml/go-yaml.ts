import { inspectTokens, DOCUMENT_LIMITS } from "#core/documents";
import type { Value } from "#core/language";
import { Composer, Parser, type CST, type Document } from "yaml";
import { Converter, Untold } from "./convert.ts";
import { ambiguityIn } from "./text.ts";

/** A value, why the text has none in JSON, or what in it cannot be told. */
export type YamlResult =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "invalid" | "untold"; readonly why: string };

/**
 * Reads YAML as `sigs.k8s.io/yaml` does: by the rules of YAML 1.1 that go-yaml 2 knows, into what JSON can hold.
 *
 * What is written alike in YAML 1.1 and 1.2 is read with the library for the latter, and unquoted texts get the meaning that they have in the former.
 * Whatever else a text has, mistakes among it, makes it one of which nothing can be told.
 */
export function readGoYaml(text: string): YamlResult {
  const ambiguity = ambiguityIn(text);
  if (ambiguity !== null) return { kind: "untold", why: ambiguity };
  const tokens = [...new Parser().parse(text)];
  const [refused] = inspectTokens(tokens, DOCUMENT_LIMITS);
  return refused === undefined ? readTokens(text, tokens) : { kind: "untold", why: "tags, directives or deep nesting" };
}

function readTokens(text: string, tokens: readonly CST.Token[]): YamlResult {
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false, prettyErrors: false });
  const documents = [...composer.compose(tokens, false, text.length)];
  const [document] = documents;
  if (document === undefined) return { kind: "read", value: null };
  if (documents.length > 1 || document.errors.length + document.warnings.length > 0)
    return { kind: "untold", why: "a mistake, or what YAML 1.2 takes for one" };
  return convert(text, document);
}

function convert(text: string, { contents }: Document.Parsed): YamlResult {
  const converter = new Converter(text);
  try {
    const value = converter.value(contents, false);
    const { notJson } = converter;
    return notJson === null ? { kind: "read", value } : { kind: "invalid", why: `JSON has no \`${notJson}\`` };
  } catch (error) {
    if (error instanceof Untold) return { kind: "untold", why: error.message };
    throw error;
  }
}
