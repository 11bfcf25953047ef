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
      namespace = "default"
      labels = {
        "app.kubernetes.io/name" = "web"
        owner                    = "shop"
      }
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
            app                      = "web"
            "app.kubernetes.io/name" = "web"
            owner                    = "shop"
          }
        }
        spec = {
          containers = [
            {
              name  = "web"
              image = "registry.example.com/shop/web@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
            }
          ]
        }
      }
    }
  }
}
