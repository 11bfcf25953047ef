import { describe, expect, it } from "vitest";
import { createProgram } from "../../src/apps/cli/program.ts";
import { folderOf, shell, writ } from "./writ.ts";

describe("writ completion", () => {
  it.each(["bash", "zsh", "fish"])("for %s has every command, option and value of the program", async (name) => {
    const { code, stdout } = await writ(folderOf({}), ["completion", name]);
    expect(code).toBe(0);
    const all = createProgram().commands.flatMap((command) => [command, ...command.commands]);
    const options = all.flatMap((command) => command.options);
    const values = options.flatMap(({ argChoices }) => argChoices ?? []);
    const longs = options.flatMap(({ long }) => (typeof long === "string" ? [long] : []));
    const words = [...all.map((command) => command.name()), ...values];
    expect(words.length).toBeGreaterThan(15);
    const has = (word: string): boolean => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(stdout);
    expect(words.filter((word) => !has(word))).toEqual([]);
    expect(longs.filter((long) => !has(name === "fish" ? `-l ${long.slice(2)}` : long))).toEqual([]);
  });

  it.each([
    ["writ new ", 2, "policy"],
    ["writ completion ", 2, "bash zsh fish"],
    ["writ lint --format ", 3, "text json"],
    ["writ lin", 1, "lint"],
    ["writ approvals show --form", 3, "--format"],
  ])("completes `%s` in bash", async (line, at, expected) => {
    const words = line.split(" ").map((word) => `'${word}'`);
    const script = `eval "$(writ completion bash)"; COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${at}; _writ; echo "\${COMPREPLY[*]}"`;
    expect((await shell(folderOf({}), script)).stdout).toBe(`${expected}\n`);
  });
});
