import { bool, list, message, text, type ConstrainedType } from "./field.ts";

const BOTH = ["CREATE", "UPDATE"] as const;

const SSL_POLICY: ConstrainedType = {
  resource: "compute.googleapis.com/SslPolicy",
  methods: BOTH,
  fields: { min_tls_version: text("minTlsVersion"), profile: text("profile") },
};

const TARGET_HTTP_PROXY: ConstrainedType = {
  resource: "compute.googleapis.com/TargetHttpProxy",
  methods: BOTH,
  fields: {},
};

const BACKEND_SERVICE: ConstrainedType = {
  resource: "compute.googleapis.com/BackendService",
  methods: BOTH,
  fields: { log_config: message("logConfig"), "log_config.enable": bool("logConfig.enable") },
};

/**
 * Machines, networks and load balancers.
 *
 * After the lists of fields in Google's pages "Custom constraints" of Compute Engine, "Manage VPC firewall rule resources by using custom
 * constraints" and "Manage Cloud Load Balancing resources using custom constraints", and for networks and subnets the constraints of its Cloud
 * Foundation Fabric, as of April 2026. What a machine keeps in its metadata is not seen, nor are the keys of disks.
 */
export const COMPUTE: Readonly<Record<string, ConstrainedType>> = {
  google_compute_instance: {
    resource: "compute.googleapis.com/Instance",
    methods: BOTH,
    fields: {
      can_ip_forward: bool("canIpForward"),
      deletion_protection: bool("deletionProtection"),
      "shielded_instance_config.enable_secure_boot": bool("shieldedInstanceConfig.enableSecureBoot"),
      "shielded_instance_config.enable_vtpm": bool("shieldedInstanceConfig.enableVtpm"),
      "shielded_instance_config.enable_integrity_monitoring": bool("shieldedInstanceConfig.enableIntegrityMonitoring"),
      "confidential_instance_config.enable_confidential_compute": bool(
        "confidentialInstanceConfig.enableConfidentialCompute",
      ),
      network_interface: list("networkInterfaces"),
    },
  },
  google_compute_network: {
    resource: "compute.googleapis.com/Network",
    methods: ["CREATE"],
    fields: { name: text("name"), auto_create_subnetworks: bool("autoCreateSubnetworks") },
  },
  google_compute_subnetwork: {
    resource: "compute.googleapis.com/Subnetwork",
    methods: ["CREATE"],
    fields: { purpose: text("purpose"), private_ip_google_access: bool("privateIpGoogleAccess") },
  },
  google_compute_ssl_policy: SSL_POLICY,
  google_compute_region_ssl_policy: SSL_POLICY,
  google_compute_target_http_proxy: TARGET_HTTP_PROXY,
  google_compute_region_target_http_proxy: TARGET_HTTP_PROXY,
  google_compute_backend_service: BACKEND_SERVICE,
  google_compute_region_backend_service: BACKEND_SERVICE,
};
