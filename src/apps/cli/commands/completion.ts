import { Argument, type Command } from "commander";

const EXAMPLES = `
Examples:
  $ writ completion bash > /etc/bash_completion.d/writ
  $ writ completion zsh > "\${fpath[1]}/_writ"
  $ writ completion fish > ~/.config/fish/completions/writ.fish`;

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** The words that may come first after it, as `policy` after `new`; empty where that is anything. */
  readonly next: readonly string[];
  readonly options: readonly OptionWords[];
}

interface OptionWords {
  readonly long: string;
  readonly description: string;
  /** The values that it takes; empty where it takes any, or none. */
  readonly choices: readonly string[];
}

const SHELLS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = { bash, zsh, fish };

/** Adds `writ completion`; the scripts are made from the commands themselves, so they cannot fall behind. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .summary("print a shell completion script")
    .description("Prints a completion script for a shell.")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SHELLS)))
    .addHelpText("after", EXAMPLES)
    .action((shell: string) => {
      process.stdout.write(SHELLS[shell]?.(program.commands.map(wordsOf)) ?? "");
    });
}

function wordsOf(command: Command): CommandWords {
  const declared = [command, ...command.commands].flatMap((one) => one.options);
  const options = new Map<string, OptionWords>();
  for (const { long, description, argChoices = [] } of declared)
    if (typeof long === "string") {
      const { choices = [] } = options.get(long) ?? {};
      options.set(long, { long, description, choices: [...new Set([...choices, ...argChoices])] });
    }
  return {
    name: command.name(),
    summary: command.summary(),
    next: [...command.commands.map((one) => one.name()), ...(command.registeredArguments[0]?.argChoices ?? [])],
    options: [...options.values(), { long: "--help", description: "show help", choices: [] }],
  };
}

function bash(commands: readonly CommandWords[]): string {
  const cases = commands.map(
    ({ name, options }) => `    ${name}) words="${options.map(({ long }) => long).join(" ")}" ;;`,
  );
  const next = commands
    .filter((command) => command.next.length > 0)
    .map((command) => `    "2 ${command.name} ${command.name}") words="${command.next.join(" ")}" ;;`);
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ long, choices }) => `    "${name} ${long}") words="${choices.join(" ")}" ;;`),
  );
  return `_writ() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join("\n")}
  esac
  [[ "$current" == -* ]] || case "$COMP_CWORD \${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${next.join("\n")}
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _writ writ
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const describe = ({ name, summary }: CommandWords): string => `    '${name}:${quoteZsh(summary)}'`;
  const cases = commands.map(({ name, next, options }) => {
    const words = next.length > 0 ? `'2:word:(${next.join(" ")})' ` : "";
    return `    ${name}) _arguments ${words}${options.map(zshOption).join(" ")} '*:file:_files' ;;`;
  });
  return `#compdef writ
_writ() {
  local -a commands
  commands=(
${commands.map(describe).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases.join("\n")}
  esac
}
_writ "$@"
`;
}

function zshOption({ long, description, choices }: OptionWords): string {
  const values = choices.length > 0 ? `:value:(${choices.join(" ")})` : "";
  return `'${long}[${quoteZsh(description)}]${values}'`;
}

function quoteZsh(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, String.raw`\$&`);
}

function fish(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, next, options }) => [
    `complete -c writ -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    ...next.map((word) => `complete -c writ -n '__fish_seen_subcommand_from ${name}' -f -a ${word}`),
    ...options.map(
      ({ long, description, choices }) =>
        `complete -c writ -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)} -d ${quote(description)}${choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : ""}`,
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}
