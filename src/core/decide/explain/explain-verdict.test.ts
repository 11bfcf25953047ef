import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "#core/language";
import type { Effect } from "#core/model";
import { decide, explainVerdict, type Program, type Witness } from "../index.ts";
import { policy, settings, waiver, type PolicyText } from "../testing/documents.ts";
import { programOf } from "../testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "../testing/proposal.ts";

function explained(program: Program, effect: Effect): Witness {
  const proposal = proposalBy("person", { effects: [effect] });
  const [verdict] = decide(program, proposal, NOW).verdicts;
  if (verdict === undefined) throw new Error("there is no verdict to explain");
  return explainVerdict(program, proposal, verdict, NOW);
}

function witnessOf(text: PolicyText | string, properties: Readonly<Record<string, Value>>): Witness {
  const must = typeof text === "string" ? { must: [text] } : text;
  return explained(programOf([policy(must)]), creation(storeWith(properties)));
}

function readsOf({ reads }: Witness): readonly (readonly [string, Value])[] {
  return reads.map(({ path, value }) => [path, value]);
}

const UNKNOWN = new Unknown([{ reason: "after-apply", path: "store.public" }]);
const SECRET = new Unknown([{ reason: "sensitive", path: "store.owner" }]);

describe("explainVerdict() of a policy that may not apply", () => {
  it("says why that cannot be told", () => {
    const { message, required } = witnessOf(
      { when: ["resource.properties.public"], must: ["false"] },
      { public: UNKNOWN },
    );
    expect({ message, required }).toEqual({
      message:
        "It is not met, and it cannot be told whether the policy applies, since `store.public` is known only after apply",
      required: "resource.properties.public",
    });
  });
});

describe("explainVerdict() of a failure", () => {
  it("names the conjunct that failed and what it read", () => {
    const witness = witnessOf("resource.properties.encrypted && !resource.properties.public", {
      encrypted: true,
      public: true,
    });
    expect(witness).toEqual({
      message: "failed: resource.properties.encrypted && !resource.properties.public",
      required: "!resource.properties.public",
      reads: [
        {
          path: "resource.properties.public",
          segments: ["resource", "properties", "public"],
          value: true,
          required: "!resource.properties.public",
        },
      ],
    });
  });

  it("names every disjunct, since each would have been enough", () => {
    const witness = witnessOf("resource.properties.size > 5 || resource.properties.encrypted", {
      size: 3,
      encrypted: false,
    });
    expect(witness.required).toBe("resource.properties.size > 5 || resource.properties.encrypted");
    expect(readsOf(witness)).toEqual([
      ["resource.properties.size", 3],
      ["resource.properties.encrypted", false],
    ]);
  });

  it("names the branch that a conditional took, and the whole where the branch is a literal", () => {
    const properties = { public: true, encrypted: false };
    const taken = witnessOf("resource.properties.public ? resource.properties.encrypted : true", properties);
    expect(taken.required).toBe("resource.properties.encrypted");
    const literal = witnessOf("resource.properties.public ? false : true", properties);
    expect(literal.required).toBe("resource.properties.public ? false : true");
    expect(readsOf(literal)).toEqual([["resource.properties.public", true]]);
  });

  it("names the element that all() failed on, by its position", () => {
    const rules = [{ port: 443 }, { port: 22 }];
    const witness = witnessOf("resource.properties.rules.all(r, r.port != 22)", { rules });
    expect(witness.required).toBe("r.port != 22");
    expect(readsOf(witness)).toEqual([["resource.properties.rules[1].port", 22]]);
  });

  it("names the element that exists() should not have found", () => {
    const rules = [{ port: 443 }, { port: 22 }];
    const witness = witnessOf("!resource.properties.rules.exists(r, r.port == 22)", { rules });
    expect(witness.required).toBe("!(r.port == 22)");
    expect(readsOf(witness)).toEqual([["resource.properties.rules[1].port", 22]]);
  });

  it("looks through variables, and through variables that name a part of the resource", () => {
    const variables = { props: "resource.properties", open: "variables.props.rules.filter(r, r.open)" };
    const rules = [
      { port: 1, open: false },
      { port: 2, open: true },
    ];
    const witness = witnessOf({ variables, must: ["size(variables.open) == 0"] }, { rules });
    expect(witness.required).toBe("size(variables.open) == 0");
    expect(readsOf(witness)).toEqual([["resource.properties.rules[1].open", true]]);
    const inside = witnessOf(
      { variables: { safe: "!resource.properties.public" }, must: ["variables.safe"] },
      { public: true },
    );
    expect(inside.required).toBe("!resource.properties.public");
  });

  it("looks through dyn() and optional selections", () => {
    const witness = witnessOf("dyn(resource.properties).?network.?open.orValue(true) == false", {
      network: { open: true },
    });
    expect(readsOf(witness).map(([path]) => path)).toEqual(["resource.properties.network.open"]);
  });

  it("asks of alternatives for one of them, and of a conjunction only for what failed", () => {
    const witness = witnessOf(
      "resource.properties.size < 10 && (!resource.properties.public || resource.properties.size > 5 && has(resource.properties.owner))",
      { size: 7, public: true },
    );
    expect(witness.required).toBe("!resource.properties.public || has(resource.properties.owner)");
  });

  it("shows that a field is absent", () => {
    const witness = witnessOf("has(resource.properties.owner)", {});
    expect(readsOf(witness)).toEqual([["resource.properties.owner", null]]);
  });

  it("reads the elements of maps by their keys, and indexes by their values", () => {
    const tags = { "cost centre": "x", team: "" };
    const witness = witnessOf("resource.properties.tags['cost centre'] == 'y'", { tags });
    expect(readsOf(witness)).toEqual([['resource.properties.tags["cost centre"]', "x"]]);
  });
});

const text = { must: ["resource.properties.encrypted"], message: "It must be encrypted" };
const bare = { encrypted: false };

function say(messageExpression: string): string {
  return witnessOf({ ...text, messageExpression }, bare).message;
}

describe("the message of a failure", () => {
  it("is the message, else the expression", () => {
    expect(witnessOf(text, bare).message).toBe("It must be encrypted");
    expect(witnessOf({ must: text.must }, bare).message).toBe("failed: resource.properties.encrypted");
  });

  it("is what the messageExpression answers, as long as that is a line of text", () => {
    expect(say("'store ' + resource.name + ' is open'")).toBe("store store is open");
    expect(say("'  '")).toBe("It must be encrypted");
    expect(say("'two\\nlines'")).toBe("It must be encrypted");
    expect(say("resource.properties.owner")).toBe("It must be encrypted");
    expect(say("resource.properties.tags.map(t, 'x').join('')")).toBe("It must be encrypted");
  });

  it("is kept on one line and within 5 KiB", () => {
    const { message } = witnessOf({ ...text, message: `a\nb ${"é".repeat(6000)}` }, bare);
    expect(message).toMatch(/^a b é+…$/);
    expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(5 * 1024);
  });

  it("never prints what is masked", () => {
    const sensitive = witnessOf(
      { ...text, messageExpression: "resource.properties.owner" },
      { ...bare, owner: SECRET },
    );
    expect(sensitive.message).toBe("It must be encrypted");
  });
});

describe("explainVerdict() of what was not decided", () => {
  it("tells the causes of an unknown and where it was read", () => {
    const witness = witnessOf("resource.properties.size < 5 && !resource.properties.public", {
      size: 1,
      public: UNKNOWN,
    });
    expect(witness.message).toBe("`store.public` is known only after apply");
    expect(witness.required).toBe("resource.properties.public");
    expect(readsOf(witness)).toEqual([["resource.properties.public", UNKNOWN]]);
  });

  it("tells the error and the smallest expression that has it", () => {
    const witness = witnessOf("resource.properties.size + 1 < 5 || 1 / 0 == resource.properties.size", { size: 9 });
    expect(witness.required).toBe("1 / 0");
    expect(witness.message).toContain("zero");
  });

  it("explains a condition that kept the policy from answering", () => {
    const unknown = witnessOf({ when: ["resource.properties.public"], must: ["false"] }, { public: UNKNOWN });
    expect(unknown.required).toBe("resource.properties.public");
    const failed = witnessOf({ when: ["resource.properties.owner == ''"], must: ["true"] }, {});
    expect(failed.required).toBe("resource.properties.owner");
  });

  it("says that the environment cannot be told", () => {
    const match = { kinds: ["ObjectStore"], environments: ["production"] };
    const texts = [policy({ match, must: ["false"] }), settings({ production: "resource.labels.env == 'prod'" })];
    expect(explained(programOf(texts), creation()).message).toContain("environment");
  });

  it("does not evaluate what was too expensive once more", () => {
    const days = Array.from({ length: 3000 }, (_, day) => day);
    const must = "resource.properties.days.all(a, resource.properties.days.all(b, a != b || a == b))";
    const witness = witnessOf(must, { days });
    expect(witness.reads).toEqual([]);
    expect(witness.message).toContain("budget");
  });
});

describe("explainVerdict() of other verdicts", () => {
  it("explains what a waiver turned aside", () => {
    const program = programOf([policy({ must: ["!resource.properties.public"] }), waiver("legacy")]);
    expect(explained(program, creation(storeWith({ public: true }))).required).toBe("!resource.properties.public");
  });

  it("says of a pass and of what does not apply that it is so", () => {
    expect(witnessOf("true", {}).message).toBe("The validation passes");
    expect(witnessOf({ when: ["false"], must: ["false"] }, {}).message).toBe("The policy does not apply");
  });

  it("throws for a verdict that the program cannot have given", () => {
    const program = programOf([policy({ must: ["true"] })]);
    const proposal = proposalBy("person");
    const [verdict] = decide(program, proposal, NOW).verdicts;
    if (verdict === undefined) throw new Error("there is no verdict");
    const foreign = [
      { ...verdict, policy: "other" },
      { ...verdict, validation: "v9" },
      { ...verdict, effect: 7 },
    ];
    for (const changed of foreign) {
      expect(() => explainVerdict(program, proposal, changed, NOW)).toThrow(
        expect.objectContaining({ code: "foreign-verdict" }),
      );
    }
  });
});
