import type { Draft } from "./draft.ts";

/** Variables by which another program or other code runs than the words say, whatever the program is. */
const CODE =
  /^(?:PATH|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_.*|BASH_ENV|ENV|BASH_FUNC_.*|PROMPT_COMMAND|PS4|SHELLOPTS|BASHOPTS|IFS|NODE_OPTIONS|NODE_PATH|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|RUBYOPT|RUBYLIB|PERL5OPT|PERL5LIB|PERL5DB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|LESSOPEN|LESSCLOSE|MANPAGER|BROWSER|GCONV_PATH|GLIBC_TUNABLES|npm_config_.*|NPM_CONFIG_.*|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL|CLOUDSDK_PYTHON.*|CARGO_BUILD_RUSTC.*|RUSTC_WRAPPER|GOFLAGS|MAKEFLAGS|GREP_OPTIONS)$/;
/** Values that programs are given every day and that load no code. */
const HARMLESS =
  /^(?:--(?:max-old-space-size|max_old_space_size|enable-source-maps|no-warnings|no-deprecation|trace-warnings|experimental-[a-z-]+|conditions|stack-trace-limit)(?:=[\w@/-]*)?|-mod=\w+|-j\d*|\s)*$/;

/** Says which variables make the command another one than its words say. */
export function readEnvironment(draft: Draft): void {
  for (const [name, value] of draft.setting.env) {
    if (!CODE.test(name) || (value !== null && HARMLESS.test(value))) continue;
    draft.unresolved(
      "environment-changes-code",
      `\`${name.slice(0, 64)}\` is set, which may let other code run than the command names`,
    );
  }
}
