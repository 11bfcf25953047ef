terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_manifest" "web" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = "Deployment"
    metadata = {
      name      = "web"
      namespace = "shop"
    }
    spec = {
      selector = {
        matchLabels = {
          app = "web"
        }
      }
      template = {
        metadata = {
          labels = {
            app = "web"
          }
        }
        spec = {
          containers = [
            {
              name  = "web"
              image = "registry.example.com/shop/web:1.4"
            }
          ]
        }
      }
    }
  }
}
