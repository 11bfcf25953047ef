import { Option } from "commander";
import type { FileChoice } from "../files/expand.ts";

/** Gathers the values of a flag that may be repeated. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** The first list that says anything: a flag, or else a setting, or else the default. */
export function firstNonEmpty(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** `--format` of the commands that print no report. */
export function formatOption(): Option {
  return new Option("--format <format>", "text or json").choices(["text", "json"]).default("text");
}

/** `--parameters` of the commands that read inputs. */
export function parametersOption(): Option {
  return new Option(
    "--parameters <file>",
    "values for parameters or variables: CloudFormation, Azure (*.parameters.json) or *.tfvars (repeatable; the last of a name holds)",
  ).argParser(collect);
}

/** The files of parameters of the configuration, and then those of the flag: only these are for this run alone. */
export function parameterChoices(flags: readonly string[] = [], config: readonly string[] = []): readonly FileChoice[] {
  return [...config.map((file) => ({ file, named: false })), ...flags.map((file) => ({ file, named: true }))];
}
