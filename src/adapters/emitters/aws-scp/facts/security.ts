import {
  assumed,
  bool,
  changes,
  creates,
  deletes,
  ELSEWHERE,
  fixed,
  global,
  number,
  regional,
  text,
  type TypeCalls,
} from "./call.ts";

const BOUNDED = { permissions_boundary: text("iam:PermissionsBoundary", null) };
const ATTACHED = { policy_arn: text("iam:PolicyARN", null) };
const NO_TAGS = { tags: "none" } as const;
const KEY_DELETION = {
  ...deletes("kms:ScheduleKeyDeletion", {
    deletion_window_in_days: number("kms:ScheduleKeyDeletionPendingWindowInDays", 30),
  }),
  verbs: ["update", "delete"],
} as const;
const KEY = regional(creates("kms:CreateKey", { deletion_window_in_days: ELSEWHERE }), KEY_DELETION);

/** Identities, keys, secrets, certificates, logging and detection. */
export const SECURITY: Readonly<Record<string, TypeCalls>> = {
  aws_iam_user: global(
    creates("iam:CreateUser", BOUNDED),
    changes("iam:DeleteUserPermissionsBoundary", { permissions_boundary: fixed(null) }),
  ),
  aws_iam_role: global(creates("iam:CreateRole", BOUNDED)),
  aws_iam_access_key: global(creates("iam:CreateAccessKey", {}, NO_TAGS)),
  aws_iam_user_login_profile: global(creates("iam:CreateLoginProfile", {}, NO_TAGS)),
  aws_iam_user_policy: global(creates("iam:PutUserPolicy", {}, NO_TAGS)),
  aws_iam_user_policy_attachment: global(creates("iam:AttachUserPolicy", ATTACHED, NO_TAGS)),
  aws_iam_role_policy_attachment: global(creates("iam:AttachRolePolicy", ATTACHED, NO_TAGS)),
  aws_iam_group_policy_attachment: global(creates("iam:AttachGroupPolicy", ATTACHED, NO_TAGS)),
  aws_iam_service_specific_credential: global(
    creates(
      "iam:CreateServiceSpecificCredential",
      {
        credential_age_days: number("iam:ServiceSpecificCredentialAgeDays", null),
        service_name: text("iam:ServiceSpecificCredentialServiceName", null),
      },
      NO_TAGS,
    ),
  ),
  aws_iam_account_password_policy: global(
    changes("iam:UpdateAccountPasswordPolicy", {}, { sets: ["minimum_password_length", "password_reuse_prevention"] }),
  ),
  aws_kms_key: regional(
    creates("kms:CreateKey", {
      deletion_window_in_days: ELSEWHERE,
      enable_key_rotation: ELSEWHERE,
      rotation_period_in_days: ELSEWHERE,
      customer_master_key_spec: text("kms:KeySpec", "SYMMETRIC_DEFAULT"),
    }),
    changes("kms:DisableKeyRotation", { enable_key_rotation: fixed(false) }),
    changes("kms:EnableKeyRotation", {
      enable_key_rotation: fixed(true),
      rotation_period_in_days: number("kms:RotationPeriodInDays", 365),
    }),
    KEY_DELETION,
  ),
  aws_kms_external_key: KEY,
  aws_kms_replica_key: KEY,
  aws_kms_replica_external_key: KEY,
  aws_secretsmanager_secret: regional(
    creates("secretsmanager:CreateSecret", {
      kms_key_id: text("secretsmanager:KmsKeyArn", null),
      recovery_window_in_days: ELSEWHERE,
    }),
    {
      ...deletes("secretsmanager:DeleteSecret", {
        recovery_window_in_days: number("secretsmanager:RecoveryWindowInDays", 30),
      }),
      verbs: ["update", "delete"],
    },
    {
      ...deletes(
        "secretsmanager:DeleteSecret",
        { recovery_window_in_days: fixed(0) },
        { when: { Bool: { "secretsmanager:ForceDeleteWithoutRecovery": "true" } } },
      ),
      verbs: ["update"],
    },
  ),
  aws_secretsmanager_secret_policy: regional(
    creates(
      "secretsmanager:PutResourcePolicy",
      { block_public_policy: bool("secretsmanager:BlockPublicPolicy", false) },
      NO_TAGS,
    ),
  ),
  aws_acm_certificate: regional(
    creates("acm:RequestCertificate", {
      validation_method: text("acm:ValidationMethod", "EMAIL"),
      key_algorithm: text("acm:KeyAlgorithm", "RSA_2048"),
      certificate_body: fixed(null),
    }),
  ),
  aws_cloudtrail: regional(
    creates("cloudtrail:CreateTrail", { enable_logging: ELSEWHERE }),
    changes("cloudtrail:StopLogging", { enable_logging: fixed(false) }),
    changes(
      "cloudtrail:UpdateTrail",
      {},
      {
        sets: [
          "is_multi_region_trail",
          "is_organization_trail",
          "include_global_service_events",
          "enable_log_file_validation",
          "kms_key_id",
          "cloud_watch_logs_group_arn",
        ],
      },
    ),
    { ...deletes("cloudtrail:DeleteTrail", { enable_logging: assumed(true) }), tags: "none" },
  ),
  aws_guardduty_detector: regional(
    creates("guardduty:CreateDetector"),
    changes("guardduty:UpdateDetector", {}, { sets: ["enable"] }),
    deletes("guardduty:DeleteDetector"),
  ),
};
