import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import { recogniseEnvironment } from "./recognise-environment.ts";
import { policy, settings } from "./testing/documents.ts";
import { programOf } from "./testing/load.ts";
import { store } from "./testing/proposal.ts";

const ANY = policy({ must: ["true"] });
const BY_LABEL = settings({
  production: "resource.labels[?'env'].orValue('') == 'prod'",
  staging: "resource.scope == '123'",
});

describe("recogniseEnvironment()", () => {
  it("answers the first environment whose expression is true", () => {
    const program = programOf([ANY, BY_LABEL]);
    expect(recogniseEnvironment(program, store({ labels: { env: "prod" } }))).toBe("production");
    expect(recogniseEnvironment(program, store())).toBe("staging");
  });

  it("answers null when none is, and without settings", () => {
    expect(recogniseEnvironment(programOf([ANY, BY_LABEL]), store({ scope: "9" }))).toBeNull();
    expect(recogniseEnvironment(programOf([ANY]), store())).toBeNull();
  });

  it("answers null rather than guess past a rule that cannot tell", () => {
    const program = programOf([ANY, settings({ production: "resource.native.env == 'prod'", staging: "true" })]);
    const unknown = new Unknown([{ reason: "after-apply", path: "env" }]);
    expect(recogniseEnvironment(program, store({ native: { env: unknown } }))).toBeNull();
    expect(recogniseEnvironment(program, store())).toBeNull();
    expect(recogniseEnvironment(program, store({ native: { env: "dev" } }))).toBe("staging");
  });
});
