terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_manifest" "reader" {
  manifest = {
    apiVersion = "rbac.authorization.k8s.io/v1"
    kind       = "Role"
    metadata = {
      name      = "reader"
      namespace = "shop"
    }
    rules = [
      {
        apiGroups = [""]
        resources = ["secrets"]
        verbs     = ["get", "list", "watch"]
      }
    ]
  }
}
