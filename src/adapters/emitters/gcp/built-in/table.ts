import type { Given } from "../../conditions/index.ts";

/** A constraint that Google Cloud has of its own, in the words of native types. */
export interface BuiltIn {
  readonly name: string;
  readonly types: Readonly<Record<string, Setting>>;
  /** What it leaves out, whatever a policy says. */
  readonly differences?: readonly string[];
}

/** What a constraint says of one native type. */
export interface Setting {
  /** What it refuses, or makes void. */
  readonly refuses: Given;
  /** What resources of the type are then; undefined where there are none. */
  readonly lets: Given | undefined;
}

/**
 * Constraints that are in force or not, without parameters, as of 2026-07.
 *
 * Sources: "Organization policy constraints" of the Organization Policy documentation for all of them; "Organization policy constraints for Cloud
 * Storage", by which prevention holds for the buckets that are there as well; "Manage OS Login in an organization", by which requests that set
 * `enable-oslogin` to false are rejected and new projects get it; and the description of `compute.disableSerialPortAccess`, by which access is
 * disabled whatever metadata say.
 */
export const BUILT_IN: readonly BuiltIn[] = [
  {
    name: "storage.publicAccessPrevention",
    types: {
      google_storage_bucket: setting("public_access_prevention", "inherited", "enforced"),
    },
  },
  {
    name: "storage.uniformBucketLevelAccess",
    types: {
      google_storage_bucket: setting("uniform_bucket_level_access", false, true),
    },
  },
  {
    name: "sql.restrictPublicIp",
    types: {
      google_sql_database_instance: setting("settings.ip_configuration.ipv4_enabled", true, false),
    },
  },
  {
    name: "compute.disableSerialPortAccess",
    types: {
      google_compute_instance: setting("metadata.serial-port-enable", "TRUE", "FALSE"),
      google_compute_instance_template: setting("metadata.serial-port-enable", "TRUE", "FALSE"),
      google_compute_region_instance_template: setting("metadata.serial-port-enable", "TRUE", "FALSE"),
      google_compute_project_metadata: setting("metadata.serial-port-enable", "TRUE", "FALSE"),
    },
  },
  {
    name: "compute.requireOsLogin",
    types: {
      google_compute_instance: setting("metadata.enable-oslogin", "FALSE", "TRUE"),
      google_compute_project_metadata: setting("metadata.enable-oslogin", "FALSE", "TRUE"),
    },
    differences: ["weaker: a project from before the constraint that says nothing of OS Login is let be"],
  },
  {
    name: "iam.disableServiceAccountKeyCreation",
    types: {
      google_service_account_key: { refuses: {}, lets: undefined },
    },
  },
];

function setting(attribute: string, refused: string | boolean, left: string | boolean): Setting {
  return { refuses: { [attribute]: refused }, lets: { [attribute]: left } };
}
