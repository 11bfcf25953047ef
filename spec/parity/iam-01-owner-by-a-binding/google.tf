terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_project_iam_binding" "owners" {
  project = "shop-prod"
  role    = "roles/owner"
  members = ["serviceAccount:deploy@shop-prod.iam.gserviceaccount.com"]
}
