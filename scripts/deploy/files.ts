import { manifestsOf, manifestText } from "../../src/apps/cli/kubernetes/manifests.ts";
import { chartTemplate } from "./chart.ts";
import { packageVersion } from "../../src/apps/cli/package-root.ts";

const HEADER =
  "# Written by `npm run deploy`, as `writ install kubernetes` prints it with the labels below; change its code.\n";

/** What lies in `deploy/` and is made from code, by its path. */
export function deployFiles(): Readonly<Record<string, string>> {
  const options = {
    namespace: "writ",
    image: `ghcr.io/writ-dev/writ:${packageVersion()}`,
    replicas: 1,
    failurePolicy: "Fail",
    excluded: ["kube-system"],
    caBundle: null,
    settingsSecret: null,
    policies: null,
    labels: LABELS,
    url: null,
  } as const;
  return {
    "deploy/kubernetes/writ.yaml": HEADER + manifestText(manifestsOf(options)),
    "deploy/helm/writ/templates/writ.yaml": chartTemplate(),
  };
}

/** What an organization says of what it runs; its own words belong here. */
const LABELS = {
  owner: "platform",
  env: "production",
  "cost-center": "platform",
  "data-classification": "internal",
};
