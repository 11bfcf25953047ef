import { describe, expect, it } from "vitest";
import { commandProblem, fillCommand } from "./command-line.ts";

function filled(line: string, argument: Parameters<typeof fillCommand>[1]): string | null {
  const { words, bad } = fillCommand(line.split(" "), argument);
  return words === null ? `bad: ${bad}` : words.join("|");
}

describe("fillCommand()", () => {
  it("puts arguments into words, and leaves out words without one", () => {
    const line = "kubectl scale {kind} {name} --replicas={n} --namespace={namespace}";
    const call = { kind: "Deployment", name: "two words", n: 3n, namespace: null };
    expect(filled(line, call)).toBe("kubectl|scale|Deployment|two words|--replicas=3");
  });

  it("makes as many words of a list as it has, and only what follows `--` begins as options do", () => {
    expect(filled("kubectl exec {pod} -- {command}", { pod: "a", command: ["ls", "-l"] })).toBe(
      "kubectl|exec|a|--|ls|-l",
    );
    expect(filled("kubectl delete pod {name}", { name: "--all" })).toBe("bad: name");
    expect(filled("kubectl delete pod {names}", { names: ["a", "-l=x"] })).toBe("bad: names");
  });

  it("lets no argument take the place of another that is missing", () => {
    expect(filled("kubectl delete {kind} {name}", { kind: "", name: "pods" })).toBe("bad: kind");
    expect(filled("kubectl get {kind} {name}", { kind: "pods" })).toBe("kubectl|get|pods");
  });

  it("reads own members alone, and nothing that is no word", () => {
    expect(filled("rm {constructor}", {})).toBe("rm");
    expect(filled("rm --x={path}", { path: { a: 1 } })).toBe("bad: path");
    expect(filled("rm {path}", { path: [["a"]] })).toBe("bad: path");
    expect(filled("rm {path}", { path: "x".repeat(65 * 1024) })).toBe("bad: path");
  });
});

describe("commandProblem()", () => {
  it.each([
    ["kubectl get {kind} --namespace={namespace} -- {rest}", null],
    ["{program} get", "begin with"],
    ["kubectl get {a b}", "in braces"],
    ["kubectl get }", "in braces"],
    ["kubectl get -n {namespace}", "in one word"],
  ])("looks at `%s`", (line, problem) => {
    expect(commandProblem(line.split(" "))).toEqual(problem === null ? null : expect.stringContaining(problem));
  });
});
