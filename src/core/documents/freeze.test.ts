import { describe, expect, it } from "vitest";
import { freezeDocuments, parseDocuments, thawDocuments, type FrozenDocuments, type ParsedDocuments } from "./index.ts";
import { EXAMPLES } from "./testing/examples.ts";

function throughJson(text: string): ParsedDocuments {
  const frozen: FrozenDocuments = JSON.parse(JSON.stringify(freezeDocuments(parseDocuments("a.yaml", text))));
  return thawDocuments("a.yaml", () => text, frozen);
}

describe("freezeDocuments() and thawDocuments()", () => {
  it.each(Object.entries(EXAMPLES))("give back a %s as it was parsed, and its places", (_, text) => {
    const parsed = parseDocuments("a.yaml", text);
    const thawed = throughJson(text);
    expect(thawed.documents.map(({ origin: _origin, ...rest }) => rest)).toEqual(
      parsed.documents.map(({ origin: _origin, ...rest }) => rest),
    );
    expect([thawed.digests, thawed.diagnostics]).toEqual([parsed.digests, []]);
    const path = ["metadata", "name"];
    expect(thawed.documents[0]?.origin.at(path)).toEqual(parsed.documents[0]?.origin.at(path));
    expect(thawed.documents[0]?.origin.span).toEqual(parsed.documents[0]?.origin.span);
  });

  it("keep nothing that has a mistake, or a number that JSON would change", () => {
    const mistaken = EXAMPLES.Policy.replace("severity: high", "severity: urgent");
    const double = EXAMPLES.Policy.replace("type: int", "type: double").replace("default: 30", "default: 30.0");
    const large = EXAMPLES.Policy.replace("default: 30", "default: 9223372036854775807");
    for (const text of [mistaken, double, large]) expect(freezeDocuments(parseDocuments("a.yaml", text))).toBeNull();
  });
});
