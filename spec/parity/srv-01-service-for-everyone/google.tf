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
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    containers {
      image = "registry.example.com/shop/web:1.4"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.web.name
  location = "europe-west3"
  role     = "roles/run.invoker"
  member   = "allUsers"
}
