import type { ValueObject } from "#core/language";
import { contextWith, pipeline, resourceBase, type QuestionAbout, type ShapeOf } from "./shape.ts";

type Asked = QuestionAbout<{ readonly region: string }>;

const LABELS = {
  owner: "team.payments@example.com",
  "cost-center": "4711",
  "data-class": "internal",
  service: "checkout",
};

interface Changes {
  readonly labels?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly at?: ValueObject;
}

function question({ labels = LABELS, region = "eu-central-1", at = { hour: 10, day: 2 } }: Changes): Asked {
  return {
    principal: pipeline([]),
    context: contextWith(at),
    resource: { ...resourceBase("Tagged"), labels, properties: { region }, native: {} },
  };
}

const OWNER = /^[a-z0-9.]+@example\.com$/;
const REQUIRED = ["owner", "cost-center", "data-class", "service"];
const REGIONS = new Set(["eu-central-1", "eu-west-1", "eu-north-1"]);

/** P5: labels that must be there, a region, an owner's address and working hours. */
export const tagsAndWindow: ShapeOf<Asked> = {
  name: "P5 tags and time window",
  kind: "Tagged",
  properties: { region: "string" },
  expression: `['owner', 'cost-center', 'data-class', 'service'].all(k, k in resource.labels && resource.labels[k] != '')
    && resource.properties.region in ['eu-central-1', 'eu-west-1', 'eu-north-1']
    && resource.labels.owner.matches('^[a-z0-9.]+@example[.]com$')
    && context.attributes.hour >= 8 && context.attributes.hour < 18 && context.attributes.day < 6`,
  byHand({ resource: { labels, properties }, context: { attributes } }: Asked) {
    const { hour, day } = attributes;
    return (
      REQUIRED.every((key) => Object.hasOwn(labels, key) && labels[key] !== "") &&
      REGIONS.has(properties.region) &&
      OWNER.test(labels["owner"] ?? "") &&
      typeof hour === "number" &&
      hour >= 8 &&
      hour < 18 &&
      typeof day === "number" &&
      day < 6
    );
  },
  questions: [
    question({}),
    question({ labels: { owner: "a@example.com", "cost-center": "1", "data-class": "public" } }),
    question({ region: "eu-west-1", at: { hour: 8, day: 5 } }),
    question({ region: "us-east-1" }),
    question({ region: "eu-north-1", at: { hour: 17, day: 1 } }),
    question({ labels: { ...LABELS, owner: "someone@elsewhere.org" } }),
    question({ labels: { ...LABELS, service: "search" } }),
    question({ at: { hour: 3, day: 2 } }),
  ],
  cedar: {
    condition: `context.labels has "owner" && context.labels has "cost-center" && context.labels has "data-class"
      && context.labels has "service" && context.labels["owner"] != "" && context.labels["cost-center"] != ""
      && context.labels["data-class"] != "" && context.labels["service"] != ""
      && ["eu-central-1", "eu-west-1", "eu-north-1"].contains(context.region)
      && context.labels["owner"] like "*@example.com"
      && context.hour >= 8 && context.hour < 18 && context.day < 6`,
    context: ({ resource, context }) => ({
      labels: resource.labels,
      region: resource.properties.region,
      ...context.attributes,
    }),
  },
  rego: `allow if {
    every k in ["owner", "cost-center", "data-class", "service"] {
      input.resource.labels[k] != ""
    }
    input.resource.properties.region in {"eu-central-1", "eu-west-1", "eu-north-1"}
    regex.match("^[a-z0-9.]+@example[.]com$", input.resource.labels.owner)
    input.context.attributes.hour >= 8
    input.context.attributes.hour < 18
    input.context.attributes.day < 6
  }`,
};
