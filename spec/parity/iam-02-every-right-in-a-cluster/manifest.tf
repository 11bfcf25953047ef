terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_manifest" "everything" {
  manifest = {
    apiVersion = "rbac.authorization.k8s.io/v1"
    kind       = "ClusterRole"
    metadata = {
      name = "everything"
    }
    rules = [
      {
        apiGroups = ["*"]
        resources = ["*"]
        verbs     = ["*"]
      }
    ]
  }
}
