import { BOOL, listOf, mapOf, opaqueOf, STRING } from "../../../types/type.ts";
import type { Value } from "../../../values/index.ts";
import { readsFirst } from "../../cost.ts";
import type { FunctionDeclaration, FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { invalidConversion } from "../../failure.ts";
import { typeConstant } from "../../standard/types.ts";
import { parseUrl } from "./parse-url.ts";
import { UrlValue } from "./url-value.ts";

const URL_TYPE = opaqueOf("kubernetes.URL");

function toUrl(text: string): Value {
  const parts = parseUrl(text);
  return parts
    ? new UrlValue(text, parts)
    : invalidConversion(text, "a URL", "it is neither an absolute URL nor an absolute path");
}

function part(name: string, id: string, description: string, read: (url: UrlValue) => string): FunctionDeclaration {
  return declare(name, description, method(id, [URL_TYPE, STRING], read));
}

/** URLs. Source: Kubernetes, `pkg/cel/library/urls.go`. */
export const urlLibrary: FunctionLibrary = {
  name: "kubernetes.url",
  functions: [
    declare("url", "Converts text to a URL.", func("string_to_url", [STRING, URL_TYPE], toUrl, readsFirst)),
    declare(
      "isURL",
      "Whether text is a URL.",
      func("is_url_string", [STRING, BOOL], (text: string) => parseUrl(text) !== undefined, readsFirst),
    ),
    part("getScheme", "url_get_scheme", "The scheme.", (url) => url.parts.scheme),
    part("getHost", "url_get_host", "The host with its port.", (url) => url.parts.host),
    part("getHostname", "url_get_hostname", "The host without its port.", (url) => url.hostname),
    part("getPort", "url_get_port", "The port.", (url) => url.port),
    part("getEscapedPath", "url_get_escaped_path", "The path, escaped.", (url) => url.escapedPath),
    declare(
      "getQuery",
      "The values of each key of the query.",
      method("url_get_query", [URL_TYPE, mapOf(STRING, listOf(STRING))], (url: UrlValue) => url.query),
    ),
  ],
  constants: { "kubernetes.URL": typeConstant("kubernetes.URL", URL_TYPE) },
};
