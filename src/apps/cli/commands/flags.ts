import { Option } from "commander";

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
