terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west3"

  template {
    containers {
      image = "registry.example.com/shop/web:1.4"
    }
  }
}
