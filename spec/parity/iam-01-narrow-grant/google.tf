terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_project_iam_member" "deploy" {
  project = "shop-prod"
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:deploy@shop-prod.iam.gserviceaccount.com"
}
