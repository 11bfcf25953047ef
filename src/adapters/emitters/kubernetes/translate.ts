import type { CheckedPolicy } from "#core/bundle";
import type { Mapping, SourceExpression, Validation } from "#core/documents";
import type { Expr } from "#core/language";
import { applyFolded, truthOf } from "./rewrite/fold.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { MappingNames } from "./rewrite/mapping-names.ts";
import type { NativeLanguage } from "./rewrite/native-language.ts";
import { parseAsWritten } from "../expressions/parse.ts";
import { PolicyNames } from "./rewrite/policy-names.ts";
import { rewrite } from "./rewrite/rewriter.ts";
import { assertWritable } from "./rewrite/size.ts";
import { SharedVariables, type SharedVariable } from "./rewrite/shared-variables.ts";
import { bool, call, ident, method, text } from "../expressions/trees.ts";

/** A policy as it is said of the native types of one mapping. */
export interface Translation {
  readonly variables: readonly SharedVariable[];
  readonly validations: readonly TranslatedValidation[];
}

/** A validation with what became of it: a rule, nothing because it holds of everything, or the reason why it cannot be said. */
export type TranslatedValidation =
  | { readonly kind: "rule"; readonly id: string; readonly rule: Expr; readonly message: Expr | null }
  | { readonly kind: "idle"; readonly id: string }
  | { readonly kind: "inexpressible"; readonly id: string; readonly reason: string };

/** Says a policy in the words of the API server, validation by validation. */
export function translate(
  policy: CheckedPolicy,
  kind: string,
  mapping: Mapping,
  language: NativeLanguage,
): Translation {
  const translator = new Translator(policy, kind, mapping, language);
  const validations = policy.document.spec.validations.map((one) => translator.validation(one));
  return { variables: translator.variables.declared, validations };
}

class Translator {
  readonly variables = new SharedVariables();
  readonly #policy: CheckedPolicy;
  readonly #mapping: Mapping;
  readonly #mappingNames: MappingNames;
  readonly #names: PolicyNames;

  constructor(policy: CheckedPolicy, kind: string, mapping: Mapping, language: NativeLanguage) {
    this.#policy = policy;
    this.#mapping = mapping;
    this.#mappingNames = new MappingNames(mapping, this.variables, language);
    this.#names = new PolicyNames(policy, kind, this.#mappingNames, this.variables);
    this.#mappingNames.prepare();
    this.#names.prepare();
  }

  validation({ id, expression, messageExpression }: Validation): TranslatedValidation {
    try {
      const rule = this.#rule(expression);
      assertWritable(rule);
      if (truthOf(rule) === true) return { kind: "idle", id };
      return { kind: "rule", id, rule, message: messageExpression && this.#message(expression, messageExpression) };
    } catch (cause) {
      if (!(cause instanceof InexpressibleError)) throw cause;
      return { kind: "inexpressible", id, reason: cause.reason };
    }
  }

  #rule(expression: SourceExpression): Expr {
    const holds = guarded(this.#conditions(), this.#said(expression));
    return guarded(this.#when(), this.#ofEveryItem(holds));
  }

  #said(expression: SourceExpression): Expr {
    return rewrite(parseAsWritten(expression), this.#names);
  }

  /** Whether the policy is about the object, as one variable unless it hangs on an item. */
  #conditions(): Expr {
    const { matchConditions } = this.#policy.document.spec;
    if (matchConditions.length === 0) return bool(true);
    return this.variables.read("policy_applies", () =>
      matchConditions
        .map(({ name, expression }) => this.#condition(name, expression))
        .reduce((left, right) => applyFolded("_&&_", [left, right])),
    );
  }

  #condition(name: string, expression: SourceExpression): Expr {
    try {
      return this.#said(expression);
    } catch (cause) {
      if (!(cause instanceof InexpressibleError)) throw cause;
      throw new InexpressibleError(`its condition \`${name}\` cannot be said: ${cause.reason}`);
    }
  }

  #when(): Expr {
    const { when } = this.#mapping;
    if (when === null) return bool(true);
    return this.variables.read("native_applies", () => rewrite(parseAsWritten(when), this.#mappingNames));
  }

  #ofEveryItem(holds: Expr): Expr {
    if (this.#mapping.each === null || truthOf(holds) === true) return holds;
    return method(this.#items(this.#mapping.each), "all", ident("item"), holds);
  }

  #items(each: SourceExpression): Expr {
    return this.variables.read("native_items", () => rewrite(parseAsWritten(each), this.#mappingNames));
  }

  /** A message is said where it can be; without one, the document's own text stands. */
  #message(expression: SourceExpression, message: SourceExpression): Expr | null {
    try {
      const said = this.#said(message);
      assertWritable(said);
      if (this.#mapping.each === null) return said;
      const broken = guarded(this.#conditions(), this.#said(expression));
      const items = method(this.#items(this.#mapping.each), "filter", ident("item"), applyFolded("!_", [broken]));
      const whole = method(method(items, "map", ident("item"), said), "join", text("; "));
      assertWritable(whole);
      return whole;
    } catch (cause) {
      if (!(cause instanceof InexpressibleError)) throw cause;
      return null;
    }
  }
}

/** Whether something holds where a condition does; an error of the condition stays one. */
function guarded(condition: Expr, holds: Expr): Expr {
  const truth = truthOf(condition);
  if (truth === true || truthOf(holds) === true) return holds;
  return truth === false ? bool(true) : call("_?_:_", condition, holds, bool(true));
}
