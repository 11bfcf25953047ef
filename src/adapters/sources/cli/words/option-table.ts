/** Whether an option takes a value: never, always (`--o v`, `--o=v`, `-ov`), or only one that is attached to it (`--o=v`, `-ov`). */
export type OptionValue = "none" | "required" | "attached";

interface Option {
  readonly name: string;
  readonly value: OptionValue;
}

interface Style {
  /** Long options have one dash, and short ones cannot be combined (`-target=x`). */
  readonly oneDash: boolean;
  /** Options end at the first operand. */
  readonly endAtOperand: boolean;
  /** A long option may be written as the beginning of its name. */
  readonly abbreviates: boolean;
  /** `-5` is an option. */
  readonly numbers: boolean;
  /** An option that is not listed has the next word as its value unless that looks like an option. */
  readonly othersTakeValues: boolean;
}

/** The options of a program: which there are, what else they are called, and which take values. */
export interface OptionTable extends Style {
  readonly options: ReadonlyMap<string, Option>;
}

const STYLE: Style = {
  oneDash: false,
  endAtOperand: false,
  abbreviates: true,
  numbers: false,
  othersTakeValues: false,
};

/**
 * The table for a list of options as in `recursive,r,R color? target-directory,t=`: the names of each, the first of which it goes by, then `=` where it takes
 * a value and `?` where it may have one attached.
 */
export function optionTable(list: string, style: Partial<Style> = {}): OptionTable {
  const options = new Map<string, Option>();
  for (const entry of list.split(/\s+/).filter((one) => one !== "")) {
    const value = entry.endsWith("=") ? "required" : entry.endsWith("?") ? "attached" : "none";
    const names = (value === "none" ? entry : entry.slice(0, -1)).split(",");
    for (const name of names) options.set(name, { name: names[0] ?? name, value });
  }
  return { ...STYLE, ...style, options };
}

/** The options that a long name may mean: itself, or else all that it is the beginning of. */
export function longOption(table: OptionTable, name: string): Option | null {
  const exact = table.options.get(name);
  if (exact !== undefined || !table.abbreviates) return exact ?? null;
  const meant = new Map<string, Option>();
  for (const [full, option] of table.options)
    if (full.length > 1 && full.startsWith(name)) meant.set(option.name, option);
  const [only] = meant.values();
  return meant.size === 1 ? (only ?? null) : null;
}
