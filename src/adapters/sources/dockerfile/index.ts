import type { SourceFormat } from "../source-format.ts";
import { DOCKERFILE_FORMAT, readDockerfile } from "./read.ts";
import { isDockerfile } from "./recognise.ts";

/** Dockerfiles, also those of Podman and Buildah. */
export const dockerfile: SourceFormat = {
  format: DOCKERFILE_FORMAT,
  recognises: isDockerfile,
  read: readDockerfile,
};
