terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

variable "prevention" {
  type = string
}

resource "google_storage_bucket" "files" {
  name                     = "shop-files"
  location                 = "EU"
  public_access_prevention = var.prevention
}
