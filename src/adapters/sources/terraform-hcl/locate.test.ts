import { describe, expect, test } from "vitest";
import type { Path } from "#core/model";
import { readFiles } from "./testing/configuration.ts";

const MAIN = `resource "aws_a" "a" {
  plain = 1
  list  = ["x", { k = "v" }]
  tags = {
    Name  = "n"
    "b c" = 2
  }
  rule { port = 1 }
  rule {
    port = 2
  }
  dynamic "rule" {
    for_each = [3]
    content { port = rule.value }
  }
}
`;

describe("locate()", () => {
  const reading = readFiles({
    "main.tf": `${MAIN}\nmodule "m" {\n  source = "./m"\n  count  = 2\n}\n`,
    "m/main.tf": '\n\nresource "aws_a" "inner" {\n  x = 1\n}\n',
  });
  const place = (address: string, path: Path): string => {
    const { file, start, end } = reading.locate({ file: "app", address, path });
    return `${file}:${start?.line}:${start?.column}-${end?.line}:${end?.column}`;
  };

  test.each<[Path, string]>([
    [[], "1:1-16:2"],
    [["plain"], "2:3-2:12"],
    [["list", 0], "3:12-3:15"],
    [["list", 1, "k"], "3:19-3:26"],
    [["tags", "Name"], "5:5-5:16"],
    [["tags", "b c"], "6:5-6:14"],
    [["tags", "absent"], "4:3-7:4"],
    [["rule", 0, "port"], "8:10-8:18"],
    [["rule", 1], "9:3-11:4"],
    [["rule", 2, "port"], "12:3-15:4"],
    [["made", "by", "provider"], "1:1-16:2"],
  ])("finds %j", (path, expected) => {
    expect(place("aws_a.a", path)).toBe(`app/main.tf:${expected}`);
  });

  test("finds instances in the files of their modules", () => {
    expect(place("module.m[1].aws_a.inner", ["x"])).toBe("app/m/main.tf:4:3-4:8");
  });

  test("answers what it was asked about a resource that is not there", () => {
    const ref = { file: "app", address: "aws_a.none", path: [] };
    expect(reading.locate(ref)).toEqual(ref);
  });

  test("finds places in the JSON syntax", () => {
    const json = readFiles({
      "main.tf.json": '{\n  "resource": {"aws_a": {"a": {\n    "x": 1,\n    "y": {"z": 2}}}}}\n',
    });
    expect(json.locate({ file: "app", address: "aws_a.a", path: ["y", "z"] })).toMatchObject({
      file: "app/main.tf.json",
      start: { line: 4, column: 11 },
    });
  });
});
