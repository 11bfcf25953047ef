import { text, whole, type SettingForm } from "./setting-form.ts";

/** What is set of where Envoy asks. */
export interface ExtAuthzListening {
  readonly extAuthzPort: number | null;
  readonly extAuthzSocket: string | null;
  readonly extAuthzClientCa: string | null;
}

/** The forms of these settings. */
export const EXT_AUTHZ_SETTINGS: { readonly [Name in keyof ExtAuthzListening]: SettingForm<ExtAuthzListening[Name]> } =
  {
    extAuthzPort: {
      flag: "--ext-authz-port",
      environment: "WRIT_EXT_AUTHZ_PORT",
      fallback: null,
      expected: "a port",
      description:
        "where Envoy asks over gRPC (ext_authz), at the same host; beyond this machine only with `extAuthzClientCa`",
      parse: whole(0, 65_535),
    },
    extAuthzSocket: {
      flag: "--ext-authz-socket",
      environment: "WRIT_EXT_AUTHZ_SOCKET",
      fallback: null,
      expected: "a path",
      description: "a Unix socket where Envoy asks over gRPC (ext_authz)",
      parse: text,
    },
    extAuthzClientCa: {
      flag: "--ext-authz-client-ca",
      environment: "WRIT_EXT_AUTHZ_CLIENT_CA",
      fallback: null,
      expected: "a file",
      description:
        "the authority (PEM) whose certificates Envoy must show at `extAuthzPort`; needs `tlsCert` and `tlsKey`",
      parse: text,
    },
  };
