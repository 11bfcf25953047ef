import type { Draft } from "./draft.ts";
import { actOnHost, readAddress } from "./network/host.ts";

/** Variables by which another program or other code runs than the words say, or by which a program reads other settings, whatever the program is. */
const CODE = [
  /^(?:PATH|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_.*|BASH_ENV|ENV|BASH_FUNC_.*|PROMPT_COMMAND|PS4|SHELLOPTS|BASHOPTS|IFS|GCONV_PATH|GLIBC_TUNABLES)$/,
  /^(?:NODE_PATH|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|RUBYOPT|RUBYLIB|PERL5OPT|PERL5LIB|PERL5DB|LESSOPEN|LESSCLOSE|BROWSER|MAKEFILES)$/,
  /^(?:JAVA_HOME|CARGO_HOME|GOROOT|CURL_HOME|WGETRC|NETRC|HELM_PLUGINS|HELM_DATA_HOME|KREW_ROOT|GOPROXY|GONOSUMDB|GONOSUMCHECK|GOINSECURE|PIP_.*|UV_.*)$/,
  /^(?:npm_config_.*|NPM_CONFIG_.*|CLOUDSDK_PYTHON.*|CARGO_BUILD_.*|CARGO_TARGET_.*|TF_CLI_.*|AWS_ENDPOINT_URL.*|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|AWS_CA_BUNDLE)$/,
  /^(?:.*_)?(?:OPTIONS|OPTS|ADDOPTS|PLUGINS|PAGER|MANPAGER|CONFIG_PATH|CONFIG_FILE|WRAPPER)$/,
  /^[A-Z]*FLAGS$/,
];
/** Variables that name a program, which is one of the machine where it goes by its name alone. */
const PROGRAM = /^(?:CC|CXX|CPP|LD|AR|AS|FC|RUSTC|RUSTDOC|EDITOR|VISUAL)$/;
const NAME = /^[\w.+-]*$/;
/** Variables by which requests go to another host first. */
const PROXY = /^(?:https?|all|ftp)_proxy$/i;
/** Values that programs are given every day and that load no code. */
const HARMLESS =
  /^(?:--(?:max-old-space-size|max_old_space_size|enable-source-maps|no-warnings|no-deprecation|trace-warnings|experimental-[a-z-]+|conditions|stack-trace-limit)(?:=[\w@/-]*)?|-mod=\w+|-j\d*|-(?:O[0-3sz]?|g|W[a-z-]*|[DA] ?[A-Za-z_][\w:=-]*|std=[\w+]+|X(?:mx|ms|ss)\d+[kmgKMG]?)|cat|less|more|\s)*$/;

/** Says which variables make the command another one than its words say. */
export function readEnvironment(draft: Draft): void {
  for (const [name, value] of draft.setting.env) {
    if (PROXY.test(name) && value !== "") actOnHost(draft, "update", readAddress(value, "http"));
    if (!changesCode(name, value)) continue;
    draft.unresolved(
      "environment-changes-code",
      `\`${name.slice(0, 64)}\` is set, which may let other code run than the command names`,
    );
  }
}

function changesCode(name: string, value: string | null): boolean {
  if (PROGRAM.test(name)) return value === null || !NAME.test(value);
  return CODE.some((code) => code.test(name)) && (value === null || !HARMLESS.test(value));
}

/** Says that a variable which holds a secret is told, or all variables where no name is given. */
export function tellVariable(draft: Draft, name: string | null): void {
  const id = name ?? "*";
  const traits = name === null ? (["reach-all"] as const) : [];
  draft.act("read", { kind: "Secret", type: "environment variable", provider: "machine", id, name: id }, traits);
}
