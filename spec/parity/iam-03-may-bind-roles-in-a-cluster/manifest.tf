terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_manifest" "binder" {
  manifest = {
    apiVersion = "rbac.authorization.k8s.io/v1"
    kind       = "ClusterRole"
    metadata = {
      name = "binder"
    }
    rules = [
      {
        apiGroups = ["rbac.authorization.k8s.io"]
        resources = ["clusterroles"]
        verbs     = ["bind", "escalate"]
      }
    ]
  }
}
