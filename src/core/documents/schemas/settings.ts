import { amount, anyValue, expression, list, mapOf, optional, record, required, type Shape } from "../shape/index.ts";
import { BUDGET_SPANS, type SettingsSpec } from "../types/index.ts";
import { budgetsShape } from "./budget.ts";
import { inspectionShape, NO_INSPECTION } from "./inspection.ts";
import { identifierShape, nameShape } from "./names.ts";

type EnvironmentRule = SettingsSpec["environments"][number];

const environment: Shape<EnvironmentRule> = record<EnvironmentRule>("a map with `name` and `when`", {
  name: required(nameShape, "The name of the environment"),
  when: required(expression, "Whether a resource belongs to it, in CEL over `resource`"),
});

/** How many days before its end a waiver is told to end soon, unless the settings say. */
export const DEFAULT_WARN_DAYS = 14;

/** The `spec` of a Settings document. */
export const settingsSpecShape: Shape<SettingsSpec> = record<SettingsSpec>(
  "a map with `environments` or `parameters`",
  {
    environments: optional(
      list(environment, { of: "environments", unique: { by: ({ name }) => name, what: "name" } }),
      [],
      "How to recognise environments; the first whose expression is true is taken",
    ),
    parameters: optional(
      mapOf(nameShape, mapOf(identifierShape, anyValue, "parameter values"), "parameter values by policy"),
      {},
      "Parameter values by the name of the policy, over the policies' own defaults",
    ),
    budgets: optional(
      budgetsShape(BUDGET_SPANS),
      [],
      "How much every agent may use at most, and all of them together (`per: fleet`)",
    ),
    inspection: optional(inspectionShape, NO_INSPECTION, "How answers to agents are looked into"),
    waivers: optional(
      record<SettingsSpec["waivers"]>("a map that says how waivers are looked after", {
        warnDays: optional(
          amount,
          DEFAULT_WARN_DAYS,
          `How many days before its end a waiver is told to end soon; ${DEFAULT_WARN_DAYS} unless given`,
        ),
      }),
      { warnDays: DEFAULT_WARN_DAYS },
      "How waivers are looked after",
    ),
  },
);
