import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommandSetting } from "../cli/index.ts";
import { Budget, readScript } from "./index.ts";

const SETTING: CommandSetting = {
  cwd: "/ws",
  home: "/home/dev",
  workspace: "/ws",
  env: new Map(),
  reach: [],
  depth: 0,
  source: { file: "script", address: "", path: [] },
};
const NOTHING = { effects: [], unresolved: [] };

/** The commands of a script as texts: `?` is a word, `…` any number of words that are not known. */
function commandsOf(script: string): { readonly commands: readonly string[]; readonly unresolved: readonly string[] } {
  const commands: string[] = [];
  const { unresolved } = readScript(
    script,
    SETTING,
    {
      command: (words, { cwd, stdin }) => {
        const texts = words.map(({ text, quoted }) => text ?? (quoted ? "?" : "…"));
        commands.push(
          [...texts, ...(cwd === "/ws" ? [] : [`in ${cwd}`]), ...(stdin == null ? [] : [`< ${stdin.trim()}`])].join(
            " ",
          ),
        );
        return NOTHING;
      },
      file: (verb, { text }) => {
        commands.push(`${verb} ${text ?? "?"}`);
        return NOTHING;
      },
      variable: (name) => {
        commands.push(`tells ${name ?? "all"}`);
        return NOTHING;
      },
      host: (name, port) => {
        commands.push(`host ${name}:${port}`);
        return NOTHING;
      },
    },
    new Budget(),
  );
  return { commands, unresolved: unresolved.map(({ code }) => code) };
}

describe("readScript()", () => {
  it.each<[string, readonly string[]]>([
    [String.raw`r\m "-r"'f' $'\x2f'`, ["rm -rf /"]],
    ["X=rm; $X -rf ${Y:-/}", ["rm -rf …"]],
    ["rm${IFS}-rf${IFS}/", ["rm -rf /"]],
    ["r{m,} a{1..2}", ["rm r a1 a2"]],
    ["$(echo rm) -rf /", ["rm -rf /"]],
    ["echo 'rm -rf /' | bash", ["bash < rm -rf /"]],
    ["cd sub && ls; cat x", ["ls in /ws/sub", "cat x in /ws/sub", "cat x"]],
    ["cd sub || exit; ls", ["ls in /ws/sub"]],
    ['f() { rm "$1"; }; f /', ["rm /"]],
    ["for i in a b; do rm $i; done", ["rm a", "rm b"]],
    ["if a; then X=b; else X=c; fi; $X", ["a", "…"]],
    ["readonly X=rm\nX=ls\n$X", ["…"]],
    ["X=rm\nwhile a; do X=rm; break; X=ls; done\n$X", ["a", "a", "…"]],
    ["alias x='rm -rf'; x /", ["x /", "rm -rf /"]],
    ["trap 'rm x' EXIT", ["rm x"]],
    ["a > out < in", ["update out", "read in", "a"]],
    ["exec 3<>/dev/tcp/h/80", ["host h:80"]],
    ["export A=~/x; a $A", ["a /home/dev/x"]],
    ["command -v rm; command rm x", ["rm x"]],
    ['a "$(b <(c))"', ["c", "b /dev/fd/63", "a ?"]],
  ])("reads %j", (script, commands) => {
    expect(commandsOf(script)).toEqual({ commands, unresolved: [] });
  });

  it.each<[string, string]>([
    ["if a; then", "syntax-error"],
    ["eval $X", "code-unknown"],
    [". ./x", "code-in-file"],
    ["x=$(a); echo $((x))", "arithmetic-runs-code"],
    ["f() { f; }; f", "calls-too-deep"],
    ["declare -n x=y", "declaration-unknown"],
    ["set -k", "option-unknown"],
    ["hash -p /x ls", "builtin-unknown"],
    ["ls *(e:'x':)", "pattern-unknown"],
    ["a;".repeat(3000), "script-too-large"],
    ["a".repeat(70_000), "script-too-large"],
    [`${"$(".repeat(200)}a${")".repeat(200)}`, "script-too-deep"],
    ["f() { ".repeat(5000), "syntax-error"],
  ])("is not sure of %j", (script, code) => {
    expect(commandsOf(script).unresolved).toContain(code);
  });

  it("answers whatever it is given", () => {
    const piece = fc.constantFrom(
      ..."$( ` ) { } ( ; & | && || < > << <<- <<< E \n ' \" \\ $' ${ :- x= $x $@ * ~ [ [[ ]] (( )) if then fi for in do done case esac a rm -rf / f() eval trap # ! =".split(
        " ",
      ),
      " ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 40 }), (pieces) => {
        expect(() => commandsOf(pieces.join(""))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
