terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_kms_crypto_key" "files" {
  name     = "files"
  key_ring = "projects/shop-prod/locations/europe-west3/keyRings/shop"
}

resource "google_kms_crypto_key_iam_member" "everyone" {
  crypto_key_id = google_kms_crypto_key.files.id
  role          = "roles/cloudkms.cryptoKeyDecrypter"
  member        = "allUsers"
}
