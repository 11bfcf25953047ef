import type { ValueObject } from "#core/language";
import { contextWith, pipeline, resourceBase, type QuestionAbout, type ShapeOf } from "./shape.ts";

type Container = {
  readonly image: string;
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly privileged?: boolean };
  readonly resources?: { readonly limits?: { readonly memory?: string } };
};
type Native = { readonly spec: { readonly containers: readonly Container[] } };
type Asked = QuestionAbout<ValueObject, Native>;

const GOOD: Container = {
  image: "registry.example.com/shop/api:1.4.2",
  securityContext: { runAsNonRoot: true, privileged: false },
  resources: { limits: { memory: "256Mi" } },
};
const PLAIN: Container = { ...GOOD, securityContext: { runAsNonRoot: true } };

function question(...containers: readonly Container[]): Asked {
  return {
    principal: pipeline([]),
    context: contextWith(),
    resource: { ...resourceBase("Pod"), properties: {}, native: { spec: { containers } } },
  };
}

/** P3: what every container of a pod must have, read from the manifest itself as Kubernetes policies do. */
export const pod: ShapeOf<Asked> = {
  name: "P3 pod",
  kind: "Pod",
  properties: {},
  expression: `resource.native.spec.containers.all(c,
      c.image.startsWith('registry.example.com/')
      && has(c.securityContext) && has(c.securityContext.runAsNonRoot) && c.securityContext.runAsNonRoot
      && (!has(c.securityContext.privileged) || !c.securityContext.privileged)
      && has(c.resources) && has(c.resources.limits) && has(c.resources.limits.memory))`,
  byHand({ resource: { native } }) {
    return native.spec.containers.every(
      ({ image, securityContext, resources }) =>
        image.startsWith("registry.example.com/") &&
        securityContext?.runAsNonRoot === true &&
        securityContext.privileged !== true &&
        resources?.limits?.memory !== undefined,
    );
  },
  questions: [
    question(GOOD, PLAIN, GOOD),
    question(GOOD, GOOD, { ...GOOD, resources: {} }),
    question(PLAIN, PLAIN, GOOD),
    question(GOOD, { ...GOOD, securityContext: { runAsNonRoot: true, privileged: true } }, GOOD),
    question(GOOD, GOOD, GOOD),
    question(GOOD, GOOD, { ...GOOD, image: "docker.io/library/nginx" }),
    question(PLAIN, GOOD, PLAIN),
    question(GOOD, { image: GOOD.image, resources: { limits: { memory: "1Gi" } } }, GOOD),
  ],
  cedar: null,
  rego: `allow if {
    every c in input.resource.native.spec.containers {
      startswith(c.image, "registry.example.com/")
      c.securityContext.runAsNonRoot
      not object.get(c.securityContext, "privileged", false)
      c.resources.limits.memory
    }
  }`,
};
