import { describe, expect, test } from "vitest";
import { valueOf } from "./testing/configuration.ts";

const BESIDE = `
variable "unset" {}
variable "secret" {
  sensitive = true
  default   = "hidden"
}
locals {
  list = ["b", "a", "c"]
  map  = { z = 1, a = 2 }
  deep = { one = [{ name = "x", port = 80 }, { name = "y", port = 443 }] }
}
resource "aws_x" "one" {
  name    = "one"
  nothing = null
  box {
    size = 3
  }
}
resource "aws_x" "two" {
  count = 2
  name  = "two-\${count.index}"
}
resource "aws_x" "map" {
  for_each = { k = "v", a = "w" }
  name     = each.value
}
`;

describe("expressions", () => {
  test.each<[string, unknown]>([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["7 % 4 - 10 / 4", 0.5],
    ["-3 + -(-2)", -1],
    ["9007199254740993 + 0", 9_007_199_254_740_993n],
    ["1e3", 1000],
    ['"1" + 1', 2],
    ['1 == "1"', false],
    ['[1, "a"] == [1, "a"]', true],
    ["!true || false && true", false],
    ["1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3", true],
    ['1 != 2 ? "yes" : "no"', "yes"],
    ["true ? { a = 1 } : null", { a: 1 }],
    ['"a-${1 + 1}-${true}"', "a-2-true"],
    ['"${[1, 2]}"', [1, 2]],
    ['"$${x} %%{y} \\" \\\\ \\n \\u00e9"', '${x} %{y} " \\ \n é'],
    ['"%{ if true }yes%{ else }no%{ endif }"', "yes"],
    ['"%{ for x in local.list }${x},%{ endfor }"', "b,a,c,"],
    ['"a   ${~ "b" ~}   c"', "abc"],
    ["local.list[1]", "a"],
    ["local.list.1", "a"],
    ['local.map["a"]', 2],
    ["local.deep.one[*].port", [80, 443]],
    ["local.deep.one.*.name", ["x", "y"]],
    ["null[*]", []],
    ["local.map[*].a", [2]],
    ["[for x in local.list : upper(x)]", ["B", "A", "C"]],
    ['[for i, x in local.list : i if x != "a"]', [0, 2]],
    ["[for k, v in local.map : k]", ["a", "z"]],
    ['{ for k, v in local.map : "${k}!" => v }', { "a!": 2, "z!": 1 }],
    ['{ for d in local.deep.one : d.port > 100 ? "big" : "small" => d.name... }', { big: ["y"], small: ["x"] }],
    ['{ (local.list[0]) = 1, "q r" = 2, s : 3 }', { b: 1, "q r": 2, s: 3 }],
    ["{ __proto__ = 1, constructor = 2 }", JSON.parse('{"__proto__": 1, "constructor": 2}')],
    ["local.missing", "<not-observed>"],
    ["local.map.nothing", "<not-observed>"],
    ["terraform.workspace", "<not-observed>"],
    ["path.module", "."],
    ["path.root", "."],
    ["path.cwd", "<not-observed>"],
    ["aws_x.one.name", "one"],
    ["aws_x.one.box[0].size", 3],
    ["aws_x.one.box[0].made", "<after-apply>"],
    ["aws_x.one.arn", "<after-apply>"],
    ["aws_x.two[1].name", "two-1"],
    ["aws_x.two[*].name", ["two-0", "two-1"]],
    ["length(aws_x.two)", 2],
    ['aws_x.map["k"].name', "v"],
    ['[for k, x in aws_x.map : "${k}=${x.name}"]', ["a=w", "k=v"]],
    ["values(aws_x.map)[*].name", ["w", "v"]],
    ["keys(aws_x.map)", ["a", "k"]],
    ["var.unset", "<not-observed>"],
    ['"x-${var.unset}"', "<not-observed>"],
    ["var.unset && false", false],
    ["var.unset || true", true],
    ["var.unset ? 1 : 1", 1],
    ["var.unset ? 1 : 2", "<not-observed>"],
    ["[var.unset, 1]", ["<not-observed>", 1]],
    ["var.secret", "<sensitive>"],
    ['"password=${var.secret}"', "<sensitive>"],
    ["jsonencode({ a = var.secret, b = var.unset })", "<sensitive>"],
    ['sensitive("x")', "<sensitive>"],
    ['try(local.map.nothing, "else")', "else"],
    ["try(local.map.a, 7)", 2],
    ["try(var.unset.a, 7)", "<not-observed>"],
    ["can(local.map.nothing)", false],
    ["can(local.map.a)", true],
    ['can(regex("^a", "b"))', false],
    ["one([])", null],
    ["one(aws_x.two[*].name)", "<not-observed>"],
    ["[aws_x.one.nothing, aws_x.none]", ["<after-apply>", "<not-observed>"]],
  ])("%s is %s", (expression, expected) => {
    expect(valueOf(expression, BESIDE)).toEqual(expected);
  });

  test("heredocs keep their lines, and flush ones lose the indentation that all lines share", () => {
    expect(valueOf("<<EOT\n  a ${1}\n b\nEOT")).toBe("  a 1\n b\n");
    expect(valueOf('<<-EOT\n    {\n\n      "a": ${1}\n    }\n  EOT')).toBe('{\n\n  "a": 1\n}\n');
    expect(valueOf("<<-EOT\n    %{ for x in [1, 2] ~}\n    - ${x}\n    %{ endfor ~}\n  EOT")).toBe("- 1\n- 2\n");
  });
});

describe("functions", () => {
  test.each<[string, unknown]>([
    ["abs(-2)", 2],
    ["ceil(1.2) + floor(1.8)", 3],
    ["max(1, 5, 3) - min([4, 2]...)", 3],
    ['parseint("ff", 16)', 255],
    ["pow(2, 10)", 1024],
    ["signum(-4)", -1],
    ["sum([1, 2.5])", 3.5],
    ['format("%s-%03d-%q-%v", "a", 7, "b", [1])', 'a-007-"b"-[1]'],
    ['format("%5.1f|%-4s|%x|%%", 3.14159, "ab", 255)', "  3.1|ab  |ff|%"],
    ['formatlist("%s.%s", ["a", "b"], "x")', ["a.x", "b.x"]],
    ['join(",", ["a", "b"], ["c"])', "a,b,c"],
    ['split(",", "a,b")', ["a", "b"]],
    ['replace("a.b.c", ".", "-")', "a-b-c"],
    ['replace("a1b22", "/[0-9]+/", "#")', "a#b#"],
    ['regex("([a-z]+)([0-9]+)", "ab12")', ["ab", "12"]],
    ['regex("(?P<word>[a-z]+)", "12ab")', { word: "ab" }],
    ['regexall("[a-z]", "a1b")', ["a", "b"]],
    ['substr("hello", 1, 3)', "ell"],
    ['substr("hello", -3, -1)', "llo"],
    ['title("hello world")', "Hello World"],
    ['trim("xxaxx", "x")', "a"],
    ['trimprefix("ab", "a")', "b"],
    ['trimsuffix("ab", "b")', "a"],
    ['trimspace(" a ")', "a"],
    ['chomp("a\\n\\n")', "a"],
    ['indent(2, "a\\nb")', "a\n  b"],
    ['upper(lower("aB"))', "AB"],
    ['startswith("ab", "a") && endswith("ab", "b") && strcontains("abc", "b")', true],
    ['strrev("abc")', "cba"],
    ['alltrue([true, "true"])', true],
    ["anytrue([])", false],
    ["chunklist([1, 2, 3], 2)", [[1, 2], [3]]],
    ['coalesce(null, "", "a")', "a"],
    ["coalescelist([], [1])", [1]],
    ['compact(["a", "", null])', ["a"]],
    ["concat([1], [2, 3])", [1, 2, 3]],
    ["contains([1, 2], 2)", true],
    ["distinct([1, 2, 1])", [1, 2]],
    ["element([1, 2, 3], 4)", 2],
    ["flatten([[1], [[2], 3]])", [1, 2, 3]],
    ['index(["a", "b"], "b")', 1],
    ["length({ a = 1 })", 1],
    ['length("größe😀")', 6],
    ['lookup({ a = 1 }, "b", 2)', 2],
    ['matchkeys(["i-1", "i-2"], ["a", "b"], ["b"])', ["i-2"]],
    ["merge({ a = 1 }, { b = 2 }, null)", { a: 1, b: 2 }],
    ["range(1, 4)", [1, 2, 3]],
    ["range(0, 1, 0.5)", [0, 0.5]],
    ["reverse([1, 2])", [2, 1]],
    ["setintersection([1, 2], [2, 3])", [2]],
    ["setsubtract([1, 2], [2])", [1]],
    ["setunion([2], [1])", [1, 2]],
    [
      'setproduct(["a"], [1, 2])',
      [
        ["a", 1],
        ["a", 2],
      ],
    ],
    ["slice([1, 2, 3], 1, 2)", [2]],
    ['sort(["b", "B", "a"])', ["B", "a", "b"]],
    ['transpose({ a = ["x"], b = ["x", "y"] })', { x: ["a", "b"], y: ["b"] }],
    ['zipmap(["a"], [1])', { a: 1 }],
    ['toset(["b", "a", "b"])', ["a", "b"]],
    ['tonumber("5") + 1', 6],
    ["tostring(5)", "5"],
    ['tobool("true")', true],
    ["tolist(toset([2, 1]))", [1, 2]],
    ['jsonencode({ b = [1, true, null], a = "<&>" })', '{"a":"\\u003c\\u0026\\u003e","b":[1,true,null]}'],
    ['jsondecode("{\\"a\\": [1, 2.0]}")', { a: [1, 2] }],
    ['yamldecode("a: 1\\nb: [x]")', { a: 1, b: ["x"] }],
    ['yamlencode({ b = [1], a = "x" })', '"a": "x"\n"b":\n- 1\n'],
    ['base64decode(base64encode("größe"))', "größe"],
    ['csvdecode("a,b\\n1,\\"x,y\\"\\n")', [{ a: "1", b: "x,y" }]],
    ['urlencode("a b/ü")', "a+b%2F%C3%BC"],
    ['md5("a")', "0cc175b9c0f1b6a831c399e269772661"],
    ['sha1("a")', "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ['substr(sha256("a"), 0, 8)', "ca978112"],
    ['cidrsubnet("10.0.0.0/16", 8, 3)', "10.0.3.0/24"],
    ['cidrhost("10.0.0.0/24", -1)', "10.0.0.255"],
    ['cidrnetmask("10.0.0.0/20")', "255.255.240.0"],
    ['cidrsubnets("10.0.0.0/16", 4, 8)', ["10.0.0.0/20", "10.0.16.0/24"]],
    ['cidrsubnet("fd00::/48", 16, 1)', "<not-observed>"],
    ['formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', "02 Jan 2018 23:12 UTC"],
    ['formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")', "Tuesday, 02-Jan-18 23:12:01 UTC"],
    ['formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")', "Tue, 02 Jan 2018 23:12:01 -0800"],
    ['formatdate("MMM DD, YYYY", "2018-01-02T23:12:01Z")', "Jan 02, 2018"],
    ['formatdate("HH:mmaa", "2018-01-02T23:12:01Z")', "11:12pm"],
    ["formatdate(\"YYYY'year''s'MMMM M D h H m s AA\", \"0099-03-04T00:05:06Z\")", "0099year'sMarch 3 4 0 12 5 6 AM"],
    ['formatdate("ZZZZZ|ZZZZ|Z", "2018-01-02T23:12:01+05:30")', "+05:30|+0530|+05:30"],
    ['formatdate("ZZZZZ|ZZZZ|Z", "2018-01-02T23:12:01Z")', "+00:00|+0000|Z"],
    ['try(formatdate("Q", "2018-01-02T23:12:01Z"), "failed")', "failed"],
    ['try(formatdate("YYYY\'", "2018-01-02T23:12:01Z"), "failed")', "failed"],
    ['try(formatdate("YYYY", "2018-02-30T00:00:00Z"), "failed")', "failed"],
    ['timeadd("2017-11-22T00:00:00Z", "10m")', "2017-11-22T00:10:00Z"],
    ['timeadd("2024-02-28T23:30:00-08:00", "-1.5h")', "2024-02-28T22:00:00-08:00"],
    ['timeadd("1969-12-31T23:59:59.9Z", "200ms")', "1970-01-01T00:00:00Z"],
    ['try(timeadd("2017-11-22T00:00:00Z", "a week"), "failed")', "failed"],
    ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:00Z")', 0],
    ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")', -1],
    ['timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:59:00Z")', 1],
    ['timecmp("2017-11-22T01:00:00Z", "2017-11-22T01:00:00-01:00")', -1],
    ['textencodebase64("Hello World", "UTF-16LE")', "SABlAGwAbABvACAAVwBvAHIAbABkAA=="],
    ['textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE")', "Hello World"],
    ['textdecodebase64(textencodebase64("größe", "ISO-8859-1"), "latin1")', "größe"],
    ['try(textencodebase64("größe", "us-ascii"), "failed")', "failed"],
    ['textencodebase64("a", "shift_jis")', "<not-observed>"],
    ['try(textdecodebase64("?", "UTF-8"), "failed")', "failed"],
    ['uuidv5("dns", "www.terraform.io")', "a5008fae-b28c-5ba5-96cd-82b4c53552d6"],
    ['uuidv5("url", "https://www.terraform.io/")', "9db6f67c-dd95-5ea0-aa5b-e70e5c5f7cf5"],
    ['uuidv5("oid", "1.3.6.1.4")', "af9d40a5-7a36-5c07-b23a-851cd99fbfa5"],
    ['uuidv5("x500", "CN=Example,C=GB")', "84e09961-4aa4-57f8-95b7-03edb1073253"],
    ['uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.terraform.io")', "a5008fae-b28c-5ba5-96cd-82b4c53552d6"],
    ['try(uuidv5("nowhere", "a"), "failed")', "failed"],
    ['templatestring("%%{ for n in names }$${upper(n)},%%{ endfor }", { names = ["a", "b"] })', "A,B,"],
    ['try(templatestring("$${other}", { name = "a" }), "failed")', "failed"],
    ['cidrcontains("192.168.2.0/20", "192.168.2.1")', true],
    ['cidrcontains("192.168.2.0/20", "192.168.2.0/22")', true],
    ['cidrcontains("192.168.2.0/20", "192.126.2.1")', false],
    ['cidrcontains("192.168.2.0/20", "192.168.2.0/18")', false],
    ['cidrcontains("fd00::/48", "fd00::1")', "<not-observed>"],
    ['issensitive(sensitive("a"))', true],
    ['issensitive("a")', false],
    ['ephemeralasnull("a")', "a"],
    ['basename("a/b.txt")', "b.txt"],
    ['dirname("a/b.txt")', "a"],
    ['file("x")', "<not-observed>"],
    ["timestamp()", "<not-observed>"],
    ["plantimestamp()", "<not-observed>"],
    ["uuid()", "<not-observed>"],
    ['bcrypt("a")', "<not-observed>"],
    ['base64gzip("a")', "<not-observed>"],
    ['rsadecrypt("a", "b")', "<not-observed>"],
    ['templatefile("a", {})', "<not-observed>"],
    ['provider::aws::arn_parse("x")', "<not-observed>"],
    ['newer_function("x")', "<not-observed>"],
  ])("%s is %s", (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["concat([aws_x.a.id], [1])", ["<after-apply>", 1]],
    ["merge({ a = aws_x.a.id }, { b = 1 })", { a: "<after-apply>", b: 1 }],
    ["contains([aws_x.a.id, 1], 1)", true],
    ["contains([aws_x.a.id, 1], 2)", "<after-apply>"],
    ["length([aws_x.a.id])", 1],
    ['join(",", [aws_x.a.id])', "<after-apply>"],
    ["distinct([aws_x.a.id])", "<after-apply>"],
    ["tostring(aws_x.a.id)", "<after-apply>"],
    ["coalesce(aws_x.a.id, 1)", "<after-apply>"],
    ["alltrue([false, aws_x.a.on])", false],
    ["anytrue([true, aws_x.a.on])", true],
    ['lookup({ a = aws_x.a.id }, "b", 2)', 2],
    ["flatten([aws_x.a.subnets])", "<after-apply>"],
    ["issensitive(aws_x.a.id)", "<after-apply>"],
    ['timeadd(aws_x.a.made, "1h")', "<after-apply>"],
    ['templatestring("$${id}-x", { id = aws_x.a.id })', "<after-apply>"],
  ])("%s is %s as long as the apply has not made the rest", (expression, expected) => {
    expect(valueOf(expression, 'resource "aws_x" "a" {}')).toEqual(expected);
  });
});
