import { describe, expect, it } from "vitest";
import { CelError, Unknown, type Value } from "#core/language";
import { resourceLibrary } from "./index.ts";

const later = new Unknown([{ reason: "after-apply", path: "x" }]);

function call(name: string, ...args: readonly Value[]): Value {
  const declaration = resourceLibrary.functions.find((each) => each.name === name);
  const overload = declaration?.overloads.find(({ params }) => params.length === args.length);
  if (overload === undefined) throw new Error(`no overload of ${name} with ${args.length} parameters`);
  return overload.evaluate(...args);
}

function statement(rest: object): Value {
  return { actions: [], notActions: [], ...rest };
}

describe("resourceLibrary", () => {
  it("pins the names of its functions", () => {
    expect(resourceLibrary.functions.map(({ name }) => name)).toEqual([
      "at",
      "isSet",
      "block",
      "blocks",
      "nonEmpty",
      "json.parse",
      "digests.sha256",
      "aws.statements",
      "aws.actionMatches",
      "aws.covers",
      "aws.isPublic",
      "aws.statementsAt",
      "aws.allows",
      "aws.isEveryResource",
      "aws.requiredConditions",
      "ports.parse",
      "ports.range",
      "ports.includes",
      "ports.without",
      "ports.all",
      "networks.isAnywhere",
      "images.repository",
      "secrets.find",
      "secrets.places",
      "notObserved",
    ]);
  });
});

describe("at()", () => {
  const native = {
    settings: [{ ip: [{ v4: true }], flags: [{ a: 1 }, { a: 2 }] }],
    none: null,
    later: [later],
    text: "x",
  };

  it("goes through blocks that stand once", () => {
    expect(call("at", native, "settings.ip.v4")).toBe(true);
  });

  it("answers null, or the second argument, where nothing is", () => {
    expect(call("at", native, "settings.missing.v4")).toBeNull();
    expect(call("at", native, "none", 7)).toBe(7);
    expect(call("at", native, "settings.ip.v4", 7)).toBe(true);
  });

  it("answers an unknown that stands in its way", () => {
    expect(call("at", native, "later.a.b", 1)).toBe(later);
  });

  it("answers an error rather than choosing among several blocks or entering a scalar", () => {
    expect(call("at", native, "settings.flags.a")).toBeInstanceOf(CelError);
    expect(call("at", native, "text.a")).toBeInstanceOf(CelError);
  });

  it.each(["constructor", "__proto__", "toString"])("finds no inherited `%s`", (key) => {
    expect(call("at", native, key)).toBeNull();
  });
});

describe("isSet()", () => {
  const native = {
    secret: later,
    empty: "",
    none: null,
    block: [{ a: 0 }],
    blocks: [{ a: 1 }, { a: 2 }],
    hidden: [later],
  };

  it("is told without looking at the value", () => {
    expect(call("isSet", native, "secret")).toBe(true);
    expect(call("isSet", native, "block.a")).toBe(true);
  });

  it.each(["empty", "none", "missing", "block.b", "missing.a", "constructor", "block.constructor", "secrets.length"])(
    "finds nothing at `%s`",
    (path) => {
      expect(call("isSet", native, path)).toBe(false);
    },
  );

  it("cannot be told inside what is not known or is not one block", () => {
    expect(call("isSet", native, "hidden.a")).toBe(later);
    expect(call("isSet", native, "blocks.a")).toBeInstanceOf(CelError);
    expect(call("isSet", later, "a")).toBe(later);
  });
});

describe("block() and blocks()", () => {
  it("answer the element or elements of a block in every way of writing it", () => {
    expect([call("block", [{ a: 1 }]), call("block", { a: 1 }), call("block", []), call("block", null)]).toEqual([
      { a: 1 },
      { a: 1 },
      {},
      {},
    ]);
    expect(call("block", [1, 2])).toBeInstanceOf(CelError);
    expect([call("blocks", null), call("blocks", { a: 1 }), call("blocks", [1, 2])]).toEqual([[], [{ a: 1 }], [1, 2]]);
  });
});

describe("nonEmpty()", () => {
  it("answers null for what providers write for nothing, and everything else as it is", () => {
    expect(["", [], {}, null].map((value) => call("nonEmpty", value))).toEqual([null, null, null, null]);
    expect(["x", [0], { a: 1 }, 0, false].map((value) => call("nonEmpty", value))).toEqual([
      "x",
      [0],
      { a: 1 },
      0,
      false,
    ]);
  });
});

describe("json.parse()", () => {
  it("answers an error that does not repeat the text", () => {
    expect(call("json.parse", '{"password":"hunter2"')).toEqual(
      new CelError("invalid-argument", "The text is not JSON: json-truncated at line 1, column 22"),
    );
  });
});

describe("aws.covers()", () => {
  it("follows actions, and the exceptions of `NotAction`", () => {
    expect(call("aws.covers", statement({ actions: ["iam:*"] }), "iam:PassRole")).toBe(true);
    expect(call("aws.covers", statement({ actions: ["s3:*"] }), "iam:PassRole")).toBe(false);
    expect(call("aws.covers", statement({ notActions: ["s3:*"] }), "iam:PassRole")).toBe(true);
    expect(call("aws.covers", statement({ notActions: ["iam:*"] }), "iam:PassRole")).toBe(false);
    expect(call("aws.covers", statement({ actions: [later] }), "iam:PassRole")).toBe(later);
  });
});

describe("ports", () => {
  it.each<[Value, Value]>([
    [null, []],
    [22, [{ from: 22, to: 22 }]],
    ["8000-8080", [{ from: 8000, to: 8080 }]],
    [
      ["22", "*"],
      [
        { from: 22, to: 22 },
        { from: 0, to: 65535 },
      ],
    ],
    [
      ["22", later],
      [{ from: 22, to: 22 }, later],
    ],
  ])("ports.parse() reads %j", (written, ranges) => {
    expect(call("ports.parse", written)).toEqual(ranges);
  });

  it("ports.parse() answers an error for what is no range", () => {
    expect(call("ports.parse", ["22", "ssh"])).toBeInstanceOf(CelError);
    expect(call("ports.parse", true)).toBeInstanceOf(CelError);
  });

  it("ports.range() takes all protocols for all ports", () => {
    expect(call("ports.range", 0, 0, "-1")).toEqual([{ from: 0, to: 65535 }]);
    expect(call("ports.range", 22, 23, "tcp")).toEqual([{ from: 22, to: 23 }]);
    expect(call("ports.range", null, null, "tcp")).toEqual([{ from: 0, to: 65535 }]);
  });

  it("ports.includes() is three-valued", () => {
    const ssh = { from: 20, to: 22 };
    expect(call("ports.includes", [ssh], 22)).toBe(true);
    expect(call("ports.includes", [ssh], 23)).toBe(false);
    expect(call("ports.includes", [later, ssh], 22)).toBe(true);
    expect(call("ports.includes", [later, ssh], 23)).toBe(later);
    expect(call("ports.includes", [{ from: later, to: 22 }], 22)).toBe(later);
  });

  it("ports.all() asks for one range over everything", () => {
    expect(call("ports.all", [{ from: 0, to: 65535 }])).toBe(true);
    expect(call("ports.all", [{ from: 0, to: 1024 }])).toBe(false);
  });
});

describe("networks.isAnywhere()", () => {
  it.each([
    ["0.0.0.0/0", true],
    ["::/0", true],
    ["*", true],
    ["Internet", true],
    ["128.0.0.0/1", true],
    ["not a network, or several", true],
    ["10.0.0.0/8", false],
    ["203.0.113.7", false],
    ["2001:db8::/32", false],
    ["VirtualNetwork", false],
    ["sg-0123456789abcdef0", false],
    ["0.0.0.0", true],
    ["::0", true],
    ["0:0:0:0:0:0:0:0", true],
    ["::1", false],
  ])("%s is %s", (network, expected) => {
    expect(call("networks.isAnywhere", network)).toBe(expected);
    expect(call("networks.isAnywhere", ["10.0.0.0/8", network])).toBe(expected);
  });

  it("is three-valued over a list", () => {
    expect(call("networks.isAnywhere", ["0.0.0.0/0", later])).toBe(true);
    expect(call("networks.isAnywhere", ["10.0.0.0/8", later])).toBe(later);
    expect(call("networks.isAnywhere", [])).toBe(false);
  });
});

describe("secrets.find()", () => {
  it.each<[string, Value, readonly string[]]>([
    ["a documented example key", "key AKIAIOSFODNN7EXAMPLE", ["aws-access-key-id"]],
    ["an assigned key", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ["assigned-secret"]],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nabc", ["private-key"]],
    ["a password in a URL", "postgres://app:s3cr3tpw@db/x", ["url-password"]],
    ["base64 of a script with a password", btoa("#!/bin/sh\nexport DB_PASSWORD=s3cr3t-pw\n"), ["assigned-secret"]],
    ["a map by the name of its key", { DB_PASSWORD: "hunter2-x", MODE: "production" }, ["named-secret"]],
    ["a list of name and value pairs", [{ name: "API_TOKEN", value: "abcdefgh" }], ["named-secret"]],
    ["a map within lists", { a: [{ b: "AKIAIOSFODNN7EXAMPLE" }] }, ["aws-access-key-id"]],
    ["a reference to a store", { DB_PASSWORD: "arn:aws:secretsmanager:eu-west-1:1:secret:x" }, []],
    ["a variable of the shell", "export DB_PASSWORD=$(fetch-secret db)", []],
    ["ordinary text", "#!/bin/sh\nyum install -y nginx\n", []],
  ])("looks into %s", (_what, value, names) => {
    expect(call("secrets.find", value)).toEqual(names);
  });

  it("answers unknown when nothing was found and a part is not known", () => {
    expect(call("secrets.find", { A: later })).toBe(later);
    expect(call("secrets.find", { A: later, DB_PASSWORD: "hunter2-x" })).toEqual(["named-secret"]);
  });

  it("never answers the secret itself", () => {
    expect(JSON.stringify(call("secrets.find", "password: correct-horse-battery"))).not.toContain("horse");
  });

  it("answers an error instead of a clean answer for more text than it reads", () => {
    expect(call("secrets.find", "x".repeat(5_000_000))).toBeInstanceOf(CelError);
  });

  it("reads a hostile text in linear time", () => {
    expect(call("secrets.find", "password".repeat(20_000))).toEqual([]);
    expect(call("secrets.find", `password=${"$".repeat(200_000)}`)).toEqual([]);
    expect(call("secrets.find", "eyJ".repeat(20_000))).toEqual([]);
    expect(call("secrets.find", "://".repeat(20_000))).toEqual([]);
  });
});

describe("digests.sha256()", () => {
  it("answers the digest of a text as it stands, and of a map whatever the order of its keys", () => {
    expect(call("digests.sha256", "abc")).toBe(
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(call("digests.sha256", [{ b: 1n, a: 2n }])).toBe(call("digests.sha256", [{ a: 2n, b: 1n }]));
  });

  it("is unknown when any part is, and an error for what has no text", () => {
    expect(call("digests.sha256", [{ a: [later] }])).toBe(later);
    expect(call("digests.sha256", null)).toBeInstanceOf(CelError);
  });
});

describe("notObserved()", () => {
  it("answers an unknown that names what nobody has looked at", () => {
    expect(call("notObserved", "roleRef")).toEqual(new Unknown([{ reason: "not-observed", path: "roleRef" }]));
  });
});
