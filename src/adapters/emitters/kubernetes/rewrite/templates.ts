import { parseExpression, type Expr } from "#core/language";
import { InvariantError } from "#core/diagnostics";
import { call, dyn, ident, list, literal, method } from "../../expressions/trees.ts";

/**
 * Functions of Writ that plain CEL can say, by name. Each is a chain of steps over one value called `it`, as `map` takes them: Kubernetes has no
 * other way to name a value on the way.
 */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  // The reference grammar of images, as `images.repository()` reads it.
  "images.repository": [
    `it.trim().split("@")[0]`,
    `it.lastIndexOf(":") > it.lastIndexOf("/") ? it.substring(0, it.lastIndexOf(":")) : it`,
    `{"path": it, "first": it.contains("/") ? it.split("/")[0].lowerAscii() : ""}`,
    `{"path": it.path, "first": it.first == "localhost" || it.first.contains(".") || it.first.contains(":") ? it.first : ""}`,
    `{
      "registry": it.first in ["", "docker.io", "index.docker.io", "registry-1.docker.io"] ? "docker.io" : it.first,
      "rest": it.first == "" ? it.path : it.path.substring(it.path.indexOf("/") + 1)
    }`,
    `it.rest == "" ? "" : it.registry + "/" + (it.registry == "docker.io" && !it.rest.contains("/") ? "library/" : "") + it.rest`,
  ],
  // Words for everywhere, and networks wider than any organisation owns.
  "networks.isAnywhere": [
    `type(it) == list ? it : [it]`,
    `it.exists(one, type(one) == string ? [string(one).trim().lowerAscii()].exists(text,
      text in ["*", "any", "internet"] ||
      (!text.matches("^[0-9a-f:.]+(/[0-9]{1,3})?$") ? !text.matches("^[a-z][a-zA-Z0-9_./-]*$")
        : !text.contains("/") ? text.matches("^[0.:]+$")
        : int(text.split("/")[1]) <= (text.split("/")[0].contains(":") ? 31 : 7))) : true)`,
  ],
};

/** The name of the value in a template. */
const VALUE = "it";

/** A function of Writ applied to a value, in plain CEL; undefined for one that plain CEL cannot say. */
export function spellOut(name: string, args: readonly Expr[]): Expr | undefined {
  const [value, ...others] = args;
  const steps = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (steps === undefined || value === undefined || others.length > 0) return undefined;
  const chain = steps.reduce((range, step) => method(range, "map", ident(VALUE), parseStep(step)), list([dyn(value)]));
  return call("_[_]", chain, literal(0));
}

function parseStep(step: string): Expr {
  const result = parseExpression(step, { macros: [] });
  if (result.kind === "parsed") return result.parsed.expr;
  throw new InvariantError("emit-template", `A template does not parse: ${result.problems[0]?.message}`);
}
