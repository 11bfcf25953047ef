terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_storage_bucket" "files" {
  name                        = "shop-files"
  location                    = "EU"
  public_access_prevention    = "inherited"
  uniform_bucket_level_access = false
}

resource "google_storage_bucket_access_control" "everyone" {
  bucket = google_storage_bucket.files.name
  role   = "READER"
  entity = "allUsers"
}
