import { describe, expect, it } from "vitest";
import { creationRequest } from "./request.ts";
import { resourceOf } from "./resources.ts";

describe("resourceOf()", () => {
  it.each([
    ["v1", "Pod", "pods", true],
    ["v1", "Endpoints", "endpoints", true],
    ["apps/v1", "Deployment", "deployments", true],
    ["networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", true],
    ["networking.k8s.io/v1", "IngressClass", "ingressclasses", false],
    ["v1", "Namespace", "namespaces", false],
    ["acme.example/v1", "Proxy", "proxies", null],
    ["acme.example/v1", "constructor", "constructors", null],
  ] as const)("names %s %s", (apiVersion, kind, resource, namespaced) => {
    expect(resourceOf(apiVersion, kind)).toMatchObject({ resource, namespaced });
  });
});

describe("creationRequest()", () => {
  it("sends what names no namespace to `default`, and says so in the object", () => {
    const request = creationRequest({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" } });
    expect(request).toMatchObject({ operation: "CREATE", namespace: "default", oldObject: null });
    expect(request.object).toMatchObject({ metadata: { name: "a", namespace: "default" } });
  });

  it("takes a namespace for its own and leaves what is cluster-wide without one", () => {
    expect(creationRequest({ apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } }).namespace).toBe("a");
    const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "a" } };
    expect(creationRequest(role)).toMatchObject({ namespace: "", object: role });
  });
});
