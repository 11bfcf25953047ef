terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_manifest" "secret_reader" {
  manifest = {
    apiVersion = "rbac.authorization.k8s.io/v1"
    kind       = "ClusterRole"
    metadata = {
      name = "secret-reader"
    }
    rules = [
      {
        apiGroups = [""]
        resources = ["secrets"]
        verbs     = ["get", "list"]
      }
    ]
  }
}

resource "kubernetes_manifest" "web_reads_secrets" {
  manifest = {
    apiVersion = "rbac.authorization.k8s.io/v1"
    kind       = "ClusterRoleBinding"
    metadata = {
      name = "web-reads-secrets"
    }
    roleRef = {
      apiGroup = "rbac.authorization.k8s.io"
      kind     = "ClusterRole"
      name     = "secret-reader"
    }
    subjects = [
      {
        kind      = "ServiceAccount"
        name      = "web"
        namespace = "shop"
      }
    ]
  }
}
