/** What stands behind a path and keeps it from being rewritten: a Pod inside a controller has no name and no namespace of its own. */
const OF_THE_CONTROLLER = /^\.(?:namespace|name)(?![A-Za-z0-9_])/;

/**
 * Points the paths of a Pod in a text at the Pod inside a controller: `object.spec` becomes `object.<template>.spec`.
 *
 * It goes by the letters alone, as Kyverno does (`pkg/cel/autogen/replacement.go`), so that messages change with expressions.
 */
export function rewriteText(text: string, template: string): string {
  return PATHS.reduce((written, path) => replaceAll(written, path, template), text);
}

const PATHS = ["object.spec", "oldObject.spec", "object.metadata", "oldObject.metadata"];

function replaceAll(text: string, path: string, template: string): string {
  const [root = "", field = ""] = path.split(".");
  const [first = "", ...rest] = text.split(path);
  return rest.reduce((written, after) => {
    const kept = OF_THE_CONTROLLER.test(after) ? path : `${root}.${template}.${field}`;
    return `${written}${kept}${after}`;
  }, first);
}
