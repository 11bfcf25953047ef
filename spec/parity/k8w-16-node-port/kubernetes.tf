terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_service_v1" "web" {
  metadata {
    name      = "web"
    namespace = "shop"
  }

  spec {
    type = "NodePort"

    selector {
      app = "web"
    }

    port {
      port        = 80
      target_port = 8080
    }
  }
}
